// Comparisons at the boundary: their arguments, and the list of documents that differ.
#pragma once

#include "book/comparison.hpp"
#include "capi/method.hpp"

namespace proviso::capi {

inline constexpr Arg compare_args[] = {
    {"readings", ArgKind::object, false, "options by reading: the other history"},
    {"pack", ArgKind::object, false, "`name` and `toml` of a rule pack that stands for the book's own"},
    {"from", ArgKind::object, false, "`name` and `toml` of the pack of the first history; default: the book as it is"},
    {"through", ArgKind::day, false, "the last day; default: the last one billed"},
    {"account", ArgKind::text, false, "one account only"},
};

[[nodiscard]] Result<CompareRequest> compare_request(const Call &call);
/// `name` and `toml` of an object. Error: argument.*.
[[nodiscard]] Result<Source> pack_source(const Call &call, std::string_view argument);
[[nodiscard]] Json to_json(const CompareReport &report);

/// Documents that differ, with "row":"document", then one row per currency with "row":"total", then "row":"limits".
[[nodiscard]] Result<void> comparison_rows(const Call &call, const Emit &emit);

} // namespace proviso::capi
