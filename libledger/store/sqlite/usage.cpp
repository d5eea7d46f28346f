// Bulk usage: blocks of rows, totals per account, identities.
#include <algorithm>

#include "store/sqlite/statements.hpp"

namespace proviso {
namespace {
void fill_usage(const Statement &s, StoredUsage &row) {
    row.account = s.number(0);
    row.batch = s.number(1);
    row.body = s.text(2);
}
} // namespace

Result<std::uint64_t> SqliteStore::next_batch() {
    Statement &last = sql_->last_batch.start();
    PV_TRY(const bool found, last.row());
    const std::uint64_t number = found ? last.number(0) + 1 : 1;
    last.reset();
    return number;
}

Result<void> SqliteStore::add_batch(std::uint64_t batch, std::uint64_t entry) {
    return sql_->add_batch.run(batch, entry);
}

Result<std::vector<std::pair<std::uint64_t, std::uint64_t>>> SqliteStore::batches() {
    Statement all(*db_, "SELECT batch, entry FROM usage_batch ORDER BY batch");
    std::vector<std::pair<std::uint64_t, std::uint64_t>> rows;
    for (;;) {
        PV_TRY(const bool more, all.row());
        if (!more) return rows;
        rows.emplace_back(all.number(0), all.number(1));
    }
}

Result<void> SqliteStore::add_block(const UsageBlock &block) {
    return sql_->add_block.run(block.batch, block.block, block.rows, Blob{block.bytes}, Blob{block.salt});
}

Result<CursorPtr<UsageBlock>> SqliteStore::blocks(std::uint64_t batch) {
    return make_cursor<UsageBlock>(
        *db_, "SELECT batch, block, rows, bytes, salt FROM usage_block WHERE batch = ? ORDER BY block",
        [](const Statement &s, UsageBlock &row) {
            row.batch = s.number(0);
            row.block = s.number(1);
            row.rows = s.number(2);
            row.bytes = s.text(3);
            row.salt = s.text(4);
        },
        batch);
}

Result<void> SqliteStore::add_usage(const StoredUsage &row) {
    return sql_->add_usage.run(row.batch, row.account, row.body);
}

Result<CursorPtr<StoredUsage>> SqliteStore::usage_of_batch(std::uint64_t batch) {
    return make_cursor<StoredUsage>(
        *db_, "SELECT account, batch, body FROM usage_account WHERE batch = ? ORDER BY account", fill_usage, batch);
}

Result<void> SqliteStore::usage_of(std::uint64_t account, std::uint64_t last_entry, std::vector<StoredUsage> &out) {
    out.clear();
    // "All" is UINT64_MAX; SQLite's integers are signed.
    Statement &find = sql_->usage_of.start(account, std::min<std::uint64_t>(last_entry, INT64_MAX));
    for (;;) {
        PV_TRY(const bool more, find.row());
        if (!more) return {};
        fill_usage(find, out.emplace_back());
    }
}

Result<void> SqliteStore::add_identities(std::string_view source, Day day, std::uint64_t batch, std::string_view run) {
    return sql_->add_identities.run(source, day, batch, Blob{run});
}

Result<std::vector<IdentityRun>> SqliteStore::identities(std::string_view source, Day day) {
    Statement &find = sql_->identities.start(source, day);
    std::vector<IdentityRun> runs;
    for (;;) {
        PV_TRY(const bool more, find.row());
        if (!more) return runs;
        runs.push_back({find.number(0), std::string(find.text(1))});
    }
}

} // namespace proviso
