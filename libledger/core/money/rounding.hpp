// The one place where a rounding policy decides: whether a truncated magnitude grows by one.
#pragma once

#include <compare>

#include "core/money/ratio.hpp"

namespace proviso {

/// A quotient cut off towards zero, and what was cut off.
struct Truncated {
    UInt128 quotient = 0;
    bool negative = false; ///< of the number itself; matters for floor and ceiling
    bool exact = true;     ///< nothing was cut off
    std::strong_ordering rest_to_half = std::strong_ordering::less; ///< what was cut off against one half
};

/// The magnitude under the policy: the quotient, or one more.
[[nodiscard]] UInt128 rounded_magnitude(const Truncated &value, Rounding rounding);

} // namespace proviso
