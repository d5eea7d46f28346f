// Tax split: what part of a price is tax, or what tax comes on top.
//
// Rule (question "tax.mode"):
//   inclusive  the amount is the total; net = amount / (1 + rate) and tax = amount x rate / (1 + rate)
//   exclusive  the amount is the net; tax = amount x rate and total = amount + tax
// The tax is rounded once; the other part is the difference or the sum, so that net + tax = total to the cent. Which
// rate holds where, and what to do without one, is the caller's affair.
//
// Example: 199.00 with 10 % inside is 180.91 + 18.09; with 10 % on top it is 218.90.
#pragma once

#include <string_view>

#include "core/bill/document.hpp"
#include "core/explain/derivation.hpp"
#include "core/money/amount.hpp"
#include "core/pack/terms.hpp"

namespace proviso {

struct TaxSplit {
    Amount net;
    Amount tax;
    Amount total;
    bool inclusive = true;
    Calculation work; ///< its amount is the tax; outputs "net", "tax", "total" as text
};

/// Calculation "tax". The rate (0.0825) is 0 or more (value.range); `source` names its jurisdiction and date.
[[nodiscard]] Result<TaxSplit> tax_split(const Terms &terms, Amount amount, const Ratio &rate,
                                         std::string_view source = {});

/// True if all of the line is tax: one on top of prices, or what corrects such a line.
[[nodiscard]] bool is_all_tax(const Line &line);
/// The tax in the line's amount.
[[nodiscard]] inline Amount tax_in(const Line &line) { return is_all_tax(line) ? line.amount : line.tax; }

} // namespace proviso
