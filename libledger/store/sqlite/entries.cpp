// The chain, settings, sources and periods.
#include <algorithm>

#include "store/sqlite/statements.hpp"

namespace proviso {

Result<SqliteStore::ChainEnd> SqliteStore::chain_end() {
    if (chain_end_) return *chain_end_;
    ChainEnd end{{}, Instant(INT64_MIN)};
    Statement &last = sql_->chain_end.start();
    PV_TRY(const bool found, last.row());
    if (found) {
        end.head.entries = last.number(0);
        end.head.hash = last.hash(1);
        end.recorded_at = Instant(last.integer(2));
        last.reset();
    }
    if (in_transaction()) chain_end_ = end;
    return end;
}

Result<ChainHead> SqliteStore::head() {
    PV_TRY(const ChainEnd end, chain_end());
    return end.head;
}

Result<EntryRow> SqliteStore::append(std::string_view kind, Instant recorded_at, std::string_view data) {
    PV_TRY(const ChainEnd end, chain_end());
    EntryRow row;
    row.number = end.head.entries + 1;
    row.kind = kind;
    row.recorded_at = std::max(recorded_at, end.recorded_at);
    row.body = entry_body(row.number, kind, row.recorded_at, data);
    row.hash = chain_hash(end.head.hash, row.body);
    PV_CHECK(sql_->add_entry.run(row.number, row.kind, row.recorded_at, row.body, row.hash));
    chain_end_ = ChainEnd{{row.number, row.hash}, row.recorded_at};
    return row;
}

Result<CursorPtr<EntryRow>> SqliteStore::entries(std::uint64_t first) {
    return make_cursor<EntryRow>(
        *db_, "SELECT number, kind, recorded_at, body, hash FROM entry WHERE number >= ? ORDER BY number",
        [](const Statement &s, EntryRow &row) {
            row.number = s.number(0);
            row.kind = s.text(1);
            row.recorded_at = Instant(s.integer(2));
            row.body = s.text(3);
            row.hash = s.hash(4);
        },
        first);
}

Result<std::uint64_t> SqliteStore::entry_at(Instant recorded_at) {
    Statement &at = sql_->entry_at.start(recorded_at);
    PV_TRY(const bool found, at.row());
    const std::uint64_t number = found ? at.number(0) : 0;
    at.reset();
    return number;
}

Result<std::optional<Instant>> SqliteStore::recorded_at(std::uint64_t entry) {
    Statement &at = sql_->recorded_at.start(entry);
    PV_TRY(const bool found, at.row());
    std::optional<Instant> instant;
    if (found) instant = Instant(at.integer(0));
    at.reset();
    return instant;
}

Result<std::optional<std::string>> SqliteStore::setting(std::string_view name) {
    Statement &get = sql_->setting.start(name);
    PV_TRY(const bool found, get.row());
    std::optional<std::string> value;
    if (found) value = std::string(get.text(0));
    get.reset();
    return value;
}
Result<void> SqliteStore::set(std::string_view name, std::string_view value) { return sql_->set.run(name, value); }
Result<void> SqliteStore::unset(std::string_view name) { return sql_->unset.run(name); }

Result<void> SqliteStore::add_source(const SourceRow &row) {
    Statement add(*db_, "INSERT INTO source VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)");
    return add.run(row.sha256, row.kind, row.id, row.version, row.revision, row.from, row.entry, row.name,
                   Blob{row.bytes});
}

Result<std::vector<SourceRow>> SqliteStore::sources(bool bytes) {
    Statement all(*db_, std::string("SELECT sha256, kind, id, version, revision, from_day, entry, name, ") +
                            (bytes ? "bytes" : "''") + " FROM source ORDER BY entry, rowid");
    std::vector<SourceRow> rows;
    for (;;) {
        PV_TRY(const bool more, all.row());
        if (!more) return rows;
        SourceRow row;
        row.sha256 = all.text(0);
        row.kind = all.text(1);
        row.id = all.text(2);
        row.version = all.text(3);
        row.revision = static_cast<std::int32_t>(all.integer(4));
        row.from = all.day(5);
        row.entry = all.number(6);
        row.name = all.text(7);
        row.bytes = all.text(8);
        rows.push_back(std::move(row));
    }
}

Result<void> SqliteStore::add_period(const StoredPeriod &row) {
    Statement add(
        *db_,
        "INSERT INTO period VALUES(?, ?, ?, ?, 0) ON CONFLICT DO UPDATE SET entry = excluded.entry, reopened = 0");
    return add.run(row.period, row.entry, row.from, row.until);
}
Result<void> SqliteStore::reopen_period(std::string_view period) {
    return Statement(*db_, "UPDATE period SET reopened = 1 WHERE period = ?").run(period);
}
Result<std::vector<StoredPeriod>> SqliteStore::periods() {
    Statement all(*db_, "SELECT period, entry, from_day, until_day, reopened FROM period ORDER BY period");
    std::vector<StoredPeriod> rows;
    for (;;) {
        PV_TRY(const bool more, all.row());
        if (!more) return rows;
        rows.push_back({all.number(1), std::string(all.text(0)), all.day(2), all.day(3), all.integer(4) != 0});
    }
}

} // namespace proviso
