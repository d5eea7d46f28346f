// Recurring charge: the price of a whole cycle for the seats that are up for renewal, due on the billing date.
//
// Rule: price x quantity, rounded once. Prorated parts are proration's affair; which seats renew is the caller's.
//
// Example: 3 seats at 199.00 renew for 597.00.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/explain/derivation.hpp"
#include "core/money/amount.hpp"
#include "core/pack/terms.hpp"

namespace proviso {

/// Calculation "recurring". Quantity is 0 or more (value.range); `source` says where the price comes from; `provision`
/// whose clauses are cited.
[[nodiscard]] Result<Calculation> recurring(const Terms &terms, const UnitPrice &price, std::int64_t quantity,
                                            std::string_view source = {}, std::string_view provision = "renewal");

} // namespace proviso
