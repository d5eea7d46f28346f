// Increments: the seconds that a call is billed for, given the seconds that it lasted.
//
// Rule: at least rating.minimum_seconds, above that the next multiple of rating.step_seconds counted from the minimum;
// a call of exactly the minimum is billed the minimum.
//   "rating.zero_seconds"      answered_only: a call of 0 s is billed 0; literal_min: it is billed the minimum
//   "rating.fraction_seconds"  raw: any part of a second opens a step; round_seconds_first: to whole seconds half-up
//   before "rating.broadcast"         for skus under a clause of provision "broadcast" only. shares_12_6: as above;
//                              exact_seconds: billed as long as it lasted; whole_minutes: the next whole minute
//   "rating.increment"         increment_A_B: A seconds at least, then steps of B, in place of the two parameters
// A pack that does not ask the first two means answered_only and raw.
// All durations here are microseconds. Which calls are billable at all is decided before.
//
// Example: minimum 12 s and step 6 s bill a call of 14 s as 18 s, one of 12 s as 12 s, one of 61 s as 66 s.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/pack/terms.hpp"

namespace proviso {

constexpr std::int64_t micros_per_second = 1'000'000;

/// The rule for one sku, resolved once, for use over many calls. A plain value.
struct IncrementRule {
    std::int64_t minimum_micros = 0;
    std::int64_t step_micros = 1;     ///< 1: billed as long as it lasted
    bool zero_is_billed = false;      ///< a call of no length is billed the minimum
    bool whole_seconds_first = false; ///< parts of a second are rounded half-up before
    [[nodiscard]] friend bool operator==(const IncrementRule &, const IncrementRule &) = default;
};

/// Errors: parameter.*, value.range (a minimum below 0, a step not above 0, more than a day), reading.unknown.
[[nodiscard]] Result<IncrementRule> increment_rule(const Terms &terms, std::string_view sku);
/// The billed length. `micros` is 0 to 10^15 (about 31 years; larger or negative is a bug of the caller).
[[nodiscard]] std::int64_t billed_micros(const IncrementRule &rule, std::int64_t micros);
/// True if the contract bills calls that come in ("rating.directions"). Error: parameter.type.
[[nodiscard]] Result<bool> bills_inbound(const Terms &terms);
/// True if the sku's clause is one of provision "broadcast".
[[nodiscard]] bool is_broadcast(const Terms &terms, std::string_view sku);

} // namespace proviso
