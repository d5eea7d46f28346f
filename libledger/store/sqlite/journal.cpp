// Postings and kept balances.
#include "store/sqlite/statements.hpp"

namespace proviso {
namespace {
void fill_journal(const Statement &s, StoredJournal &row) {
    row.number = s.number(0);
    row.entry = s.number(1);
    row.account = s.number(2);
    row.day = s.day(3);
    row.identity = s.integer(4);
    row.body = s.text(5);
}
} // namespace

Result<void> SqliteStore::add_journal(const StoredJournal &row) {
    PV_CHECK(sql_->add_journal.run(row.number, row.entry, row.account, row.day, row.identity, row.body));
    journals_.added(row.number, row.account, row.identity);
    return {};
}

Result<std::vector<std::uint64_t>> SqliteStore::journals_identified(std::int64_t identity) {
    std::vector<std::uint64_t> numbers;
    PV_CHECK(journals_.by_identity(identity, numbers));
    return numbers;
}

Result<std::vector<std::int64_t>> SqliteStore::repeated_journal_identities() {
    Statement repeated(*db_, "SELECT identity FROM journal GROUP BY identity HAVING count(*) > 1");
    std::vector<std::int64_t> identities;
    for (;;) {
        PV_TRY(const bool more, repeated.row());
        if (!more) return identities;
        identities.push_back(repeated.integer(0));
    }
}

Result<std::optional<StoredJournal>> SqliteStore::journal(std::uint64_t number) {
    Statement &find = sql_->journal.start(number);
    PV_TRY(const bool found, find.row());
    std::optional<StoredJournal> row;
    if (found) fill_journal(find, row.emplace());
    find.reset();
    return row;
}

Result<void> SqliteStore::journals_of(std::uint64_t account, std::vector<StoredJournal> &out) {
    std::vector<std::uint64_t> numbers;
    PV_CHECK(journals_.by_account(account, numbers));
    out.clear();
    for (const std::uint64_t number : numbers) {
        PV_TRY(std::optional<StoredJournal> row, journal(number));
        if (row) out.push_back(std::move(*row));
    }
    return {};
}

Result<CursorPtr<StoredJournal>> SqliteStore::journals(std::uint64_t first) {
    return make_cursor<StoredJournal>(
        *db_, "SELECT number, entry, account, day, identity, body FROM journal WHERE number >= ? ORDER BY number",
        fill_journal, first);
}

Result<void> SqliteStore::add_balances(std::span<const BalanceRow> changes) {
    for (const BalanceRow &change : changes) {
        Statement &get = sql_->balance.start(change.ledger, change.currency, change.day);
        PV_TRY(const bool found, get.row());
        std::int64_t minor = found ? get.integer(0) : 0;
        get.reset();
        if (__builtin_add_overflow(minor, change.minor, &minor))
            return Error(Code::money_overflow, "the balance of " + change.ledger + " is larger than what can be kept");
        PV_CHECK(sql_->set_balance.run(change.ledger, change.currency, change.day, minor));
    }
    return {};
}

Result<CursorPtr<BalanceRow>> SqliteStore::balances(Day through) {
    return make_cursor<BalanceRow>(
        *db_, "SELECT ledger, currency, day, minor FROM balance WHERE day <= ? ORDER BY ledger, currency, day",
        [](const Statement &s, BalanceRow &row) {
            row.ledger = s.text(0);
            row.currency = s.text(1);
            row.day = s.day(2);
            row.minor = s.integer(3);
        },
        through);
}

} // namespace proviso
