// Prepaid terms: how an order writes them, and the day on which one is over (SS-4.b.pp).
#pragma once

#include <cstdint>
#include <string_view>

#include "core/pack/terms.hpp"
#include "core/time/day.hpp"

namespace proviso {

/// A term as an order gives it. Of length 0: month to month, nothing is prepaid.
struct OrderTerm {
    enum class Unit : std::uint8_t { days, months, cycles };
    Unit unit = Unit::months;
    std::int32_t length = 0;     ///< 0 to 36,525
    bool from_parameter = false; ///< "prepaid": `prepaid.term_days` says how long
};

/// Reads "12 months", "1 year", "90 days", "6 cycles", "2 weeks" (a hyphen serves as well), "P1Y", "P12M", "P90D",
/// "annual", "yearly", "quarterly", "prepaid", and "monthly", "month", "month-to-month" or nothing, which prepay
/// nothing. Error: order.term.
[[nodiscard]] Result<OrderTerm> read_order_term(std::string_view text);

/// The day on which a term of days or months that begins on `start` is over: the first that is no longer prepaid.
/// Months are those of the calendar, whatever a billing cycle is; cycles are the caller's. Errors: parameter.unset
/// (names the clause), parameter.type, value.range, date.*.
[[nodiscard]] Result<Day> prepaid_until(const Terms &terms, const OrderTerm &term, Day start);

} // namespace proviso
