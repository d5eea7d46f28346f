// Personal data at the boundary.
#pragma once

#include "book/privacy.hpp"
#include "capi/json.hpp"

namespace proviso::capi {

[[nodiscard]] Json to_json(const PersonalItem &item);
[[nodiscard]] Json to_json(const Disclosure &row);

} // namespace proviso::capi
