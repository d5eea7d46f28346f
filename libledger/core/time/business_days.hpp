// Business-day calendars: versioned data, not code. A calendar lists closed weekdays and dated holidays for a range of
// days; outside the range an answer is an error (calendar.range), never a guess. Immutable after building; thread-safe.
#pragma once

#include <string>
#include <vector>

#include "core/time/day.hpp"

namespace proviso {

struct Holiday {
    Day day;          ///< the day on which it is kept (observed)
    std::string name; ///< "Independence Day (observed)"
};

struct BusinessCalendar {
    std::string id;      ///< "us-federal"
    std::string version; ///< the data's version, recorded in derivations
    Period valid;        ///< days that the list covers
    std::vector<Weekday> closed_weekdays;
    std::vector<Holiday> holidays; ///< sorted by day

    /// Error: calendar.range.
    [[nodiscard]] Result<bool> is_business_day(Day day) const;
    /// The count-th business day after `day` (which itself never counts); count 0 is the day itself. A
    /// negative count goes back: -1 is the last business day before `day`. Error: calendar.range.
    [[nodiscard]] Result<Day> add_business_days(Day day, std::int32_t count) const;
    /// `day` itself if it is a business day, else the next one. Error: calendar.range.
    [[nodiscard]] Result<Day> on_or_after(Day day) const;
    /// Holidays that were passed between `from` (outside) and `until` (inside), for the derivation; closed weekdays are
    /// not listed.
    [[nodiscard]] std::vector<Holiday> holidays_between(Day from, Day until) const;
};

} // namespace proviso
