// Exact rational numbers, the only arithmetic that money, quantities and fractions go through before their one
// rounding.
//
// A Ratio is kept reduced, the sign in the numerator, in two 128-bit integers. An operation whose reduced result does
// not fit is an error (money.overflow), never a wrap; intermediates that do not fit are worked out in
// Boost.Multiprecision first. Trivially copyable; thread-safe as any value.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace proviso {

__extension__ using Int128 = __int128;
__extension__ using UInt128 = unsigned __int128;

/// How a number that lies between two steps is brought to one of them. `half_up` is half away from zero (product, 2.2).
enum class Rounding : std::uint8_t { half_up, half_even, up, down, floor, ceiling };

/// The policy's name in packs and derivations: "half_up", "half_even", "up" (away from zero), "down" (towards zero)...
[[nodiscard]] std::string_view rounding_name(Rounding rounding);
/// Error: argument.invalid.
[[nodiscard]] Result<Rounding> rounding_from_name(std::string_view name);

class Ratio {
  public:
    constexpr Ratio() = default;
    constexpr Ratio(std::int64_t whole) : numerator_(whole) {}

    /// numerator / denominator, reduced. Error: money.zero_division, money.overflow.
    [[nodiscard]] static Result<Ratio> of(Int128 numerator, Int128 denominator);
    /// Reads "10/30", "-3", "0.015", "199/3". No exponent, no spaces. Error: money.syntax, money.overflow.
    [[nodiscard]] static Result<Ratio> parse(std::string_view text);

    [[nodiscard]] constexpr Int128 numerator() const { return numerator_; }
    [[nodiscard]] constexpr Int128 denominator() const { return denominator_; }
    [[nodiscard]] constexpr bool is_integer() const { return denominator_ == 1; }
    [[nodiscard]] constexpr bool is_zero() const { return numerator_ == 0; }
    [[nodiscard]] constexpr int sign() const { return numerator_ < 0 ? -1 : numerator_ > 0 ? 1 : 0; }
    [[nodiscard]] Ratio negated() const;

    /// "199/3", "66", "-1/2": reduced, without decimals.
    [[nodiscard]] std::string text() const;

    [[nodiscard]] friend std::strong_ordering operator<=>(const Ratio &a, const Ratio &b) { return compare(a, b); }
    [[nodiscard]] friend bool operator==(const Ratio &a, const Ratio &b) {
        return a.numerator_ == b.numerator_ && a.denominator_ == b.denominator_;
    }
    [[nodiscard]] static std::strong_ordering compare(const Ratio &a, const Ratio &b);

  private:
    friend struct RatioMaker; // ratio.cpp: results that are reduced by construction
    constexpr Ratio(Int128 numerator, Int128 denominator) : numerator_(numerator), denominator_(denominator) {}

    Int128 numerator_ = 0;
    Int128 denominator_ = 1;
};

[[nodiscard]] Result<Ratio> add(const Ratio &a, const Ratio &b);
[[nodiscard]] Result<Ratio> subtract(const Ratio &a, const Ratio &b);
[[nodiscard]] Result<Ratio> multiply(const Ratio &a, const Ratio &b);
[[nodiscard]] Result<Ratio> divide(const Ratio &a, const Ratio &b);

/// The nearest integer under the policy. Error: money.overflow when it does not fit 64 bits.
[[nodiscard]] Result<std::int64_t> round_to_integer(const Ratio &value, Rounding rounding);
/// The nearest multiple of 10^-decimals (0 to 9) under the policy. Errors: value.range, money.overflow.
[[nodiscard]] Result<Ratio> round_to_decimals(const Ratio &value, int decimals, Rounding rounding);
/// base^(exponent) for a rational exponent, rounded to `decimals` (at most 30) with every digit right: half steps of
/// the last decimal are found by an exact integer root, which decides every policy, ties too. base > 0. Used for
/// compound interest over parts of a month (R-SS-12). Errors: value.range (base, decimals, or an exponent whose exact
/// work would exceed 2^20 bits), money.overflow.
[[nodiscard]] Result<Ratio> power_rounded(const Ratio &base, const Ratio &exponent, int decimals, Rounding rounding);
/// Decimal text with exactly `decimals` (0 to 38) places. Errors: money.decimals if the value is no multiple of
/// 10^-decimals, value.range, money.overflow.
[[nodiscard]] Result<std::string> decimal_text(const Ratio &value, int decimals);

/// Decimal digits of a 128-bit integer.
[[nodiscard]] std::string int128_text(Int128 value);

} // namespace proviso
