#include "book/find_document.hpp"

#include <algorithm>

#include "book/document_name.hpp"

namespace proviso {
namespace {

Error unknown(const std::string &ref, const std::string &account) {
    if (account.empty())
        return Error(Code::document_unknown, "there is no document \"" + ref + "\"",
                     "give its number, or its date and the account", ref);
    return Error(Code::document_unknown, "account " + account + " has no document \"" + ref + "\"",
                 "list its documents", ref);
}

Result<std::optional<StoredDocument>> issued(Store &store, const std::string &ref, const std::string &account) {
    if (const auto name = document_name(ref)) {
        PV_TRY(std::optional<StoredDocument> row, store.document_at(name->kind, name->position));
        if (row && !account.empty()) {
            PV_TRY(const std::string owner, store.account_name(row->account));
            if (owner != account) row.reset();
        }
        return row;
    }
    const auto draft = draft_name(ref);
    if (!draft || account.empty()) return std::optional<StoredDocument>();
    PV_TRY(const StoredAccount of, open_account(store, account));
    return store.document_of(of.number, draft->kind, draft->date, draft->ordinal);
}

} // namespace

Result<StoredDocument> find_issued(Store &store, const std::string &ref, const std::string &account) {
    PV_TRY(std::optional<StoredDocument> row, issued(store, ref, account));
    if (!row) return unknown(ref, account);
    return std::move(*row);
}

Result<FoundDocument> find_document(Book::Impl &book, const std::string &ref, const std::string &account) {
    Store &store = *book.store;
    FoundDocument found;
    PV_TRY(found.issued, issued(store, ref, account));
    if (found.issued) {
        PV_TRY(found.account.name, store.account_name(found.issued->account));
        found.account.number = found.issued->account;
        found.body = found.issued->body;
        PV_TRY(found.document, document_from_json(found.body));
        return found;
    }
    const auto name = draft_name(ref);
    if (!name || account.empty()) return unknown(ref, account);
    PV_TRY(found.account, open_account(store, account));
    PV_TRY(const std::optional<Day> through, book.day_setting(setting::drafts_through));
    PV_TRY(const std::optional<std::string> interest, store.setting(setting::drafts_interest));
    std::vector<StoredDraft> drafts;
    PV_CHECK(store.drafts_of(found.account.number, drafts));
    const auto draft = std::find_if(drafts.begin(), drafts.end(), [&](const StoredDraft &row) {
        return row.day == name->date && row.kind == name->kind && row.ordinal == name->ordinal;
    });
    if (draft == drafts.end() || !through) return unknown(ref, account);
    found.state = static_cast<DraftState>(draft->state);
    PV_TRY(const std::shared_ptr<const LoadedTerms> terms, book.load_terms());
    PV_TRY(const AccountRows rows, read_rows(store, found.account));
    AccountState state;
    RunOptions options;
    options.interest = interest.has_value();
    PV_TRY(AccountResult result, apply_rows(*terms, rows, *through, options, state));
    for (Document &document : result.documents) {
        if (document.date != name->date || document.kind != name->kind || document.ordinal != name->ordinal) continue;
        found.body = document_json(document);
        found.document = std::move(document);
        return found;
    }
    return Error(Code::drafts_changed, "draft " + ref + " of account " + account + " is not made any more", "run again",
                 account);
}

Result<DocumentRow> issued_row(Store &store, const StoredDocument &document, const std::string &account,
                               const View &view) {
    DocumentRow row;
    row.number = document.name;
    row.id = draft_id(document);
    row.account = account;
    row.kind = document.kind;
    row.date = document.day;
    row.due = document.due;
    row.total = document.total;
    row.tax = document.tax;
    row.entry = document.entry;
    PV_TRY(row.open, open_amount(store, document, view));
    row.status = row.open.minor() <= 0 ? "paid" : row.open == row.total ? "open" : "part-paid";
    if (document.kind == DocumentKind::credit_note) row.status = "issued";
    PV_TRY(row.issued_at, store.recorded_at(document.entry));
    PV_TRY(const std::optional<StoredSending> sent, store.sending_of(document.number));
    if (sent && sent->entry <= view.last_entry) { PV_TRY(row.sent_at, store.recorded_at(sent->entry)); }
    return row;
}

} // namespace proviso
