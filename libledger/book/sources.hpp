// Reading, adopting and loading the sources of a book. Internal to book/.
#pragma once

#include <vector>

#include "book/internal.hpp"

namespace proviso {

/// A source that was understood, as the store keeps it.
struct ReadSource {
    SourceRow row; ///< without entry and day
};
/// Errors: argument.invalid (an unknown kind), those of the readers.
[[nodiscard]] Result<std::vector<ReadSource>> read_sources(const std::vector<Source> &sources);
/// Inside a write: one entry per source that is new; those that the book has already are passed over. Gives the new
/// ones.
[[nodiscard]] Result<std::vector<AdoptedSource>> adopt(Book::Impl &book, const std::vector<ReadSource> &sources,
                                                       Instant now, Day from);
[[nodiscard]] AdoptedSource adopted(const SourceRow &row);

} // namespace proviso
