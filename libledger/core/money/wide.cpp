#include "core/money/wide.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include "core/money/int128.hpp"

namespace proviso {
namespace {
using Wide = boost::multiprecision::cpp_int;

bool fits(const Wide &value) { return boost::multiprecision::abs(value) <= Wide(magnitude_max); }
std::strong_ordering order(const Wide &a, const Wide &b) {
    const int sign = a.compare(b);
    return sign < 0   ? std::strong_ordering::less
           : sign > 0 ? std::strong_ordering::greater
                      : std::strong_ordering::equal;
}
} // namespace

Error exact_overflow() {
    return Error(Code::money_overflow, "an exact number does not fit 128 bits", "use smaller or rounder figures");
}

Result<Ratio> wide_sum(const Ratio &a, const Ratio &b) {
    Wide top = Wide(a.numerator()) * Wide(b.denominator()) + Wide(b.numerator()) * Wide(a.denominator());
    Wide bottom = Wide(a.denominator()) * Wide(b.denominator());
    const Wide common = boost::multiprecision::gcd(top, bottom);
    top /= common;
    bottom /= common;
    if (!fits(top) || !fits(bottom)) return exact_overflow();
    return Ratio::of(static_cast<Int128>(top), static_cast<Int128>(bottom));
}

std::strong_ordering wide_compare(const Ratio &a, const Ratio &b) {
    return order(Wide(a.numerator()) * Wide(b.denominator()), Wide(b.numerator()) * Wide(a.denominator()));
}

Result<Truncated> wide_truncated(const Ratio &value, UInt128 scale) {
    const Wide bottom(value.denominator());
    Wide quotient, rest;
    boost::multiprecision::divide_qr(Wide(Wide(magnitude(value.numerator())) * Wide(scale)), bottom, quotient, rest);
    if (!fits(quotient)) return exact_overflow();
    return Truncated{static_cast<UInt128>(quotient), value.sign() < 0, rest == 0, order(Wide(rest * 2), bottom)};
}

} // namespace proviso
