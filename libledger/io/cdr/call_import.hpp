// The import of call records, pushed: make an import, feed it the file's bytes in blocks of any length, finish it.
//
//     CallImport calls(spec, consumer);              // what to read and who takes it
//     while (bytes arrive) PV_CHECK(calls.feed(bytes));
//     PV_TRY(CallReport report, calls.finish());
//
// Each row read falls into exactly one class, and the classes add up to the rows read:
//   rejected      it cannot be understood (csv.syntax, row.invalid, column.missing, instant.invalid)
//   duplicate     the same record was read before: same source, same content, and the switch gave it an id
//   suspended     it waits for a person: no such account, no price, outside the zone, an hour that does not exist, ...
//   not_billable  not answered, inbound, stayed inside, of no length
//   billed
// A row without an id that was read before from another file waits as possible_duplicate; within one file, rows of
// equal content all stand. Whose call it is: the account code, else the caller, each looked up in the mapping's
// [accounts]; what is not found there is the mapping's `account`, else stands for itself.
//
// The day of a call is the civil day of its answer in the account's zone. Local times are resolved in the import's
// zone: of an hour that occurs twice the first (exception time.ambiguous), an hour that is left out suspends the row.
//
// Rows are worked through in columns of some hundred at a time; results do not depend on how the file is cut into
// blocks. Memory: accounts, and 16 bytes or more
// for each row of a content that came before. An import belongs to one thread.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/rate/rater.hpp"
#include "io/cdr/consumer.hpp"
#include "io/cdr/mapping.hpp"
#include "io/csv.hpp"
#include "io/zones.hpp"

namespace proviso {

struct CallImportSpec {
    std::string format; ///< "asterisk", "freepbx", "freeswitch", "csv"
    std::string source; ///< the switch: part of each row's identity
    CallMapping mapping;
    std::vector<std::string> skus{"per-minute"}; ///< what calls can be charged under; the first is that of plain calls
    std::shared_ptr<const Rater> rater;
    std::shared_ptr<const NumberPlan> plan; ///< for the column `place`; may be null
    std::string zone;                       ///< of local times; empty: none
    const ZoneDatabase *zones = nullptr;    ///< must outlive the import
    std::string where;                      ///< what messages call the file
    std::string rating_clause;              ///< cited with price.missing
    std::string zone_clause;                ///< cited with zone.outside and zone.restricted
    CsvLimits limits;
};

struct CallReport {
    std::uint64_t rows = 0;                               ///< read, headers and blank lines not counted
    std::array<std::uint64_t, row_class_count> classes{}; ///< by RowClass; their sum is `rows`
    std::array<std::uint64_t, 64> statuses{};             ///< by RowStatus
    std::uint64_t accounts = 0;                           ///< different ones
    std::int64_t billed_calls_millis = 0;                 ///< length as recorded of billed calls
    std::int64_t billed_millis = 0;
    Ratio exact;                               ///< sum of all billed rows, major units
    std::uint64_t ambiguous_times = 0;         ///< rows of an hour that occurs twice (time.ambiguous)
    std::uint64_t unchecked_duplicates = 0;    ///< rows with ids beyond what is remembered
    std::vector<OverruledIncrement> overruled; ///< deck.increment_overruled
    std::string header;                        ///< the file's header row, if it has one
};

class CallImport {
  public:
    /// Errors: format.unknown, zone.unknown, import.zone_missing (a format of local times and no zone), mapping.invalid
    /// (a column that the format needs, an internal sku that is not among the skus).
    [[nodiscard]] static Result<CallImport> open(CallImportSpec spec, CallConsumer &consumer);
    CallImport(CallImport &&) noexcept;
    CallImport &operator=(CallImport &&) noexcept;
    ~CallImport();

    /// Errors: column.missing (the header lacks a mapped column), text.not_utf8, the consumer's; then the import is
    /// over.
    [[nodiscard]] Result<void> feed(std::string_view block);
    [[nodiscard]] Result<CallReport> finish();

  private:
    struct Impl;
    explicit CallImport(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace proviso
