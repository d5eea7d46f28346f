// Call records into a book: pushed bytes in, rated and committed batches out.
//
//     PV_TRY(BookCallImport calls, BookCallImport::open(book, request));
//     while (bytes arrive) PV_CHECK(calls.feed(bytes));
//     PV_TRY(BookCallReport report, calls.finish());
//
// Rows are rated at the prices in force for their account on their day (call_prices.hpp) and land in one class each;
// the classes add up to the rows read (io/cdr/call_import.hpp). Whole batches are committed, each in one transaction
// that other writers wait for; between two batches they have their turn. An import that is dropped, cancelled or
// refused leaves the batches committed until then. The same file given again goes on from there: what the book has is a
// duplicate. Rows without an id of their switch count as the same only in a file that begins as the earlier one did;
// from another file they wait as possible_duplicate.
//
// Local times are resolved in the request's zone, else that of the account that all rows belong to, else the seller's;
// days are those of the account's zone, else of that one. Suspended rows wait in suspense with what a retry
// (retry_calls.hpp) needs; rejected ones are only reported. One thread at a time; a snapshot of the same Book must not
// live meanwhile.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "book/book.hpp"
#include "book/record.hpp"
#include "io/cdr/call_import.hpp"
#include "io/cdr/mapping.hpp"
#include "io/zones.hpp"

namespace proviso {

struct BookCallRequest {
    std::string format; ///< "asterisk", "freepbx", "freeswitch", "csv"; empty: the mapping's
    std::string file;   ///< name, for messages and suspense
    std::string source; ///< the switch; empty: the format. Rows are compared within one source
    CallMapping mapping;
    std::string zone;                     ///< of local times; empty: the account's or the seller's
    const ZoneDatabase *zones = nullptr;  ///< must outlive the import; null: the system's
    std::uint64_t batch_rows = 1'000'000; ///< committed every so many rows; at least 1
};

/// A row that was not understood, or waits.
struct HeldSample {
    std::uint64_t suspense = 0; ///< id in suspense; 0: rejected
    std::uint64_t row = 0, line = 0;
    Error reason;
};

struct BookCallReport {
    std::string file, source, format;
    std::string zone; ///< of local times; empty: the file has instants
    CallReport calls; ///< rows, classes, statuses, exact sum
    Currency currency{};
    std::uint64_t batches = 0;                                  ///< committed
    std::vector<std::pair<std::string, std::uint64_t>> reasons; ///< suspended rows by code, sorted
    /// Exceptions by code: time.ambiguous (the hour occurs twice, the first was taken), call.emergency, and
    /// deck.increment_overruled (rows of decks in use).
    std::vector<std::pair<std::string, std::uint64_t>> exceptions;
    std::vector<HeldSample> samples;               ///< the first 20 suspended or rejected rows
    std::uint64_t first_entry = 0, last_entry = 0; ///< chained by this import; 0 if none
    Head head;
};

class BookCallImport {
  public:
    /// Errors: format.unknown, zone.unknown, import.zone_missing, mapping.invalid, pack.unknown (no pack of the book
    /// rates calls), parameter.*, reading.*, book.*, argument.missing.
    [[nodiscard]] static Result<BookCallImport> open(Book &book, BookCallRequest request);
    BookCallImport(BookCallImport &&) noexcept;
    BookCallImport &operator=(BookCallImport &&) noexcept;
    ~BookCallImport();

    /// Errors, after which the import is over: column.missing, text.not_utf8, book.busy, book.full, cancelled.
    [[nodiscard]] Result<void> feed(std::string_view bytes);
    /// Commits the rest and reports.
    [[nodiscard]] Result<BookCallReport> finish();

  private:
    struct Impl;
    explicit BookCallImport(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace proviso
