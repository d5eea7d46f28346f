// The rule by which a contract counts months: which day stands for a missing one, and what a short month does to the
// dates after it. Pure.
//
// Example: yearly from 29 February 2024 under round_down and sticky: 28 February 2025, ..., 29 February 2028; under
// drift every later date is the 28th.
#pragma once

#include <cstdint>

#include "core/pack/terms.hpp"
#include "core/time/months.hpp"

namespace proviso {

struct MonthRule {
    MonthEnd end = MonthEnd::round_down;
    MonthSeries series = MonthSeries::sticky;
};

/// By the questions "month.end" and "month.series". Errors: reading.unknown, reading.option_unknown.
[[nodiscard]] Result<MonthRule> month_rule(const Terms &terms);
/// Date `index` (0 or more; 0 is the anchor) of a series whose dates lie `months` (1 or more) apart. Errors:
/// date.range, date.no_such_day (month.end `fail`).
[[nodiscard]] Result<Day> series_day(const MonthRule &rule, Day anchor, std::int32_t index, std::int32_t months);

} // namespace proviso
