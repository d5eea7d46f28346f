// Rows that wait.
#include "store/sqlite/statements.hpp"

namespace proviso {
namespace {
void fill_suspense(const Statement &s, SuspenseEntry &row) {
    row.id = s.number(0);
    row.state = static_cast<std::uint8_t>(s.integer(1));
    row.kind = s.text(2);
    row.file = s.text(3);
    row.source = s.text(4);
    row.row = s.number(5);
    row.account = s.text(6);
    row.raw = s.text(7);
    row.event = s.text(8);
    row.reason = Error(code_from_name(s.text(9)), std::string(s.text(10)), std::string(s.text(11)),
                       std::string(s.text(12)), std::string(s.text(13)));
    row.recorded_at = Instant(s.integer(14));
    row.note = s.text(15);
}
} // namespace

Result<std::uint64_t> SqliteStore::add_suspense(const SuspenseEntry &row) {
    PV_CHECK(sql_->add_suspense.run(row.state, row.kind, row.file, row.source, row.row, row.account, row.raw, row.event,
                                    code_name(row.reason.code), row.reason.what, row.reason.todo, row.reason.where,
                                    row.reason.clause, row.recorded_at, row.note));
    return db_->last_number();
}

Result<void> SqliteStore::update_suspense(const SuspenseEntry &row) {
    return sql_->update_suspense.run(row.state, code_name(row.reason.code), row.reason.what, row.reason.todo,
                                     row.reason.where, row.reason.clause, row.note, row.id);
}

Result<std::optional<SuspenseEntry>> SqliteStore::suspense(std::uint64_t id) {
    Statement &find = sql_->suspense.start(id);
    PV_TRY(const bool found, find.row());
    std::optional<SuspenseEntry> row;
    if (found) fill_suspense(find, row.emplace());
    find.reset();
    return row;
}

Result<CursorPtr<SuspenseEntry>> SqliteStore::suspense_rows(bool waiting_only) {
    const std::string sql =
        std::string("SELECT id, state, kind, file, source, row, account, raw, event, code, what, todo, place, "
                    "clause, recorded_at, note FROM suspense") +
        (waiting_only ? " WHERE state = 0" : "") + " ORDER BY id";
    return make_cursor<SuspenseEntry>(*db_, sql.c_str(), fill_suspense);
}

Result<std::uint64_t> SqliteStore::waiting() {
    PV_TRY(const std::int64_t count, db_->integer("SELECT count(*) FROM suspense WHERE state = 0"));
    return static_cast<std::uint64_t>(count);
}

} // namespace proviso
