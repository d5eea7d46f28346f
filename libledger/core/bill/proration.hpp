// Proration: what a seat that becomes active within a cycle pays for the rest of it.
//
// Rule: price x quantity x share, rounded once. A seat active on the cycle's first day pays the whole price, and no
// share is above the whole. Otherwise the share follows the reading of "proration.day_count", with
//   i = 1-based day of the cycle, until = next billing date (outside), left = until - activated:
//   thirty_less_index     max(0, cycle.days - i) / cycle.days, under either cycle rule
//   after_day_over_cycle  (left - 1) / days of the cycle          (the activation day is not charged)
//   from_day_over_cycle   left / days of the cycle                (it is)
//   both_ends_over_cycle  (left + 1) / days of the cycle          (and so is the next billing date)
//   after_day_over_month, from_day_over_month, both_ends_over_month
//                         the same days / days of the calendar month in which the cycle starts
//   both_ends_365         12 x (left + 1) / 365
//   thirty_e_360          30E/360 days from activation to the next billing date / 30
//   thirty_us_360         the same by the 30/360 US convention
// The fraction is given as the rule states it, unreduced: 10/30. It does not decide when the part is charged.
//
// Example: 199.00, cycle of 1 March 2013 by thirty days, active on 20 March: i = 20, 10/30, 66.33.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/explain/derivation.hpp"
#include "core/money/amount.hpp"
#include "core/pack/terms.hpp"
#include "core/time/day.hpp"

namespace proviso {

/// Calculation "proration". `activated` lies in `cycle`, quantity is 1 or more (both value.range); `source` says where
/// the price comes from. Cites provision "proration". The quantity is multiplied before the one rounding.
[[nodiscard]] Result<Calculation> proration(const Terms &terms, const UnitPrice &price, std::int64_t quantity,
                                            const Period &cycle, Day activated, std::string_view source = {});

} // namespace proviso
