// Expenses of the vendor that the customer repays as they were incurred (IP-9, VT-11.6).
//
// Rule: the amount at cost, up to expenses.ceiling where one was agreed. Which kinds are repaid at all is the list
// expenses.kinds.
#pragma once

#include <string_view>

#include "core/explain/derivation.hpp"
#include "core/money/amount.hpp"
#include "core/pack/terms.hpp"

namespace proviso {

/// False where the contract lists kinds and this one is not among them. Error: parameter.type.
[[nodiscard]] Result<bool> repays_expense(const Terms &terms, std::string_view kind);
/// Calculation "expense". Cites provision "expenses". Errors: value.range (below 0), parameter.type.
[[nodiscard]] Result<Calculation> repaid_expense(const Terms &terms, Amount amount, std::string_view kind);

} // namespace proviso
