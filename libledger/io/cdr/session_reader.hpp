// Login sessions as CSV with a header: account, seat (login name), start, end, and idle (seconds) if it is recorded.
//
// Columns in any order, names in small letters. Times are "2013-03-20 10:11:12" with T for the blank, parts of a second
// and an offset if one is written; without offset they are local times of the account's zone.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/rate/usage.hpp"
#include "io/cdr/call_time.hpp"
#include "io/csv.hpp"
#include "io/zones.hpp"

namespace proviso {

/// A session as its row writes it.
struct WrittenSession {
    std::string account, seat;
    WrittenTime start, end;
    std::int64_t idle_micros = 0;
};

struct ResolvedSession {
    Session session;        ///< without source; no pieces if it has no length
    bool ambiguous = false; ///< a time lies in an hour that occurs twice; the first counts
};

class SessionReader {
  public:
    SessionReader();
    /// Errors: column.missing, key.unknown, key.duplicate.
    [[nodiscard]] Result<void> take_header(const CsvRow &row);
    [[nodiscard]] bool has_header() const { return columns_ != 0; }
    /// Errors: column.missing (too few or too many fields), row.invalid, instant.invalid; `where` is not set.
    [[nodiscard]] Result<WrittenSession> read(const CsvRow &row);

  private:
    static constexpr std::size_t field_count = 5;
    std::array<std::size_t, field_count> at_; ///< column of each field; none: not there
    std::size_t columns_ = 0;
    TimeReader times_;
    std::string scratch_;
};

/// Errors: time.nonexistent, event.end_before_start, row.invalid (idle for longer than it lasted), value.range (longer
/// than a hundred years).
[[nodiscard]] Result<ResolvedSession> resolve_session(const WrittenSession &written, const Zone &zone);

} // namespace proviso
