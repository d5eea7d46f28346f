#include <boost/multiprecision/cpp_int.hpp>

#include "core/money/int128.hpp"
#include "core/money/wide.hpp"

// (a/b)^(p/q) is irrational in most cases, so no number of guarded digits can be known to be enough in advance. Whole
// numbers decide it instead: with s = 2 * 10^decimals, the floor r of the q-th root of a^p * s^q / b^p counts half
// steps of the last decimal, and r^q * b^p = a^p * s^q tells whether it is exact. That is all that any rounding policy
// asks.
namespace proviso {
namespace {
using Wide = boost::multiprecision::cpp_int;

constexpr int decimals_max = 30;
/// The largest intermediate, in bits; beyond it the work would take seconds. 1.015 over thirty years of days needs
/// 2^18.
constexpr std::uint64_t bits_max = std::uint64_t{1} << 20;

unsigned bits_of(const Wide &value) {
    return value == 0 ? 0 : static_cast<unsigned>(boost::multiprecision::msb(value)) + 1;
}

/// The largest r with r^degree <= value, found bit by bit from the top.
Wide floor_root(const Wide &value, unsigned degree) {
    Wide root = 0;
    for (unsigned bit = bits_of(value) / degree + 1; bit-- > 0;) {
        Wide candidate = root;
        boost::multiprecision::bit_set(candidate, bit);
        if (boost::multiprecision::pow(candidate, degree) <= value) root = candidate;
    }
    return root;
}

Error too_fine() {
    return Error(Code::value_range, "the exponent is too large or too fine to be worked out exactly",
                 "use a shorter time or a coarser day count");
}
} // namespace

Result<Ratio> power_rounded(const Ratio &base, const Ratio &exponent, int decimals, Rounding rounding) {
    if (decimals < 0 || decimals > decimals_max)
        return Error(Code::value_range, "a number of decimals is outside 0 to 30", "round to at most 30 decimals");
    if (base.sign() <= 0) return Error(Code::value_range, "a power needs a base above 0");
    if (base == Ratio(1) || exponent.is_zero()) return Ratio(1);

    Wide above(base.numerator()), below(base.denominator());
    if (exponent.sign() < 0) above.swap(below);
    const UInt128 times = magnitude(exponent.numerator());
    const UInt128 degree = magnitude(exponent.denominator());
    const UInt128 step_bits = 128; // of 2 * 10^30 and the result's whole part, generously
    if (times > bits_max || degree > bits_max ||
        times * (bits_of(above) + bits_of(below)) + degree * step_bits > bits_max)
        return too_fine();
    const auto p = static_cast<unsigned>(times);
    const auto q = static_cast<unsigned>(degree);

    const UInt128 scale = power_of_ten(decimals);
    const Wide target = boost::multiprecision::pow(above, p) * boost::multiprecision::pow(Wide(scale * 2), q);
    const Wide divisor = boost::multiprecision::pow(below, p);
    const Wide quotient = target / divisor;
    if (bits_of(quotient) / q > 128) return exact_overflow();
    const Wide half_steps = floor_root(quotient, q);
    if (half_steps > Wide(~UInt128{0})) return exact_overflow();
    const bool exact = boost::multiprecision::pow(half_steps, q) * divisor == target;

    const auto halves = static_cast<UInt128>(half_steps);
    const bool odd = halves % 2 == 1;
    const auto rest = !odd    ? std::strong_ordering::less
                      : exact ? std::strong_ordering::equal
                              : std::strong_ordering::greater;
    const UInt128 size = rounded_magnitude(Truncated{halves / 2, false, exact && !odd, rest}, rounding);
    if (size > magnitude_max) return exact_overflow();
    return Ratio::of(static_cast<Int128>(size), static_cast<Int128>(scale));
}

} // namespace proviso
