// The charge for leaving before a term is over (VT-7.3.1.2).
//
// Rule (question "ending.early_fee"):
//   remaining_fees      the fees of the whole term, by the days that are left of it, less what was charged for those
//   days
//                       and is kept
//   none_without_order  what parameter ending.early_fee gives, if an order gave it a value; else nothing
//
// Example: 100 a month for the year 2025, left on 1 May: 245/365 of 1,200, 805.48. Had the year been charged in
// advance, that much of it is kept and nothing more is due.
#pragma once

#include <string_view>

#include "core/explain/derivation.hpp"
#include "core/money/amount.hpp"
#include "core/pack/terms.hpp"
#include "core/time/day.hpp"

namespace proviso {

struct EarlyEnd {
    UnitPrice price;                ///< of one unit ...
    std::int64_t quantity = 1;      ///< 0 or more
    std::int32_t price_months = 12; ///< ... for so many months, 1 or more
    Period term{};                  ///< not empty
    Day ended;                      ///< the first day without service
    Amount kept;                    ///< charged in advance for the days after it
    std::string_view source = {};   ///< of the price
};

/// Calculation "early_fee". Never below 0. Errors: reading.*, parameter.type, period.invalid, money.overflow.
[[nodiscard]] Result<Calculation> early_fee(const Terms &terms, const EarlyEnd &end);

/// What of a charge for `service` falls on the days from `ended` on, in minor units rounded half up.
[[nodiscard]] Result<Amount> unused_charge(const Amount &charge, const Period &service, Day ended);

} // namespace proviso
