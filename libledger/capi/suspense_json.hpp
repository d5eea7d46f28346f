// Suspended rows at the boundary: what a call asks for, and how a row is written.
#pragma once

#include "book/suspense.hpp"
#include "capi/method.hpp"

namespace proviso::capi {

[[nodiscard]] Json to_json(const SuspenseRow &row);
/// The argument `ids`. Error: argument.invalid.
[[nodiscard]] Result<std::vector<std::uint64_t>> suspense_ids(const Call &call);
/// The arguments ids, code, kind, account, all.
[[nodiscard]] Result<SuspenseFilter> suspense_filter(const Call &call);

} // namespace proviso::capi
