// Fixed-width digits of dates and times, read and written without locale. Inside core/time only.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace proviso {

/// The number that `width` digits at `at` spell; nothing if there are not that many digits.
[[nodiscard]] inline std::optional<std::int32_t> digits_at(std::string_view text, std::size_t at, std::size_t width) {
    if (at + width > text.size()) return std::nullopt;
    std::int32_t value = 0;
    for (const char letter : text.substr(at, width)) {
        if (letter < '0' || letter > '9') return std::nullopt;
        value = value * 10 + (letter - '0');
    }
    return value;
}

/// Appends `value` (0 or more) with leading zeros up to `width` digits.
inline void append_digits(std::string &out, std::int64_t value, std::size_t width) {
    std::array<char, 20> digits{};
    std::size_t at = digits.size();
    for (auto rest = static_cast<std::uint64_t>(value); rest != 0 || digits.size() - at < width; rest /= 10)
        digits[--at] = static_cast<char>('0' + rest % 10);
    out.append(digits.data() + at, digits.size() - at);
}

} // namespace proviso
