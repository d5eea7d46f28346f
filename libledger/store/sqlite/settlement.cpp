// What follows after issue: allocation, recognition, sending.
#include "store/sqlite/statements.hpp"

namespace proviso {
namespace {
void fill_allocation(const Statement &s, StoredAllocation &row) {
    row.document = s.number(0);
    row.journal = s.number(1);
    row.payment = s.number(2);
    row.day = s.day(3);
    row.minor = s.integer(4);
}
void fill_deferral(const Statement &s, DeferralRow &row) {
    row.document = s.number(0);
    row.line = static_cast<std::uint32_t>(s.integer(1));
    row.account = s.number(2);
    row.service = {s.day(3), s.day(4)};
    auto currency = currency_from_code(s.text(5));
    row.amount = Amount(s.integer(6), currency ? *currency : Currency{});
    row.recognised = s.integer(7);
    row.income = s.text(8);
}
} // namespace

Result<void> SqliteStore::add_allocation(const StoredAllocation &row) {
    return sql_->add_allocation.run(row.document, row.journal, row.payment, row.day, row.minor);
}

Result<void> SqliteStore::allocations_of(std::uint64_t document, std::vector<StoredAllocation> &out) {
    out.clear();
    Statement &find = sql_->allocations_of.start(document);
    for (;;) {
        PV_TRY(const bool more, find.row());
        if (!more) return {};
        fill_allocation(find, out.emplace_back());
    }
}

Result<std::optional<StoredAllocation>> SqliteStore::allocation_of_journal(std::uint64_t journal) {
    Statement &find = sql_->allocation_of_journal.start(journal);
    PV_TRY(const bool found, find.row());
    std::optional<StoredAllocation> row;
    if (found) fill_allocation(find, row.emplace());
    find.reset();
    return row;
}

Result<CursorPtr<StoredAllocation>> SqliteStore::allocations() {
    return make_cursor<StoredAllocation>(
        *db_, "SELECT document, journal, payment, day, minor FROM allocation ORDER BY document, journal",
        fill_allocation);
}

Result<void> SqliteStore::add_deferral(const DeferralRow &row) {
    return sql_->add_deferral.run(row.document, row.line, row.account, row.service.from, row.service.until,
                                  row.amount.currency().code(), row.amount.minor(), row.recognised, row.income);
}

Result<CursorPtr<DeferralRow>> SqliteStore::deferrals() {
    return make_cursor<DeferralRow>(*db_,
                                    "SELECT document, line, account, from_day, until_day, currency, minor, recognised, "
                                    "income FROM deferral WHERE recognised <> minor ORDER BY document, line",
                                    fill_deferral);
}
Result<CursorPtr<DeferralRow>> SqliteStore::all_deferrals() {
    return make_cursor<DeferralRow>(*db_,
                                    "SELECT document, line, account, from_day, until_day, currency, minor, recognised, "
                                    "income FROM deferral ORDER BY document, line",
                                    fill_deferral);
}

Result<void> SqliteStore::recognise(std::uint64_t document, std::uint32_t line, std::int64_t recognised) {
    return sql_->recognise.run(recognised, document, line);
}

Result<void> SqliteStore::add_sending(const StoredSending &row) {
    return sql_->add_sending.run(row.document, row.entry, row.on, row.channel);
}

Result<std::optional<StoredSending>> SqliteStore::sending_of(std::uint64_t document) {
    Statement &find = sql_->sending_of.start(document);
    PV_TRY(const bool found, find.row());
    std::optional<StoredSending> row;
    if (found) row = StoredSending{find.number(0), find.number(1), find.day(2), std::string(find.text(3))};
    find.reset();
    return row;
}

} // namespace proviso
