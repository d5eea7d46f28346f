// The slow doors: what add, compare and rounding do when an intermediate does not fit 128 bits. Worked out in
// Boost.Multiprecision, whose header stays inside wide.cpp. Pure, thread-safe.
#pragma once

#include "core/money/rounding.hpp"

namespace proviso {

/// a + b, exactly. Error: money.overflow if the reduced sum does not fit.
[[nodiscard]] Result<Ratio> wide_sum(const Ratio &a, const Ratio &b);
[[nodiscard]] std::strong_ordering wide_compare(const Ratio &a, const Ratio &b);
/// value * scale, cut off towards zero. Error: money.overflow if the quotient does not fit 127 bits.
[[nodiscard]] Result<Truncated> wide_truncated(const Ratio &value, UInt128 scale);

/// The error that all of core/money gives when an exact number does not fit.
[[nodiscard]] Error exact_overflow();

} // namespace proviso
