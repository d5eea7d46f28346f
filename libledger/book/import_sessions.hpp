// Login sessions into a book: who used which seat from when to when, as one batch per so many rows.
//
// CSV with a header; columns account, seat (login name), start, end, idle (seconds, optional). Times are RFC 3339
// instants, or local times "2013-03-20 10:11:12" in the account's zone, else the request's, else the seller's. Civil
// days are those of the account's zone. A row is billed (it counts as seat use), a duplicate (the same account, seat,
// start and end was imported before from this source), suspended (account.unmatched, time.nonexistent) or
// rejected; the classes add up to the rows read. Suspended rows are retried with retry_imports (retry_calls.hpp).
//
// Batches, cancelling and threads: as in import_calls.hpp.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "book/book.hpp"
#include "book/import_calls.hpp"
#include "io/zones.hpp"

namespace proviso {

struct BookSessionRequest {
    std::string file;
    std::string source;                  ///< empty: "sessions"
    std::string zone;                    ///< of accounts without one
    const ZoneDatabase *zones = nullptr; ///< must outlive the import; null: the system's
    std::uint64_t batch_rows = 65'536;   ///< committed every so many rows; at least 1
};

struct BookSessionReport {
    std::string file, source;
    std::uint64_t rows = 0;
    std::array<std::uint64_t, row_class_count> classes{}; ///< by RowClass; their sum is `rows`
    std::uint64_t batches = 0;
    std::uint64_t ambiguous_times = 0;                          ///< local times of an hour that occurs twice
    std::vector<std::pair<std::string, std::uint64_t>> reasons; ///< suspended rows by code, sorted
    std::vector<HeldSample> samples;                            ///< the first 20 suspended or rejected rows
    std::uint64_t first_entry = 0, last_entry = 0;
    Head head;
};

class BookSessionImport {
  public:
    /// Errors: zone.unknown, book.*, argument.missing.
    [[nodiscard]] static Result<BookSessionImport> open(Book &book, BookSessionRequest request);
    BookSessionImport(BookSessionImport &&) noexcept;
    BookSessionImport &operator=(BookSessionImport &&) noexcept;
    ~BookSessionImport();

    /// Errors, after which the import is over: column.missing, key.unknown, key.duplicate, text.not_utf8, book.*,
    /// cancelled.
    [[nodiscard]] Result<void> feed(std::string_view bytes);
    [[nodiscard]] Result<BookSessionReport> finish();

  private:
    struct Impl;
    explicit BookSessionImport(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace proviso
