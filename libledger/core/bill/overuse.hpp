// What an audit comes to: use beyond what was ordered, and who bears the cost of finding it.
//
// Calculation "overuse", cited by provision "overuse":
//   (found - ordered) x price / months that the price is for x months
// The price is the order's or the list's (reading "overuse.rate"). The months, by the reading of "overuse.period":
//   past_only         from the first day of overuse to the day it was found
//   past_and_ongoing  and from then to the end of the licence period
//   full_year         the whole licence period
//   ongoing_only      from the day it was found to the end
// Calculation "audit_cost": under shift_on_any_overuse of "audit.cost" the customer pays it if anything was over, under
// no_duty_named never. Without overuse the vendor bears it.
//
// Example: five over at 600.00 a year from 1 April, found 1 October, licence year 2020: 6/12 1,500.00; 9/12 2,250.00;
// 3,000.00; 3/12 750.00.
#pragma once

#include <optional>

#include "core/explain/derivation.hpp"
#include "core/money/amount.hpp"
#include "core/pack/terms.hpp"
#include "core/time/day.hpp"

namespace proviso {

struct OveruseFacts {
    std::int64_t found = 0, ordered = 0; ///< units
    UnitPrice price;                     ///< of the order
    std::optional<UnitPrice> list;       ///< the vendor's present price; the order's where absent
    std::int32_t months = 12;            ///< that a price is for; 0: it is charged once, whatever the time
    Day since, found_on;                 ///< first day of overuse; the day on which it was found
    Period licence;                      ///< that is paid for
};

/// The amount is 0.00 where no more than ordered was found. Errors: value.range (days out of order, negative counts),
/// reading.*, money.overflow.
[[nodiscard]] Result<Calculation> overuse(const Terms &terms, const OveruseFacts &facts);

/// What the customer pays of `cost`.
[[nodiscard]] Result<Calculation> audit_cost(const Terms &terms, Amount cost, bool anything_over);

} // namespace proviso
