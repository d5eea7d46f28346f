#include "core/money/int128.hpp"
#include "core/money/wide.hpp"

namespace proviso {
namespace {
constexpr int decimals_max = 9;

/// value * scale, cut off towards zero; scale is a power of ten up to 10^9.
Result<Truncated> truncated(const Ratio &value, UInt128 scale) {
    UInt128 scaled = 0;
    if (!multiply_fits(magnitude(value.numerator()), scale, scaled)) return wide_truncated(value, scale);
    const UInt128 divisor = magnitude(value.denominator());
    const bool negative = value.sign() < 0;
    if (fits_64(scaled) && fits_64(divisor)) { // the machine divides 64 bits in one instruction
        const auto top = static_cast<std::uint64_t>(scaled);
        const auto bottom = static_cast<std::uint64_t>(divisor);
        const std::uint64_t rest = top % bottom;
        return Truncated{top / bottom, negative, rest == 0, rest <=> bottom - rest};
    }
    const UInt128 rest = scaled % divisor;
    return Truncated{scaled / divisor, negative, rest == 0, rest <=> divisor - rest};
}

Result<UInt128> rounded(const Ratio &value, UInt128 scale, Rounding rounding) {
    PV_TRY(const Truncated cut, truncated(value, scale));
    const UInt128 size = rounded_magnitude(cut, rounding);
    if (size > magnitude_max) return exact_overflow();
    return size;
}
} // namespace

Result<std::int64_t> round_to_integer(const Ratio &value, Rounding rounding) {
    PV_TRY(const UInt128 size, rounded(value, 1, rounding));
    const UInt128 limit = static_cast<UInt128>(INT64_MAX) + (value.sign() < 0 ? 1U : 0U);
    if (size > limit) return Error(Code::money_overflow, "a rounded number does not fit 64 bits");
    return static_cast<std::int64_t>(with_sign(size, value.sign() < 0));
}

Result<Ratio> round_to_decimals(const Ratio &value, int decimals, Rounding rounding) {
    if (decimals < 0 || decimals > decimals_max)
        return Error(Code::value_range, "a number of decimals is outside 0 to 9", "round to at most 9 decimals");
    const UInt128 scale = power_of_ten(decimals);
    PV_TRY(const UInt128 size, rounded(value, scale, rounding));
    return Ratio::of(with_sign(size, value.sign() < 0), static_cast<Int128>(scale));
}

} // namespace proviso
