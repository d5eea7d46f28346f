// Deferred income that has been earned by a day. Internal to book/.
#pragma once

#include "store/rows.hpp"

namespace proviso {

/// The part of the line's amount earned before `until`: by civil day, the first day included, the exact share rounded
/// half up once. Cumulative, so that what is recognised period by period adds up to the whole. Error: money.overflow.
[[nodiscard]] Result<Amount> earned_before(const DeferralRow &line, Day until);

} // namespace proviso
