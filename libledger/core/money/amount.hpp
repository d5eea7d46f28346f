// Amounts of money in minor units, and unit prices with more decimals than the minor unit.
//
// An Amount carries its currency; adding amounts of two currencies is an error (money.currency), and sums that make no
// sense (Amount + number, Amount * Amount) do not compile. Range: 64-bit minor units, checked. Values, thread-safe.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/money/ratio.hpp"
#include "core/result.hpp"

namespace proviso {

/// An ISO 4217 currency of the table, with the number of decimals of its minor unit (0 to 4).
struct Currency {
    std::array<char, 3> letters{'U', 'S', 'D'};
    std::uint8_t exponent = 2;

    [[nodiscard]] std::string_view code() const { return {letters.data(), letters.size()}; }
    [[nodiscard]] friend bool operator==(const Currency &, const Currency &) = default;
};
/// Error: money.currency_unknown.
[[nodiscard]] Result<Currency> currency_from_code(std::string_view code);

/// minor = 6633 with USD is 66.33.
class Amount {
  public:
    constexpr Amount() = default;
    constexpr Amount(std::int64_t minor, Currency currency) : minor_(minor), currency_(currency) {}

    [[nodiscard]] constexpr std::int64_t minor() const { return minor_; }
    [[nodiscard]] constexpr Currency currency() const { return currency_; }
    [[nodiscard]] constexpr bool is_zero() const { return minor_ == 0; }
    /// "66.33", "-0.05", "1000": as many decimals as the currency has, no currency code.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] Ratio ratio() const; ///< in major units: 6633/100

    [[nodiscard]] friend bool operator==(const Amount &, const Amount &) = default;

  private:
    std::int64_t minor_ = 0;
    Currency currency_{};
};

/// Errors of both: money.currency, money.overflow.
[[nodiscard]] Result<Amount> add(Amount a, Amount b);
[[nodiscard]] Result<Amount> subtract(Amount a, Amount b);
[[nodiscard]] Result<Amount> negate(Amount a);
/// Strict: optional '-', digits, optional '.', at most the currency's decimals. No plus, spaces, separators or
/// exponent. Errors: money.syntax, money.decimals, money.overflow.
[[nodiscard]] Result<Amount> parse_amount(std::string_view text, Currency currency);
/// The exact value in major units, rounded once to minor units.
[[nodiscard]] Result<Amount> round_to_amount(const Ratio &exact, Currency currency, Rounding rounding);

/// A price per unit: mantissa / 10^scale in major units of a currency. 0.019 USD a minute is {19, 3}.
struct UnitPrice {
    std::int64_t mantissa = 0;
    std::uint8_t scale = 0; ///< decimals, 0 to 9
    Currency currency{};

    [[nodiscard]] Ratio ratio() const;
    [[nodiscard]] std::string text() const; ///< "0.019"; keeps the scale as written
    [[nodiscard]] friend bool operator==(const UnitPrice &, const UnitPrice &) = default;
};
/// Strict as parse_amount, up to 9 decimals, not negative. Errors: money.syntax, money.decimals, money.overflow.
[[nodiscard]] Result<UnitPrice> parse_unit_price(std::string_view text, Currency currency);

/// Parts of `whole` in proportion to the weights (not negative, not all 0), by largest remainder, ties to the earlier
/// part. The parts always sum to the whole. Error: money.allocation.
[[nodiscard]] Result<std::vector<Amount>> allocate(Amount whole, std::span<const Ratio> weights);

} // namespace proviso
