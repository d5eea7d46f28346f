#include "book/poster.hpp"

#include "book/journal_text.hpp"

namespace proviso {

std::size_t BalanceChanges::index_of(const Posting &posting) {
    for (std::size_t i = 0; i < ledgers_.size(); ++i)
        if (ledgers_[i].name == posting.ledger && ledgers_[i].currency == posting.amount.currency()) return i;
    ledgers_.push_back({posting.ledger, posting.amount.currency()});
    return ledgers_.size() - 1;
}

Result<void> BalanceChanges::add(const JournalEntry &entry) {
    for (const Posting &posting : entry.postings) {
        std::int64_t &sum = minor_[{index_of(posting), entry.date}];
        if (__builtin_add_overflow(sum, posting.amount.minor(), &sum))
            return Error(Code::money_overflow, "the balance of " + posting.ledger + " is larger than what can be kept");
    }
    return {};
}

std::vector<BalanceRow> BalanceChanges::take() {
    std::map<std::tuple<std::string, std::string, Day>, std::int64_t> sorted;
    for (const auto &[key, minor] : minor_)
        sorted[{ledgers_[key.first].name, std::string(ledgers_[key.first].currency.code()), key.second}] = minor;
    std::vector<BalanceRow> rows;
    for (const auto &[key, minor] : sorted)
        rows.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), minor});
    minor_.clear();
    return rows;
}

Poster::Prepared Poster::prepare(const JournalEntry &entry) const {
    Prepared prepared;
    append_journal_json(prepared.body, entry);
    prepared.identity = book_.identity("journal", entry.key);
    return prepared;
}

Result<Poster::Known> Poster::known(const JournalEntry &entry, const Prepared &prepared) {
    const auto judge = [&](const std::string &stored) -> Result<Known> {
        if (stored == prepared.body) return Known::same;
        PV_TRY(const JournalEntry other, journal_from_json(stored));
        return other.key == entry.key ? Known::other : Known::fresh; // fresh: only the hash is the same
    };
    const auto range = pending_.equal_range(prepared.identity);
    for (auto i = range.first; i != range.second; ++i) {
        PV_TRY(const Known known, judge(rows_[i->second].body));
        if (known != Known::fresh) return known;
    }
    PV_TRY(const std::vector<std::uint64_t> numbers, book_.store->journals_identified(prepared.identity));
    for (const std::uint64_t number : numbers) {
        PV_TRY(const std::optional<StoredJournal> row, book_.store->journal(number));
        if (!row) continue;
        PV_TRY(const Known known, judge(row->body));
        if (known != Known::fresh) return known;
    }
    return Known::fresh;
}

Result<std::uint64_t> Poster::post(const JournalEntry &entry, std::uint64_t account, Prepared prepared) {
    PV_CHECK(check_balanced(entry));
    PV_CHECK(balances_.add(entry));
    if (next_ == 0) { PV_TRY(next_, book_.store->next_journal()); }
    StoredJournal row;
    row.number = next_++;
    row.account = account;
    row.day = entry.date;
    row.identity = prepared.identity;
    row.body = std::move(prepared.body);
    pending_.emplace(row.identity, rows_.size());
    rows_.push_back(std::move(row));
    ++posted_;
    if (rows_.size() >= chunk) PV_CHECK(flush());
    return next_ - 1;
}

Result<void> Poster::flush() {
    if (rows_.empty()) return {};
    if (before_flush_) PV_CHECK(before_flush_());
    RowsDigest digest;
    for (const StoredJournal &row : rows_) digest.add(row.body);
    const std::uint64_t count = digest.count();
    PV_TRY(const EntryRow entry, book_.store->append(entry_kind::journal, now_,
                                                     Data()
                                                         .number("first", rows_.front().number)
                                                         .number("count", count)
                                                         .text("sha256", hex(digest.finish()))
                                                         .take()));
    for (StoredJournal &row : rows_) {
        row.entry = entry.number;
        PV_CHECK(book_.store->add_journal(row));
    }
    for (const StoredAllocation &row : allocations_) PV_CHECK(book_.store->add_allocation(row));
    PV_CHECK(book_.store->add_balances(balances_.take()));
    rows_.clear();
    pending_.clear();
    allocations_.clear();
    return {};
}

} // namespace proviso
