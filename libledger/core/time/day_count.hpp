// Day counts between two dates by named convention. The first date counts, the second does not, unless the name says
// more.
#pragma once

#include "core/time/day.hpp"

namespace proviso {

/// Days by the 30E/360 rule: any 31st counts as the 30th; February is left alone.
[[nodiscard]] std::int32_t days_30e_360(Day from, Day until);
/// Days by the 30/360 US rule: both last of February, D2 = 30; D1 last of February, D1 = 30; D2 = 31 and D1 >= 30,
/// D2 = 30; D1 = 31, D1 = 30 (in that order).
[[nodiscard]] std::int32_t days_30us_360(Day from, Day until);

} // namespace proviso
