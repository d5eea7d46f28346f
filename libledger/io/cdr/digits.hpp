// Decimal digits out of text, eight at a time. Pure functions; nothing outside the given bytes is read.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace proviso {

[[nodiscard]] constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// True if the eight bytes at `text` are digits; `value` is their number then.
[[nodiscard]] inline bool eight_digits(const char *text, std::uint64_t &value) {
    std::uint64_t bytes = 0;
    for (int i = 7; i >= 0; --i) bytes = bytes << 8 | static_cast<unsigned char>(text[i]); // one load on most machines
    // A digit is 0x30 to 0x39: adding 0x46 must not reach, and taking 0x30 off must not borrow, the high bit.
    if ((((bytes + 0x4646464646464646) | (bytes - 0x3030303030303030)) & 0x8080808080808080) != 0) return false;
    bytes -= 0x3030303030303030;
    bytes = bytes * 10 + (bytes >> 8); // pairs
    value =
        ((bytes & 0x000000FF000000FF) * 0x000F424000000064 + (bytes >> 16 & 0x000000FF000000FF) * 0x0000271000000001) >>
        32;
    return true;
}

/// The number that 1 to 18 digits write; false for anything else.
[[nodiscard]] inline bool parse_digits(std::string_view text, std::uint64_t &value) {
    if (text.empty() || text.size() > 18) return false;
    value = 0;
    while (text.size() >= 8) {
        std::uint64_t eight = 0;
        if (!eight_digits(text.data(), eight)) return false;
        value = value * 100'000'000 + eight;
        text.remove_prefix(8);
    }
    for (const char c : text) {
        if (!is_digit(c)) return false;
        value = value * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return true;
}

} // namespace proviso
