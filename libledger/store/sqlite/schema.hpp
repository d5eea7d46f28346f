// The tables of a book and the numbered steps from one schema to the next. Internal to store/sqlite;
// docs/book-format.md describes what stands in them.
#pragma once

#include <cstdint>
#include <span>

namespace proviso {

constexpr std::int32_t book_application_id = 0x50524f56; ///< "PROV"

struct Migration {
    std::int32_t version; ///< user_version after it
    const char *sql;
};
/// From an empty file, in order; the last one's version is the schema of this program.
[[nodiscard]] std::span<const Migration> migrations();

} // namespace proviso
