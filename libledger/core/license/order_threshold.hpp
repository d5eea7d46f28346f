// Orders that are charged by the minute because they hold too many seats (SS-6.f).
//
// Rule: an order of more seats than `rating.per_minute_seats_above`; exactly that many are not more (question "edges").
// What is counted as one order is the reading of "rating.order_threshold" and the caller's affair.
#pragma once

#include <cstdint>

#include "core/pack/terms.hpp"

namespace proviso {

/// True if so many seats (0 or more) are above the threshold; false where the pack knows none. Errors: parameter.type,
/// reading.option_unknown (an answer to "edges" that nothing computes).
[[nodiscard]] Result<bool> above_seat_threshold(const Terms &terms, std::int64_t seats);
/// Seats that still fit under it beside `taken`.
[[nodiscard]] Result<std::int64_t> seats_below_threshold(const Terms &terms, std::int64_t taken);

} // namespace proviso
