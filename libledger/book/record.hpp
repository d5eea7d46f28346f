// Recording facts: events from files, in batches, and single events given by hand.
//
// Every row ends in one class and the classes add up: accepted, replayed (same key, same content: a no-op) or suspended
// (waits in suspense with its reason; nothing is lost). A keyless row is identified by source + content + ordinal: of
// rows with equal content in several imports, as many stand as the import with most of them has (product, section 4).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "book/book.hpp"

namespace proviso {

struct ImportOptions {
    std::string kind;                 ///< "events", "accounts", "payments", ...
    std::string file;                 ///< name, for messages and suspense
    std::string source;               ///< "bank", "crm"; empty: the kind. Keyless rows are compared within one source
    std::uint64_t batch_rows = 65536; ///< committed every so many rows
};

/// One row as it was read.
struct ImportRow {
    Event event;
    std::uint64_t row = 0; ///< 1-based line of the file
    std::string raw;       ///< the row's text, kept if it goes to suspense
};

struct SuspendedSample {
    std::uint64_t id = 0; ///< in suspense
    std::uint64_t row = 0;
    Error reason;
};

struct ImportReport {
    std::string kind, file, source;
    std::uint64_t rows = 0, accepted = 0, replayed = 0, suspended = 0;
    std::vector<std::pair<std::string, std::uint64_t>> reasons; ///< suspended rows by code, sorted
    std::vector<SuspendedSample> samples;                       ///< the first 20 suspended rows
    std::uint64_t first_entry = 0, last_entry = 0;              ///< chained by this import; 0 if none
    Head head;
};

/// An import in progress. Rows are pushed; whole batches are committed. Dropped without finish(): the rows since the
/// last commit are not in the book. Committed batches stay, and the same file given again replays its keyed rows.
class EventImport {
  public:
    /// Errors: book.busy, argument.missing.
    [[nodiscard]] static Result<EventImport> open(Book &book, ImportOptions options);
    EventImport(EventImport &&) noexcept;
    EventImport &operator=(EventImport &&) noexcept;
    ~EventImport();

    /// Errors are of the book (book.full, book.busy, cancelled); a bad row is not an error but goes to suspense.
    [[nodiscard]] Result<void> add(ImportRow row);
    /// A row that the reader could not make an event of.
    [[nodiscard]] Result<void> refuse(std::uint64_t row, std::string raw, Error reason);
    /// Commits the rest, posts the payments, and reports.
    [[nodiscard]] Result<ImportReport> finish();

  private:
    struct Impl;
    explicit EventImport(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

struct RecordReport {
    std::vector<std::uint64_t> events; ///< their numbers, in the given order
    std::uint64_t replayed = 0;        ///< how many of them were there already
    Head head;
};
/// Records all or nothing: the first event that is refused is the error (event.key_conflict,
/// event.account_unknown, period.closed, ... `where` = its place in the list). reading.chosen, parameter.set,
/// price.posted, payment.applied and the like come through here.
[[nodiscard]] Result<RecordReport> record_events(Book &book, std::vector<Event> events);

} // namespace proviso
