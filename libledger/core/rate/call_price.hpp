// The price of a call, and of all calls of a cycle.
//
// Rule: price per minute x billed seconds / 60; if rating.call_decimals is set, that product is first rounded half-up
// to so many decimals. Then the reading of "rating.round_level":
//   sum_then_round    calls are added exactly; the line is rounded once
//   per_call_half_up  each call is rounded half-up to minor units
//   per_call_up       each call is rounded up to minor units
//
// Example: 14 s at 0.02 a minute are billed 18 s: exactly 3/500, as a line of its own 0.01. 10,000 calls of 12 s at
// 0.019 (0.0038 each) come to 38.00, 0.00 and 100.00 under the three readings.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "core/explain/derivation.hpp"
#include "core/money/amount.hpp"
#include "core/pack/terms.hpp"
#include "core/rate/usage.hpp"

namespace proviso {

/// How the price of one call is rounded before it is added to others.
enum class CallRounding : std::uint8_t { none, half_up, up };

/// The rule resolved once, for use over many calls. A plain value.
struct CallPriceRule {
    CallRounding rounding = CallRounding::none;
    std::optional<int> decimals; ///< half-up to so many decimals first, 0 to 9
    [[nodiscard]] friend bool operator==(const CallPriceRule &, const CallPriceRule &) = default;
};

/// Errors: reading.unknown, parameter.type, value.range.
[[nodiscard]] Result<CallPriceRule> call_price_rule(const Terms &terms);
/// The price of one call of `billed_micros` billed length, in major units, after any rounding per call. Error:
/// money.overflow.
[[nodiscard]] Result<Ratio> call_price(const CallPriceRule &rule, const UnitPrice &per_minute,
                                       std::int64_t billed_micros);

/// Calculation "rate": `calls` (1 or more) equal calls of `micros` length each. Outputs "billed_seconds" of one call (a
/// whole number unless broadcasts are billed exactly) and "calls". Cites provision "rating", and "broadcast" for
/// broadcast skus.
[[nodiscard]] Result<Calculation> rate_calls(const Terms &terms, std::int64_t micros, const UnitPrice &per_minute,
                                             std::int64_t calls = 1, std::string_view sku = {},
                                             std::string_view source = {});

/// Calculation "usage": one line of usage from totals of one sku, which the batches or events vouch for; added exactly,
/// rounded once. Outputs "calls", "seconds" (as recorded) and "billed_seconds". Error: value.range for a mix of skus.
[[nodiscard]] Result<Calculation> usage(const Terms &terms, std::span<const UsageTotal> totals, Currency currency);

} // namespace proviso
