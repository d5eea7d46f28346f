#include "book/ledger.hpp"

#include "book/journal_text.hpp"

namespace proviso {

Result<View> view_of(Store &store, Day as_of, std::optional<Instant> known_at) {
    View view{as_of, UINT64_MAX};
    if (known_at) { PV_TRY(view.last_entry, store.entry_at(*known_at)); }
    return view;
}

Result<void> LedgerSums::add(const std::string &ledger, const std::string &currency, std::int64_t minor) {
    std::int64_t &sum = rows_[{ledger, currency}];
    if (__builtin_add_overflow(sum, minor, &sum))
        return Error(Code::money_overflow, "the balance of " + ledger + " is larger than what can be kept");
    return {};
}

Result<void> LedgerSums::add(const JournalEntry &entry) {
    for (const Posting &posting : entry.postings)
        PV_CHECK(add(posting.ledger, std::string(posting.amount.currency().code()), posting.amount.minor()));
    return {};
}

Amount LedgerSums::of(std::string_view ledger, Currency currency) const {
    std::int64_t sum = 0;
    for (const auto &[key, minor] : rows_)
        if (ledger_matches(key.first, ledger) && key.second == currency.code()) sum += minor;
    return {sum, currency};
}

Result<LedgerSums> account_sums(Store &store, std::uint64_t account, const View &view) {
    std::vector<StoredJournal> rows;
    PV_CHECK(store.journals_of(account, rows));
    LedgerSums sums;
    for (const StoredJournal &row : rows) {
        if (row.day > view.as_of || row.entry > view.last_entry) continue;
        PV_TRY(const JournalEntry entry, journal_from_json(row.body));
        PV_CHECK(sums.add(entry));
    }
    return sums;
}

Result<Amount> open_amount(Store &store, const StoredDocument &document, const View &view) {
    const Currency currency = document.total.currency();
    if (document.kind == DocumentKind::credit_note) return Amount(0, currency); // its money is on account
    std::vector<StoredAllocation> allocations;
    PV_CHECK(store.allocations_of(document.number, allocations));
    Amount open = document.total;
    for (const StoredAllocation &row : allocations) {
        if (row.day > view.as_of) continue;
        if (view.last_entry != UINT64_MAX) {
            PV_TRY(const std::optional<StoredJournal> journal, store.journal(row.journal));
            if (!journal || journal->entry > view.last_entry) continue;
        }
        PV_TRY(open, subtract(open, Amount(row.minor, currency)));
    }
    return open;
}

AgingStrip empty_strip(Currency currency) {
    const Amount zero(0, currency);
    return {zero, zero, zero, zero, zero, zero, zero};
}

Result<void> add_open(AgingStrip &strip, Amount open, std::int32_t days_past_due) {
    Amount &column = days_past_due <= 0    ? strip.not_due
                     : days_past_due <= 30 ? strip.days_1_30
                     : days_past_due <= 60 ? strip.days_31_60
                     : days_past_due <= 90 ? strip.days_61_90
                                           : strip.days_91;
    PV_TRY(column, add(column, open));
    PV_TRY(strip.total, add(strip.total, open));
    return {};
}

Result<Currency> book_currency(Book::Impl &book) {
    PV_TRY(const std::shared_ptr<const LoadedTerms> terms, book.load_terms());
    return terms->packs.empty() ? Currency{} : terms->packs.front().currency;
}

} // namespace proviso
