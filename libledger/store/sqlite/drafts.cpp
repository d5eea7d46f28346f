// Drafts, as fingerprints.
#include "store/sqlite/statements.hpp"

namespace proviso {
namespace {
void fill_draft(const Statement &s, StoredDraft &row) {
    row.account = s.number(0);
    row.day = s.day(1);
    row.kind = static_cast<DocumentKind>(s.integer(2));
    row.ordinal = static_cast<std::int32_t>(s.integer(3));
    row.due = s.day(4);
    auto currency = currency_from_code(s.text(5));
    row.total = Amount(s.integer(6), currency ? *currency : Currency{});
    row.state = static_cast<std::uint8_t>(s.integer(7));
    row.sha256 = s.hash(8);
}
} // namespace

Result<void> SqliteStore::drafts_of(std::uint64_t account, std::vector<StoredDraft> &out) {
    out.clear();
    Statement &find = sql_->drafts_of.start(account);
    for (;;) {
        PV_TRY(const bool more, find.row());
        if (!more) return {};
        fill_draft(find, out.emplace_back());
    }
}

Result<void> SqliteStore::remove_drafts(std::uint64_t account) { return sql_->remove_drafts.run(account); }

Result<void> SqliteStore::add_draft(const StoredDraft &row) {
    return sql_->add_draft.run(row.account, row.day, row.kind, row.ordinal, row.due, row.total.currency().code(),
                               row.total.minor(), row.state, row.sha256);
}

Result<std::uint64_t> SqliteStore::draft_count() {
    PV_TRY(const std::int64_t count, db_->integer("SELECT count(*) FROM draft"));
    return static_cast<std::uint64_t>(count);
}

Result<CursorPtr<StoredDraft>> SqliteStore::drafts() {
    return make_cursor<StoredDraft>(
        *db_,
        "SELECT d.account, d.day, d.kind, d.ordinal, d.due, d.currency, d.total, d.state, d.sha256 "
        "FROM account a CROSS JOIN draft d ON d.account = a.number "
        "ORDER BY a.name, d.day, d.kind, d.ordinal",
        fill_draft);
}

Result<void> SqliteStore::remove_drafts_through(Day day) { return sql_->remove_drafts_through.run(day); }

Result<std::vector<SqliteStore::DraftCount>> SqliteStore::count_drafts(Day through) {
    Statement &count = sql_->count_drafts.start(through);
    std::vector<DraftCount> rows;
    for (;;) {
        PV_TRY(const bool more, count.row());
        if (!more) return rows;
        rows.push_back({static_cast<DocumentKind>(count.integer(0)), count.day(1), count.number(2)});
    }
}

} // namespace proviso
