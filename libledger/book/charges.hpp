// Every charge of a book, flat: one row for each line of each issued document, with all that it rests on.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "book/book.hpp"
#include "core/bill/document.hpp"

namespace proviso {

struct ChargeRow {
    std::string number;            ///< of the document: "INV-000012"
    std::uint64_t entry = 0;       ///< chain entry that issued it
    Document document;             ///< whole, its lines too
    std::size_t line = 0;          ///< index into document.lines
    std::string derivation_sha256; ///< of the derivation's canonical bytes, hex
};
struct ChargeFilter {
    std::string account;              ///< empty: all
    std::optional<Day> from, through; ///< by date of the document, both inclusive
};
/// By document kind and number, lines in order. `visit` returns false to stop.
[[nodiscard]] Result<void> list_charges(Book &book, const ChargeFilter &filter,
                                        const std::function<bool(const ChargeRow &)> &visit);

} // namespace proviso
