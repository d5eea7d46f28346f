// What an account owes when it is deactivated because a payment was taken back and nothing resolved that in time: a
// charge of its prorated balance (VT-5.4.e).
//
// Question "chargeback.charge", on each sum that was prepaid for a period that the day of deactivation lies in:
//   forfeit_unused      the unused part is kept, and nothing new is billed
//   bill_accrued_part   the used part is billed
//   bill_remaining_term the unused part is billed again, if the chargeback took the money back
//
// Example: 1,200 for 2025, deactivated on 1 May after 120 days: 805.48 kept, 394.52, 805.48.
#pragma once

#include "core/bill/unused_part.hpp"

namespace proviso {

/// Calculation "chargeback"; its amount is what is billed, output "kept" what is not given back of the sum, as text.
/// Cites provision "chargeback". Errors: period.invalid, reading.*, money.overflow.
[[nodiscard]] Result<Calculation> chargeback_charge(const Terms &terms, const PrepaidSum &sum, bool taken_back);

/// Calculation "chargeback_fee": what an account costs that comes back after so many chargebacks, chargeback.fee for
/// each. Cites provision "chargeback_fee". Errors: value.range below 1, parameter.*, money.overflow.
[[nodiscard]] Result<Calculation> chargeback_fee(const Terms &terms, std::int64_t chargebacks, Currency currency);

} // namespace proviso
