// Small tools for 128-bit integers, used inside core/money only: magnitudes, checked products, powers of ten, gcd.
//
// Everything works on unsigned magnitudes, so that the most negative number needs no special case. Pure, thread-safe.
#pragma once

#include <cstdint>

#include "core/money/ratio.hpp"

namespace proviso {

/// The largest magnitude that a Ratio's parts may have: 2^127 - 1 on both sides of zero.
constexpr UInt128 magnitude_max = ~UInt128{0} >> 1;

[[nodiscard]] constexpr UInt128 magnitude(Int128 value) {
    return value < 0 ? UInt128{0} - static_cast<UInt128>(value) : static_cast<UInt128>(value);
}
/// `size` must not be above magnitude_max.
[[nodiscard]] constexpr Int128 with_sign(UInt128 size, bool negative) {
    return negative ? -static_cast<Int128>(size) : static_cast<Int128>(size);
}
[[nodiscard]] constexpr bool fits_64(UInt128 value) { return (value >> 64) == 0; }
/// Below 2^63 in magnitude: products of two such numbers, and sums of two such products, fit 128 bits with sign.
[[nodiscard]] constexpr bool is_narrow(Int128 value) {
    return value >= -INT64_MAX && value <= INT64_MAX; // the same bound on both sides
}

/// True and the product in `out` if it is at most 2^128 - 1.
[[nodiscard]] bool multiply_fits(UInt128 a, UInt128 b, UInt128 &out);

/// 10^n, n from 0 to 38.
[[nodiscard]] UInt128 power_of_ten(int n);

/// Greatest common divisor; gcd(0, n) is n. The 64-bit one is binary and has no division.
[[nodiscard]] std::uint64_t gcd_64(std::uint64_t a, std::uint64_t b);
[[nodiscard]] UInt128 gcd_128(UInt128 a, UInt128 b);

/// Digits with a point before the last `places`, padded with zeros, and a sign: "5", 2, true is "-0.05".
[[nodiscard]] std::string pointed_text(std::string digits, std::size_t places, bool negative);

} // namespace proviso
