// Fixed-width digits of dates and times, read and written without locale. Inside core/time only.
#pragma once

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
    const std::string digits = std::to_string(value);
    if (digits.size() < width) out.append(width - digits.size(), '0');
    out += digits;
}

} // namespace proviso
