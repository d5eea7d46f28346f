// A store in one SQLite file: WAL, synchronous=FULL, STRICT tables, foreign keys on. Several processes may have it
// open.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "store/store.hpp"

namespace proviso {

struct SqliteOptions {
    bool read_only = false;
    std::chrono::milliseconds busy_wait{5000};
    std::uint64_t max_bytes = 0; ///< 0: no limit
};

/// A new file with the tables. Errors: book.exists, book.io, book.full.
[[nodiscard]] Result<std::unique_ptr<Store>> create_sqlite_store(const std::string &path, const SqliteOptions &options);
/// Takes back create_sqlite_store(): removes the file and what SQLite keeps beside it.
void remove_sqlite_store(const std::string &path);
/// Errors: book.missing, book.foreign, book.damaged, book.version, book.io, book.busy.
[[nodiscard]] Result<std::unique_ptr<Store>> open_sqlite_store(const std::string &path, const SqliteOptions &options);
/// Runs the migrations that are missing, in one transaction; gives the version that the file had.
[[nodiscard]] Result<std::int32_t> migrate_sqlite_store(const std::string &path, const SqliteOptions &options);

} // namespace proviso
