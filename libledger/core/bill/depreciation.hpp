// What comes back of the price of software whose use has to end: the price less straight-line depreciation from its
// purchase (IP-20.b).
//
// Rule: amount x share left of a life of refund.software_life_years, never below 0; on the day of purchase the whole
// price. Question "refund.depreciation":
//   days_actual      days left / days of the life
//   days_1095        (365 to a year - days used) / 365 to a year
//   full_months      whole months used are gone
//   started_months   months begun are gone
//   months_and_days  whole months, and the days of the month begun over the days of that month
//   30_360           as days_actual, in months of thirty days
//   yearly_steps     whole years used are gone
//
// Example: 36,000 of 5 December 2019, ended on 20 January 2021, 412 days later: 684/1096 = 22,467.15.
#pragma once

#include "core/explain/derivation.hpp"
#include "core/money/amount.hpp"
#include "core/pack/terms.hpp"

namespace proviso {

struct BoughtSoftware {
    Amount paid;
    Day purchased;
    Day ended; ///< the first day without the right; not before the purchase (value.range)
    std::string_view source = {};
};

/// Calculation "refund", ground "software"; cites provision "refund_software". Errors: value.range, parameter.*,
/// reading.*, date.*, money.overflow.
[[nodiscard]] Result<Calculation> depreciated(const Terms &terms, const BoughtSoftware &software);

} // namespace proviso
