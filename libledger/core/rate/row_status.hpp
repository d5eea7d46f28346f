// What became of one call row. Values are stable: they stand in stored blocks (docs/usage-batches.md) and in the C ABI.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/result.hpp"

namespace proviso {

/// Every row read falls into exactly one class; the classes add up to the rows read.
enum class RowClass : std::uint8_t { billed, not_billable, duplicate, suspended, rejected };
constexpr int row_class_count = 5;
/// "billed", "not_billable", "duplicate", "suspended", "rejected".
[[nodiscard]] std::string_view row_class_name(RowClass row_class);

/// In order of precedence within a class of questions: the first that applies to a row is its status.
enum class RowStatus : std::uint8_t {
    billed = 0,
    // not billable
    zero_seconds = 1, ///< of no length, and the reading bills none of those
    unanswered = 2,
    inbound = 3,
    internal = 4,       ///< stayed inside: an extension, a feature code
    emergency = 5,      ///< to a number that the contract bars; also an exception
    free_of_charge = 6, ///< at most as long as the deck's free time
    // suspended
    disposition_conflict = 16, ///< not answered, and yet it has a length
    duration_invalid = 17,
    number_invalid = 18,
    price_missing = 19,
    zone_outside = 20,
    zone_restricted = 21,
    zone_unplaced = 22,
    amount_overflow = 23,
    account_unmatched = 24,
    time_nonexistent = 25,
    possible_duplicate = 26,
    late = 27, ///< dated in sealed time
    // elsewhere
    duplicate = 32,
    rejected = 33,
};

[[nodiscard]] RowClass row_class(RowStatus status);
/// The code of the status: Code::ok for billed and for what is plainly not billable.
[[nodiscard]] Code row_code(RowStatus status);
/// The provision whose clauses decide the status ("rating", "call_zone", "emergency"); empty if none does.
[[nodiscard]] std::string_view row_provision(RowStatus status);
/// "zero_seconds", "zone_outside", ...; empty for a value that is not in the list.
[[nodiscard]] std::string_view row_status_name(RowStatus status);

} // namespace proviso
