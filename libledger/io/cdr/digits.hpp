// Decimal digits out of text, eight at a time. Pure functions; nothing outside the given bytes is read.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "core/rate/number.hpp"

namespace proviso {

[[nodiscard]] constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

namespace detail {
/// The first character in the lowest byte.
[[nodiscard]] inline std::uint64_t load_eight(const char *text) {
    std::uint64_t bytes = 0;
    if constexpr (std::endian::native == std::endian::little)
        std::memcpy(&bytes, text, sizeof bytes);
    else
        for (int i = 7; i >= 0; --i) bytes = bytes << 8 | static_cast<unsigned char>(text[i]);
    return bytes;
}
/// True if all eight are digits: adding 0x46 must not reach, and taking 0x30 off must not borrow, any high bit.
[[nodiscard]] constexpr bool all_digits(std::uint64_t bytes) {
    return (((bytes + 0x4646464646464646) | (bytes - 0x3030303030303030)) & 0x8080808080808080) == 0;
}
/// The number that eight bytes of 0 to 9 write.
[[nodiscard]] constexpr std::uint64_t join_eight(std::uint64_t digits) {
    digits = digits * 10 + (digits >> 8); // pairs
    return ((digits & 0x000000FF000000FF) * 0x000F424000000064 +
            (digits >> 16 & 0x000000FF000000FF) * 0x0000271000000001) >>
           32;
}
constexpr std::uint64_t zeros = 0x3030303030303030;
} // namespace detail

/// The number that 1 to 18 digits write; false for anything else.
[[nodiscard]] inline bool parse_digits(std::string_view text, std::uint64_t &value) {
    if (text.empty() || text.size() > 18) return false;
    value = 0;
    const char *at = text.data();
    std::size_t left = text.size();
    for (; left >= 8; at += 8, left -= 8) {
        const std::uint64_t bytes = detail::load_eight(at);
        if (!detail::all_digits(bytes)) return false;
        value = value * 100'000'000 + detail::join_eight(bytes - detail::zeros);
    }
    if (left == 0) return true;
    if (text.size() > 8) {
        // The last eight characters, without those that are read already: those count as leading zeros.
        const std::uint64_t bytes = detail::load_eight(at + left - 8);
        if (!detail::all_digits(bytes)) return false;
        const std::uint64_t keep = ~std::uint64_t{0} << (8 * (8 - left));
        value = value * power_of_ten(static_cast<int>(left)) + detail::join_eight((bytes - detail::zeros) & keep);
        return true;
    }
    for (; left > 0; ++at, --left) {
        if (!is_digit(*at)) return false;
        value = value * 10 + static_cast<std::uint64_t>(*at - '0');
    }
    return true;
}

} // namespace proviso
