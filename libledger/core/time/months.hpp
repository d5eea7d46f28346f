// Month arithmetic that never guesses: the policy says which day a short month gives (R-X-01, R-X-08).
#pragma once

#include "core/time/day.hpp"

namespace proviso {

/// Which day stands for the 31st in a month of thirty days (R-X-01).
enum class MonthEnd : std::uint8_t {
    round_down, ///< the last day of the month
    round_up,   ///< the first day of the next month
    fail,       ///< date.no_such_day
};
/// What a series does after a short month (R-X-08): from 31 January, 28 February, then the 31st (sticky) or 28th
/// (drift).
enum class MonthSeries : std::uint8_t { sticky, drift };

[[nodiscard]] std::int32_t days_in_month(std::int32_t year, std::int32_t month);
[[nodiscard]] bool is_leap_year(std::int32_t year);
/// The same day of the month, `months` (may be negative) later. Error: date.no_such_day (only under fail), date.range.
[[nodiscard]] Result<Day> add_months(Day day, std::int32_t months, MonthEnd policy);
/// The n-th date (n >= 0, n = 0 is the anchor) of a monthly series.
[[nodiscard]] Result<Day> month_series(Day anchor, std::int32_t n, MonthEnd policy, MonthSeries series);

} // namespace proviso
