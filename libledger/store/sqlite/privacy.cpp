// Taking values and rows out of the file, down to its bytes.
#include <algorithm>

#include "store/sqlite/statements.hpp"

namespace proviso {
namespace {

constexpr const char *personal_columns = "SELECT p.event, p.field, p.salt, p.value, p.erased FROM personal p ";
constexpr const char *seat_columns = "SELECT batch, account, seat, salt, value, erased FROM usage_seat ";
constexpr const char *change_columns = "SELECT entry, batch, block, gone, was, now FROM usage_change ";

void fill_personal(const Statement &s, PersonalRow &row) {
    row.event = s.number(0);
    row.field = s.text(1);
    row.salt = s.text(2);
    row.value = s.text(3);
    row.erased = s.number(4);
}

void fill_seat(const Statement &s, UsageSeat &row) {
    row.batch = s.number(0);
    row.account = s.number(1);
    row.seat = s.text(2);
    row.salt = s.text(3);
    row.value = s.text(4);
    row.erased = s.number(5);
}

Result<std::vector<UsageChange>> changes(Connection &db, const char *tail, std::uint64_t number) {
    Statement find(db, std::string(change_columns) + tail);
    find.start(number);
    std::vector<UsageChange> rows;
    for (;;) {
        PV_TRY(const bool more, find.row());
        if (!more) return rows;
        UsageChange row;
        row.entry = find.number(0);
        row.batch = find.number(1);
        row.block = find.number(2);
        row.gone = find.number(3);
        row.was = find.hash(4);
        if (!find.text(5).empty()) row.now = find.hash(5);
        rows.push_back(row);
    }
}

ReceiptRow receipt_of(const Statement &s) {
    return {s.number(0), std::string(s.text(1)), std::string(s.text(2)), std::string(s.text(3))};
}

std::string_view bytes_of(const Hash &hash) { return {reinterpret_cast<const char *>(hash.data()), hash.size()}; }

} // namespace

Result<CursorPtr<PersonalRow>> SqliteStore::personal_of_account(std::uint64_t account) {
    const std::string sql =
        std::string(personal_columns) +
        "JOIN event e ON e.number = p.event WHERE ifnull(e.account, 0) = ? ORDER BY p.event, p.field";
    return make_cursor<PersonalRow>(*db_, sql.c_str(), fill_personal, account);
}

Result<CursorPtr<PersonalRow>> SqliteStore::all_personal() {
    const std::string sql = std::string(personal_columns) + "ORDER BY p.event, p.field";
    return make_cursor<PersonalRow>(*db_, sql.c_str(), fill_personal);
}

Result<CursorPtr<PersonalRow>> SqliteStore::personal_erased_by(std::uint64_t entry) {
    const std::string sql = std::string(personal_columns) + "WHERE p.erased = ? ORDER BY p.event, p.field";
    return make_cursor<PersonalRow>(*db_, sql.c_str(), fill_personal, entry);
}

Result<void> SqliteStore::erase_personal(std::uint64_t event, std::string_view field, std::string_view stands_in,
                                         std::uint64_t entry) {
    return Statement(*db_, "UPDATE personal SET salt = x'', value = ?, erased = ? WHERE event = ? AND field = ?")
        .run(stands_in, entry, event, field);
}

Result<void> SqliteStore::change_identity(const StoredEvent &event, std::int64_t identity) {
    PV_CHECK(events_.fold(1)); // from here on the look-up is the table alone
    PV_CHECK(Statement(*db_, "UPDATE event SET identity = ? WHERE number = ?").run(identity, event.number));
    PV_CHECK(Statement(*db_, "DELETE FROM event_identity WHERE identity = ? AND event = ?")
                 .run(event.identity, event.number));
    return Statement(*db_, "INSERT INTO event_identity(identity, event) VALUES(?, ?)").run(identity, event.number);
}

Result<void> SqliteStore::add_seat(const UsageSeat &row) {
    return sql_->add_seat.run(row.batch, row.account, row.seat, Blob{row.salt}, row.value);
}

Result<std::vector<UsageSeat>> SqliteStore::seats_of(std::uint64_t account) {
    Statement &find = sql_->seats_of.start(account);
    std::vector<UsageSeat> rows;
    for (;;) {
        PV_TRY(const bool more, find.row());
        if (!more) return rows;
        fill_seat(find, rows.emplace_back());
    }
}

Result<CursorPtr<UsageSeat>> SqliteStore::all_seats() {
    const std::string sql = std::string(seat_columns) + "ORDER BY account, batch, seat";
    return make_cursor<UsageSeat>(*db_, sql.c_str(), fill_seat);
}

Result<CursorPtr<UsageSeat>> SqliteStore::seats_erased_by(std::uint64_t entry) {
    const std::string sql = std::string(seat_columns) + "WHERE erased = ? ORDER BY account, batch, seat";
    return make_cursor<UsageSeat>(*db_, sql.c_str(), fill_seat, entry);
}

Result<void> SqliteStore::erase_seat(const UsageSeat &row, std::string_view stands_in, std::uint64_t entry) {
    return Statement(*db_, "UPDATE usage_seat SET salt = x'', value = ?, erased = ? "
                           "WHERE account = ? AND batch = ? AND seat = ?")
        .run(stands_in, entry, row.account, row.batch, row.seat);
}

Result<std::optional<UsageBlock>> SqliteStore::block(std::uint64_t batch, std::uint64_t number) {
    Statement find(*db_, "SELECT rows, bytes, salt FROM usage_block WHERE batch = ? AND block = ?");
    find.start(batch, number);
    PV_TRY(const bool found, find.row());
    std::optional<UsageBlock> block;
    if (found) block = UsageBlock{batch, number, find.number(0), std::string(find.text(1)), std::string(find.text(2))};
    return block;
}

Result<void> SqliteStore::change_block(const UsageChange &change, const UsageBlock *block) {
    PV_CHECK(Statement(*db_, "INSERT INTO usage_change(entry, batch, block, gone, was, now) VALUES(?, ?, ?, ?, ?, ?)")
                 .run(change.entry, change.batch, change.block, change.gone, Blob{bytes_of(change.was)},
                      Blob{change.now ? bytes_of(*change.now) : std::string_view()}));
    if (block == nullptr)
        return Statement(*db_, "DELETE FROM usage_block WHERE batch = ? AND block = ?").run(change.batch, change.block);
    return Statement(*db_, "UPDATE usage_block SET rows = ?, bytes = ?, salt = ? WHERE batch = ? AND block = ?")
        .run(block->rows, Blob{block->bytes}, Blob{block->salt}, block->batch, block->block);
}

Result<std::vector<UsageChange>> SqliteStore::changes_of_batch(std::uint64_t batch) {
    return changes(*db_, "WHERE batch = ? ORDER BY block, entry", batch);
}

Result<std::vector<UsageChange>> SqliteStore::changes_by(std::uint64_t entry) {
    return changes(*db_, "WHERE entry = ? ORDER BY batch, block", entry);
}

Result<void> SqliteStore::add_receipt(const ReceiptRow &row) {
    return Statement(*db_, "INSERT INTO receipt(entry, salt, by, reason) VALUES(?, ?, ?, ?)")
        .run(row.entry, Blob{row.salt}, row.by, row.reason);
}

Result<std::optional<ReceiptRow>> SqliteStore::receipt(std::uint64_t entry) {
    Statement find(*db_, "SELECT entry, salt, by, reason FROM receipt WHERE entry = ?");
    find.start(entry);
    PV_TRY(const bool found, find.row());
    return found ? std::optional(receipt_of(find)) : std::nullopt;
}

Result<std::vector<ReceiptRow>> SqliteStore::receipts() {
    Statement all(*db_, "SELECT entry, salt, by, reason FROM receipt ORDER BY entry");
    all.start();
    std::vector<ReceiptRow> rows;
    for (;;) {
        PV_TRY(const bool more, all.row());
        if (!more) return rows;
        rows.push_back(receipt_of(all));
    }
}

Result<void> SqliteStore::blank_suspense(std::uint64_t id, std::string_view note) {
    return Statement(*db_, "UPDATE suspense SET raw = '', event = '', what = '', todo = '', place = '', note = ? "
                           "WHERE id = ?")
        .run(note, id);
}

Result<void> SqliteStore::keep_in_memory() { return db_->run("PRAGMA temp_store=MEMORY"); }

Result<bool> SqliteStore::scrub() {
    // What VACUUM writes, to its temporary file too, is what stands in the book now; free pages and the gaps between
    // rows, where old bytes may be left, are not copied. Emptying the log needs that nobody reads it.
    PV_CHECK(db_->run("PRAGMA temp_store=FILE"));
    if (auto vacuumed = db_->run("VACUUM"); !vacuumed) {
        if (vacuumed.error().code == Code::book_busy) return false;
        return std::move(vacuumed.error());
    }
    PV_TRY(const std::int64_t busy, db_->integer("PRAGMA wal_checkpoint(TRUNCATE)"));
    return busy == 0;
}

} // namespace proviso
