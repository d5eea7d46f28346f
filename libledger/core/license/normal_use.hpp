// Use that is charged beyond a limit: what an order or the vendor's page allows (IP-7.6), or what most customers of a
// service use (VT-11.5).
//
// overage: max(0, used - limit) x price. Where the order and the page differ (question "storage.limit"):
//   order_fixed         the order's, as long as there is one
//   website_now         the page's of the day
//   website_at_renewal  the order's in its first term, then the page's of the last renewal
// Where the contract does not ask, the order's, else the page's.
//
// normal_use: the quantity that at least usage.normal_percent of the customers keep within, of all quantities of a
// period. Rule (question "usage.percentile"), of n quantities in order:
//   nearest_rank  the one in place n x percent / 100, rounded up
//   interpolated  between the two beside place 1 + (n - 1) x percent / 100, by how far it lies between them
//
// Example: 1, 2 ... 20 are used: nearest_rank 19, interpolated 19.05; who used 20 is 1 or 0.95 above.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "core/explain/derivation.hpp"
#include "core/money/amount.hpp"
#include "core/pack/terms.hpp"

namespace proviso {

/// Limits as they are known; 0 or more each.
struct UseLimits {
    std::optional<Ratio> ordered;
    std::optional<Ratio> posted;            ///< on the day
    std::optional<Ratio> posted_at_renewal; ///< when the last term began; none in the first term
};

/// Calculation "overage". Cites provision "overage". Errors: limit.unset (nothing gives one), value.range,
/// reading.option_unknown.
[[nodiscard]] Result<Calculation> overage(const Terms &terms, const UnitPrice &price, const Ratio &used,
                                          const UseLimits &limits, std::string_view source = {});

/// Calculation "normal_use": the line, and what `used` costs above it. Output "line". Cites provision "overage".
/// Errors: value.range (no quantities, too many, one below 0), reading.unknown, reading.option_unknown, parameter.*.
[[nodiscard]] Result<Calculation> normal_use(const Terms &terms, const UnitPrice &price, const Ratio &used,
                                             std::span<const Ratio> quantities);

} // namespace proviso
