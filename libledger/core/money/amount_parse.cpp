#include "core/money/amount.hpp"
#include "core/money/int128.hpp"

namespace proviso {
namespace {
constexpr std::size_t price_decimals_max = 9;

/// The parts of "-12.50"; nothing is converted yet, so that bad form is told before bad size.
struct Written {
    bool negative = false;
    std::string_view whole;
    std::string_view decimals;
};

bool all_digits(std::string_view text) {
    for (const char letter : text)
        if (letter < '0' || letter > '9') return false;
    return !text.empty();
}

Result<Written> take_apart(std::string_view text) {
    Written parts;
    parts.negative = text.starts_with('-');
    if (parts.negative) text.remove_prefix(1);
    const auto dot = text.find('.');
    parts.whole = text.substr(0, dot);
    const bool pointed = dot != std::string_view::npos;
    if (pointed) parts.decimals = text.substr(dot + 1);
    if (!all_digits(parts.whole) || (pointed && !all_digits(parts.decimals)))
        return Error(Code::money_syntax, "the text is not an amount",
                     "write digits and one point, such as 66.33; no sign but '-', no spaces, no separators");
    return parts;
}

/// The digits as one signed number with `scale` decimals.
Result<std::int64_t> scaled_value(const Written &parts, std::size_t scale) {
    const UInt128 limit = static_cast<UInt128>(INT64_MAX) + (parts.negative ? 1U : 0U);
    UInt128 value = 0;
    const auto append = [&](char digit) { value = value * 10 + static_cast<unsigned>(digit - '0'); };
    for (const char digit : parts.whole) {
        append(digit);
        if (value > limit) break;
    }
    for (std::size_t place = 0; place < scale && value <= limit; ++place)
        append(place < parts.decimals.size() ? parts.decimals[place] : '0');
    if (value > limit)
        return Error(Code::money_overflow, "the amount does not fit 64 bits of its smallest unit", "split the amount");
    return static_cast<std::int64_t>(with_sign(value, parts.negative));
}
} // namespace

Result<Amount> parse_amount(std::string_view text, Currency currency) {
    PV_TRY(const Written parts, take_apart(text));
    if (parts.decimals.size() > currency.exponent)
        return Error(Code::money_decimals, "the amount has more decimals than " + std::string(currency.code()) + " has",
                     "write at most " + std::to_string(currency.exponent) + " decimals");
    PV_TRY(const std::int64_t minor, scaled_value(parts, currency.exponent));
    return Amount(minor, currency);
}

Result<UnitPrice> parse_unit_price(std::string_view text, Currency currency) {
    PV_TRY(const Written parts, take_apart(text));
    if (parts.negative) return Error(Code::money_syntax, "a unit price is negative", "write it without sign");
    if (parts.decimals.size() > price_decimals_max)
        return Error(Code::money_decimals, "a unit price has more than 9 decimals", "write at most 9 decimals");
    PV_TRY(const std::int64_t mantissa, scaled_value(parts, parts.decimals.size()));
    return UnitPrice{mantissa, static_cast<std::uint8_t>(parts.decimals.size()), currency};
}

} // namespace proviso
