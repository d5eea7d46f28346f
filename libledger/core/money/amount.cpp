#include "core/money/amount.hpp"

#include "core/money/int128.hpp"
#include "core/money/wide.hpp"

namespace proviso {
namespace {
Error too_large() {
    return Error(Code::money_overflow, "an amount does not fit 64 bits of minor units", "split the amount");
}
Error mixed(Currency a, Currency b) {
    return Error(Code::money_currency,
                 "amounts in " + std::string(a.code()) + " and " + std::string(b.code()) + " cannot be added",
                 "keep each currency apart");
}
std::string fixed_point_text(std::int64_t value, std::size_t decimals) {
    return pointed_text(std::to_string(static_cast<std::uint64_t>(magnitude(value))), decimals, value < 0);
}
} // namespace

std::string Amount::text() const { return fixed_point_text(minor_, currency_.exponent); }

Ratio Amount::ratio() const { return Ratio::of(minor_, static_cast<Int128>(power_of_ten(currency_.exponent))).value(); }

Result<Amount> add(Amount a, Amount b) {
    if (a.currency() != b.currency()) return mixed(a.currency(), b.currency());
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a.minor(), b.minor(), &sum)) return too_large();
    return Amount(sum, a.currency());
}

Result<Amount> subtract(Amount a, Amount b) {
    if (a.currency() != b.currency()) return mixed(a.currency(), b.currency());
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(a.minor(), b.minor(), &difference)) return too_large();
    return Amount(difference, a.currency());
}

Result<Amount> negate(Amount a) { return subtract(Amount(0, a.currency()), a); }

Result<Amount> round_to_amount(const Ratio &exact, Currency currency, Rounding rounding) {
    PV_TRY(const Ratio major, round_to_decimals(exact, currency.exponent, rounding));
    PV_TRY(const Ratio minor, multiply(major, Ratio(static_cast<std::int64_t>(power_of_ten(currency.exponent)))));
    if (minor.numerator() < INT64_MIN || minor.numerator() > INT64_MAX) return too_large();
    return Amount(static_cast<std::int64_t>(minor.numerator()), currency);
}

Ratio UnitPrice::ratio() const { return Ratio::of(mantissa, static_cast<Int128>(power_of_ten(scale))).value(); }

std::string UnitPrice::text() const { return fixed_point_text(mantissa, scale); }

} // namespace proviso
