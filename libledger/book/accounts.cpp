#include "book/accounts.hpp"

#include "book/ledger.hpp"
#include "book/sweep.hpp"

namespace proviso {
namespace {

Result<AccountRow> row_of(Book::Impl &book, const StoredAccount &account, const AccountResult &result, const View &view,
                          Currency otherwise) {
    AccountRow row;
    row.account = account.name;
    PV_TRY(row.personal, personal_of(*book.store, account.number));
    row.pack = result.pack;
    row.status = result.status_on(view.as_of);
    PV_TRY(const std::shared_ptr<const LoadedTerms> terms, book.load_terms());
    const Pack *pack = terms->terms.pack(result.pack);
    const Currency currency = pack ? pack->currency : otherwise;
    PV_TRY(const LedgerSums sums, account_sums(*book.store, account.number, view));
    row.receivable = sums.of(chart::receivable, currency);
    PV_TRY(row.unapplied, negate(sums.of(chart::unapplied, currency)));
    return row;
}

} // namespace

Result<void> list_accounts(Book &handle, Day as_of, const std::string &after,
                           const std::function<bool(const AccountRow &)> &visit) {
    Book::Impl &book = handle.impl();
    PV_TRY(ReadScope read, ReadScope::begin(*book.store));
    PV_TRY(const Currency currency, book_currency(book));
    Sweep job;
    PV_TRY(job.terms, book.load_terms());
    job.stage = "accounts";
    job.after_account = after;
    job.through = as_of;
    job.until = day_first - 1; // no documents are wanted
    const View view{as_of, UINT64_MAX};
    const auto consume = [&](Swept &swept) -> Result<bool> {
        PV_TRY(const AccountRow row, row_of(book, swept.rows.account, swept.result, view, currency));
        return visit(row);
    };
    return sweep(book, job, consume);
}

Result<AccountView> show_account(Book &handle, const std::string &account, Day as_of, std::optional<Instant> known_at) {
    Book::Impl &book = handle.impl();
    Store &store = *book.store;
    PV_TRY(ReadScope read, ReadScope::begin(store));
    PV_TRY(const View view, view_of(store, as_of, known_at));
    PV_TRY(StoredAccount of, open_account(store, account));
    PV_TRY(const std::shared_ptr<const LoadedTerms> terms, book.load_terms(view.last_entry));
    PV_TRY(const AccountRows rows, read_rows(store, std::move(of), view.last_entry));
    AccountView result;
    AccountState state;
    PV_TRY(result.result, apply_rows(*terms, rows, as_of, {}, state));
    result.events = rows.events.size();
    PV_TRY(const Currency currency, book_currency(book));
    PV_TRY(result.row, row_of(book, rows.account, result.result, view, currency));
    return result;
}

} // namespace proviso
