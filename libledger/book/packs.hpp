// Packs, calendars and zone tables that a book uses: their bytes are kept and chained by hash.
#pragma once

#include <string>
#include <vector>

#include "book/book.hpp"

namespace proviso {

struct AdoptReport {
    std::vector<AdoptedSource> adopted; ///< what is new; equal bytes are a no-op
    Head head;
};
/// Adds packs (and calendars, zone tables), or a new revision of one, in force from the next open period. Errors:
/// pack.*.
[[nodiscard]] Result<AdoptReport> adopt_sources(Book &book, const std::vector<Source> &sources);
/// The bytes of a source by SHA-256 or id (the newest). Error: pack.unknown.
[[nodiscard]] Result<Source> source_bytes(Book &book, const std::string &id_or_sha256);
/// The packs in force on the day, with calendars, choices and parameter values: what accounts are billed under.
[[nodiscard]] Result<std::shared_ptr<const BookTerms>> book_terms(Book &book);

} // namespace proviso
