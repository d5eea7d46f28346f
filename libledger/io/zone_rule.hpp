// The rule in the last line of a zone file: how the clock changes in every year after the last listed change.
//
// The form is POSIX TZ with the extensions of RFC 8536: "PST8PDT,M3.2.0,M11.1.0", "<-02>2<-01>,M3.5.0/-1,M10.5.0/0".
// Seconds are UTC since 1970 unless a name says local. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace proviso {

/// From `at` on, clocks show UTC plus the offset.
struct ZoneChange {
    std::int64_t at = 0;             ///< seconds since 1970 UTC
    std::int32_t offset_seconds = 0; ///< east of UTC
};

/// When in a year a change takes place.
struct YearlyMoment {
    enum class Kind : std::uint8_t {
        month_week_day, ///< M3.2.0: the second Sunday of March; week 5 is the last
        day_of_year,    ///< n: 0 to 365, 29 February counted
        day_not_leap,   ///< Jn: 1 to 365, 29 February never counted
    };
    Kind kind = Kind::month_week_day;
    std::int32_t month = 1;
    std::int32_t week = 1;
    std::int32_t day = 0;         ///< day of the week from Sunday = 0, or day of the year
    std::int32_t seconds = 7'200; ///< local time of day, -167 to 167 hours

    /// Seconds since 1970 as the local clock shows them.
    [[nodiscard]] std::int64_t local_seconds(std::int32_t year) const;
};

struct ZoneChangeRule {
    std::int32_t standard_offset = 0; ///< seconds east of UTC
    bool has_summer = false;
    std::int32_t summer_offset = 0;
    YearlyMoment summer_start;
    YearlyMoment summer_end;

    /// Nothing if the text is not such a rule.
    [[nodiscard]] static std::optional<ZoneChangeRule> parse(std::string_view text);
    /// Appends the year's two changes, in order; none if there is no summer time.
    void append_changes(std::int32_t year, std::vector<ZoneChange> &out) const;
};

} // namespace proviso
