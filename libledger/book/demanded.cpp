#include "book/demanded.hpp"

#include <algorithm>

#include "book/document_name.hpp"

namespace proviso {

Result<void> put_demanded_days(Book::Impl &book, const StoredAccount &account, const View &view,
                               std::vector<StoredDocument> &documents) {
    if (std::none_of(documents.begin(), documents.end(),
                     [](const StoredDocument &document) { return document.due == on_demand; }))
        return {};
    PV_TRY(const std::shared_ptr<const LoadedTerms> terms, book.load_terms());
    PV_TRY(const AccountRows rows, read_rows(*book.store, account, view.last_entry));
    AccountState state;
    PV_TRY(const AccountResult result,
           apply_rows(*terms, rows, std::min(view.as_of, rows.last_day(day_first, terms->sealed)), {}, state));
    for (StoredDocument &document : documents) {
        if (document.due != on_demand) continue;
        const std::string id = draft_id(document);
        for (const OpenItem &item : result.items)
            if (item.document == id) document.due = item.due;
    }
    return {};
}

} // namespace proviso
