// Tax that a payer withholds of what it owes, and what it owes on top so that the vendor has what was due (VT-5.2.b).
//
// Question "tax.withholding", with r the share withheld of what is invoiced:
//   gross_up         what is due / (1 - r): 1,000 at 10 % is 1,111.11, of which 111.11 are withheld and 1,000.00 arrive
//   add_ten_percent  what is due x (1 + r): 1,100.00, of which 110.00 are withheld and 990.00 arrive
// From what arrived and what was withheld the same turned round: r = withheld / (arrived + withheld), and what was due
// is what gives this.
#pragma once

#include "core/explain/derivation.hpp"
#include "core/money/amount.hpp"
#include "core/pack/terms.hpp"

namespace proviso {

/// Calculation "withholding": its amount is what comes on top of `due`. Outputs, as text: "invoiced", "withheld",
/// "net". The rate is from 0 to below 1 (value.range). Cites provision "withholding".
[[nodiscard]] Result<Calculation> withheld_of_due(const Terms &terms, Amount due, const Ratio &rate);
/// The same from a payment: `received` and `withheld` are not negative and not both 0 (value.range). Its amount is what
/// comes on top of the part that was due; output "due" is that part.
[[nodiscard]] Result<Calculation> withheld_of_payment(const Terms &terms, Amount received, Amount withheld);

} // namespace proviso
