#include <string>

#include "core/money/int128.hpp"
#include "core/money/wide.hpp"

namespace proviso {
namespace {
Error not_a_number() {
    return Error(Code::money_syntax, "the text is not an exact number", "write it as 3, -0.015 or 199/3");
}

/// Digits only, at least one, at most magnitude_max.
Result<UInt128> parse_digits(std::string_view text) {
    if (text.empty()) return not_a_number();
    for (const char letter : text)
        if (letter < '0' || letter > '9') return not_a_number();
    UInt128 value = 0;
    for (const char letter : text) {
        if (value > magnitude_max / 10) return exact_overflow();
        value = value * 10 + static_cast<unsigned>(letter - '0');
    }
    if (value > magnitude_max) return exact_overflow();
    return value;
}

Result<Ratio> parse_decimal(std::string_view whole, std::string_view decimals, bool negative) {
    PV_TRY(const UInt128 before, parse_digits(whole));
    PV_TRY(const UInt128 after, parse_digits(decimals));
    if (decimals.size() > 38) return exact_overflow();
    const UInt128 scale = power_of_ten(static_cast<int>(decimals.size()));
    UInt128 scaled = 0;
    if (!multiply_fits(before, scale, scaled) || scaled > magnitude_max - after) return exact_overflow();
    return Ratio::of(with_sign(scaled + after, negative), static_cast<Int128>(scale));
}
} // namespace

Result<Ratio> Ratio::parse(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    if (const auto dot = text.find('.'); dot != std::string_view::npos)
        return parse_decimal(text.substr(0, dot), text.substr(dot + 1), negative);
    const auto slash = text.find('/');
    PV_TRY(const UInt128 top, parse_digits(text.substr(0, slash)));
    UInt128 bottom = 1;
    if (slash != std::string_view::npos) { PV_TRY(bottom, parse_digits(text.substr(slash + 1))); }
    return of(with_sign(top, negative), static_cast<Int128>(bottom));
}

std::string Ratio::text() const {
    std::string out = int128_text(numerator_);
    if (!is_integer()) out += '/' + int128_text(denominator_);
    return out;
}

Result<std::string> decimal_text(const Ratio &value, int decimals) {
    if (decimals < 0 || decimals > 38)
        return Error(Code::value_range, "a number of decimals is outside 0 to 38", "write at most 38 decimals");
    const UInt128 scale = power_of_ten(decimals);
    const UInt128 divisor = magnitude(value.denominator());
    UInt128 scaled = 0;
    if (scale % divisor != 0)
        return Error(Code::money_decimals, "the number " + value.text() + " is no multiple of the last decimal",
                     "round it first");
    if (!multiply_fits(magnitude(value.numerator()), scale / divisor, scaled) || scaled > magnitude_max)
        return exact_overflow();
    return pointed_text(int128_text(static_cast<Int128>(scaled)), static_cast<std::size_t>(decimals), value.sign() < 0);
}

} // namespace proviso
