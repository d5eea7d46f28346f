// The methods "calc.NAME": one per calculation of the library's registry, so that a new calculation needs nothing here.
#pragma once

#include <string_view>

#include "capi/context.hpp"
#include "capi/method.hpp"

namespace proviso::capi {

inline constexpr std::string_view calc_prefix = "calc.";

/// Arguments: pack, inputs, and optionally readings, set, on, all_readings. Errors: calc.unknown, argument.*,
/// pack.unknown, reading.*, parameter.*, and the calculation's.
[[nodiscard]] Result<Answer> run_calculation(const Context &context, std::string_view name, const Json &arguments);
/// One row per calculation, as `methods` gives them, with its inputs.
[[nodiscard]] Json describe_calculations();

} // namespace proviso::capi
