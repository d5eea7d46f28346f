// Automatic payment: the days of a series of months, the same day in each (VT-5.1.b).
//
// Rule (question "autopay.series"), from the day on which it was arranged:
//   clamp_sticky  the last day of a month that has no such day, and the day itself again after it
//   clamp_drift   the last day, and that day from then on
//   roll_forward  the first day of the month after
//   skip          months without that day have none
//
// Example: from 31 January 2025: 28 February, 31 March, 30 April; 28 February, 28 March, 28 April; 1 March, 31 March,
// 1 May; 31 March, 31 May.
#pragma once

#include <cstdint>

#include "core/explain/derivation.hpp"
#include "core/pack/terms.hpp"
#include "core/time/day.hpp"

namespace proviso {

/// Attempt `index` (1 or more). Errors: reading.*, date.range.
[[nodiscard]] Result<Day> payment_day(const Terms &terms, Day since, std::int32_t index);

/// Calculation "payment_days": the first `count` (1 to 1,200) attempts, outputs "days.0", "days.1", ...
[[nodiscard]] Result<Calculation> payment_days(const Terms &terms, Day since, std::int32_t count);

} // namespace proviso
