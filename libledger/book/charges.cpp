#include "book/charges.hpp"

#include "book/facts.hpp"

namespace proviso {

Result<void> list_charges(Book &book, const ChargeFilter &filter, const std::function<bool(const ChargeRow &)> &visit) {
    Store &store = *book.impl().store;
    PV_TRY(ReadScope read, ReadScope::begin(store));
    std::uint64_t only = 0;
    if (!filter.account.empty()) {
        PV_TRY(const StoredAccount account, open_account(store, filter.account));
        only = account.number;
    }
    PV_TRY(const CursorPtr<StoredDocument> documents, store.documents(true));
    StoredDocument stored;
    for (;;) {
        PV_TRY(const bool more, documents->next(stored));
        if (!more) return {};
        if ((only != 0 && stored.account != only) || (filter.from && stored.day < *filter.from) ||
            (filter.through && stored.day > *filter.through))
            continue;
        ChargeRow row;
        row.number = stored.name;
        row.entry = stored.entry;
        PV_TRY(row.document, document_from_json(stored.body));
        for (row.line = 0; row.line < row.document.lines.size(); ++row.line) {
            row.derivation_sha256 = hex(sha256(derivation_json(row.document.lines[row.line].derivation)));
            if (!visit(row)) return {};
        }
    }
}

} // namespace proviso
