// Billing cycles: the n-th cycle of an anchor, and the cycle that a day lies in.
//
// Rule (question "cycle.rule"; the pack says which reading and clause):
//   cycle.thirty_day   cycle n = [anchor + n * cycle.days, anchor + (n + 1) * cycle.days)
//   cycle.anniversary  cycle n runs between the n-th and the (n + 1)-th date of a series of months,
//   cycle.renewal_months
//                      apart; "month.end" says which day stands for a missing one, "month.series" what a short month
//                      does to the dates after it.
// The last day of a period is outside. What anchors a cycle ("cycle.anchor") is the caller's question, not this one's.
//
// Example: anchored on 5 March 2013, cycle 0 is [2013-03-05, 2013-04-04) by thirty days and [2013-03-05, 2013-04-05)
// by anniversary.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/explain/derivation.hpp"
#include "core/pack/terms.hpp"
#include "core/time/day.hpp"

namespace proviso {

struct Cycle {
    std::int32_t index = 0; ///< 0 is the anchor's own cycle
    Period period;
    [[nodiscard]] friend bool operator==(const Cycle &, const Cycle &) = default;
};

/// Cycle `index` (0 or more). Errors: reading.unknown, parameter.*, date.no_such_day (month.end `fail`), date.range.
[[nodiscard]] Result<Period> cycle_period(const Terms &terms, Day anchor, std::int32_t index);
/// The cycle that contains `day`. Error: value.range for a day before the anchor, else as cycle_period.
[[nodiscard]] Result<Cycle> cycle_containing(const Terms &terms, Day anchor, Day day);

/// Calculation "cycle": the first `count` (1 to 1,200) cycles. Outputs "periods.0.start", "periods.0.end",
/// "periods.1.start", ... (days; every end exclusive). The result is the last end.
[[nodiscard]] Result<Calculation> cycle(const Terms &terms, Day anchor, std::int32_t count);

} // namespace proviso
