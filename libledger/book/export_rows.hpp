// A whole book as rows, for checkers that do not read SQLite: every table that stands in the chain or repeats it, with
// its columns (docs/book-format.md). Personal values are left out; their commitments stand in the events.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "book/book.hpp"

namespace proviso {

struct BookRow {
    using Value = std::variant<std::monostate, std::int64_t, std::string>;
    std::string_view table;
    std::vector<std::pair<std::string_view, Value>> columns;
};

/// Tables one after the other, rows by number. Bytes are written in hexadecimal; of the compact rows of a usage batch
/// only their SHA-256 is given, which is what the chain holds. `visit` returns false to stop.
[[nodiscard]] Result<void> list_book_rows(Book &book, const std::function<bool(const BookRow &)> &visit);

} // namespace proviso
