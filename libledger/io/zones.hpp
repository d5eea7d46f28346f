// Time zones: where a local time is resolved, once, at import. What is kept afterwards is the instant, the civil day,
// the offset and the database's version, so that a replay needs no zone data.
//
// The zone files of the system (TZif, RFC 8536) are read here, with the rule of their last line for the years after the
// last listed change: files written "slim" stop listing at 2007, all others at 2037. Offsets are whole seconds east of
// UTC; years 0001 to 9999. A Zone is immutable, cheap to copy and safe to share between threads; nothing is global.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/event/event.hpp"
#include "core/result.hpp"
#include "core/time/day.hpp"

namespace proviso {

struct ZoneData; // io/zone_file.hpp

inline constexpr std::int64_t micros_per_day = 86'400'000'000;

/// What a clock in the zone shows.
struct LocalTime {
    Day day;
    std::int64_t micros_of_day = 0; ///< 0 to micros_per_day - 1
    std::int32_t offset_seconds = 0;
    [[nodiscard]] friend bool operator==(const LocalTime &, const LocalTime &) = default;
};

/// The instant of a local time.
struct ResolvedTime {
    Instant instant;
    std::int32_t offset_seconds = 0;
    bool repeated = false; ///< the local time occurs twice and this is the first (exception time.ambiguous)
};

class Zone {
  public:
    /// Offset 0 for ever; needs no zone files.
    [[nodiscard]] static Zone utc();
    explicit Zone(std::string name, std::shared_ptr<const ZoneData> data);

    [[nodiscard]] const std::string &name() const { return name_; } ///< as asked for: "America/Los_Angeles"
    [[nodiscard]] LocalTime local(Instant instant) const;
    /// Of a repeated hour the first. Errors: time.nonexistent for an hour that is left out, value.range for a time of
    /// day outside 0 to micros_per_day - 1, date.range.
    [[nodiscard]] Result<ResolvedTime> instant(Day day, std::int64_t micros_of_day) const;
    /// [start, end) by civil day, in order of days; days of 23 and 25 hours are that long. Empty if start is end.
    /// Errors: period.invalid if the end lies before the start, value.range for spans of more than 36,525 days.
    [[nodiscard]] Result<std::vector<DayPiece>> split_by_day(Instant start, Instant end) const;

  private:
    std::string name_;
    std::shared_ptr<const ZoneData> data_;
};

/// A folder of zone files.
class ZoneDatabase {
  public:
    /// The folder given, or the first that exists of those that systems use. An absent folder is not an error yet:
    /// "UTC" is always known.
    explicit ZoneDatabase(std::string folder = {});

    [[nodiscard]] const std::string &folder() const { return folder_; }
    /// "2026f", read from the folder; "unknown" if it does not say. Recorded with what it resolved.
    [[nodiscard]] const std::string &version() const { return version_; }
    /// An IANA name: "America/Los_Angeles", "UTC". Error: zone.unknown, also for names that are paths, that depend on
    /// the machine ("localtime"), or whose file is damaged or counts leap seconds ("right/...").
    [[nodiscard]] Result<Zone> zone(std::string_view name) const;

  private:
    std::string folder_;
    std::string version_;
};

} // namespace proviso
