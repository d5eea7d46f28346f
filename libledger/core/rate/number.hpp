// Telephone numbers as the rater sees them: the digits of the international form (ITU-T E.164: country code first, no
// leading zero, at most 15 digits) in one unsigned integer. 0 is no number. Pure functions, thread-safe.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace proviso {

using DialledNumber = std::uint64_t;

constexpr int number_digits_max = 15;
/// Numbers with fewer digits never leave a switch: extensions, feature codes, emergency numbers.
constexpr int number_digits_public = 7;

namespace detail {
constexpr std::array<std::uint64_t, 20> powers_of_ten = [] {
    std::array<std::uint64_t, 20> powers{1};
    for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
    return powers;
}();
} // namespace detail

/// 10^exponent, exponent 0 to 19.
[[nodiscard]] constexpr std::uint64_t power_of_ten(int exponent) {
    return detail::powers_of_ten[static_cast<std::size_t>(exponent)];
}

/// Decimal digits of the number; 0 for 0.
[[nodiscard]] constexpr int digit_count(std::uint64_t number) {
    // bits * log10(2) is right or one too small
    const int guess = (static_cast<int>(std::bit_width(number)) * 1233) >> 12;
    return guess + (number >= power_of_ten(guess) ? 1 : 0);
}

} // namespace proviso
