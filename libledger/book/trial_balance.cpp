// The trial balance, from kept balances where they answer, else from the journal.
#include "book/facts.hpp"
#include "book/journal_text.hpp"
#include "book/ledger.hpp"
#include "book/reports.hpp"

namespace proviso {
namespace {

Result<LedgerSums> kept_sums(Store &store, Day as_of) {
    LedgerSums sums;
    PV_TRY(const CursorPtr<BalanceRow> rows, store.balances(as_of));
    BalanceRow row;
    for (;;) {
        PV_TRY(const bool more, rows->next(row));
        if (!more) return sums;
        PV_CHECK(sums.add(row.ledger, row.currency, row.minor));
    }
}

Result<LedgerSums> journal_sums(Store &store, const View &view) {
    LedgerSums sums;
    PV_TRY(const CursorPtr<StoredJournal> rows, store.journals(1));
    StoredJournal row;
    for (;;) {
        PV_TRY(const bool more, rows->next(row));
        if (!more || row.entry > view.last_entry) return sums;
        if (row.day > view.as_of) continue;
        PV_TRY(const JournalEntry entry, journal_from_json(row.body));
        PV_CHECK(sums.add(entry));
    }
}

Result<LedgerSums> sums_of(Store &store, const View &view, const std::string &account) {
    if (!account.empty()) {
        PV_TRY(const std::optional<StoredAccount> of, store.account(account));
        if (!of)
            return Error(Code::event_account_unknown, "there is no account \"" + account + "\"", "list the accounts");
        return account_sums(store, of->number, view);
    }
    return view.last_entry == UINT64_MAX ? kept_sums(store, view.as_of) : journal_sums(store, view);
}

} // namespace

Result<TrialBalance> trial_balance(Book &book, Day as_of, std::optional<Instant> known_at, const std::string &account) {
    Store &store = *book.impl().store;
    PV_TRY(ReadScope read, ReadScope::begin(store));
    PV_TRY(const View view, view_of(store, as_of, known_at));
    PV_TRY(const LedgerSums sums, sums_of(store, view, account));
    TrialBalance balance;
    balance.as_of = as_of;
    std::map<std::string, std::pair<Amount, Amount>> totals;
    for (const auto &[key, minor] : sums.rows()) {
        if (minor == 0) continue;
        PV_TRY(const Currency currency, currency_from_code(key.second));
        const Amount zero(0, currency), amount(minor, currency);
        TrialBalanceRow row{key.first, key.second, zero, zero};
        if (minor > 0)
            row.debit = amount;
        else { PV_TRY(row.credit, negate(amount)); }
        auto &[debit, credit] = totals.try_emplace(key.second, zero, zero).first->second;
        PV_TRY(debit, add(debit, row.debit));
        PV_TRY(credit, add(credit, row.credit));
        balance.rows.push_back(std::move(row));
    }
    for (auto &[currency, total] : totals) balance.totals.push_back(total);
    return balance;
}

Result<void> list_journal(Book &book, const JournalFilter &filter,
                          const std::function<bool(const JournalRow &)> &visit) {
    Store &store = *book.impl().store;
    PV_TRY(ReadScope read, ReadScope::begin(store));
    PV_TRY(const View view, view_of(store, filter.through.value_or(day_last), filter.known_at));
    const auto show = [&](const StoredJournal &stored) -> Result<bool> {
        if (stored.day > view.as_of || (filter.from && stored.day < *filter.from)) return true;
        JournalRow row;
        row.number = stored.number;
        row.chain_entry = stored.entry;
        PV_TRY(const std::optional<Instant> recorded, store.recorded_at(stored.entry));
        row.recorded_at = recorded.value_or(Instant());
        PV_TRY(row.entry, journal_from_json(stored.body));
        return visit(row);
    };
    if (!filter.account.empty()) {
        PV_TRY(const StoredAccount account, open_account(store, filter.account));
        std::vector<StoredJournal> rows;
        PV_CHECK(store.journals_of(account.number, rows));
        for (const StoredJournal &row : rows) {
            if (row.entry > view.last_entry) break;
            PV_TRY(const bool more, show(row));
            if (!more) return {};
        }
        return {};
    }
    PV_TRY(const CursorPtr<StoredJournal> rows, store.journals(1));
    StoredJournal row;
    for (;;) {
        PV_TRY(const bool more, rows->next(row));
        if (!more || row.entry > view.last_entry) return {};
        PV_TRY(const bool go_on, show(row));
        if (!go_on) return {};
    }
}

} // namespace proviso
