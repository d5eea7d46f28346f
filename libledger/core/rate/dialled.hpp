// Called numbers as people write them. Pure; thread-safe.
#pragma once

#include <string_view>

#include "core/rate/number.hpp"

namespace proviso {

/// Numbers of up to six digits, and feature codes such as *60, are the customer's own: extensions and services of the
/// switch.
[[nodiscard]] bool is_internal_number(std::string_view to);
/// The international form of a number: "+1 310 555 0100", "3105550100", "011 44 20 ..."; 0 if it is none.
[[nodiscard]] DialledNumber dialled_number(std::string_view to);

} // namespace proviso
