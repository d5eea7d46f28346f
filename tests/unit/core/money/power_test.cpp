#include <doctest/doctest.h>

#include <array>

#include "core/money/ratio.hpp"

using namespace proviso;

namespace {
std::string power(std::string_view base, std::string_view exponent, int decimals,
                  Rounding rounding = Rounding::half_up) {
    const auto result = power_rounded(Ratio::parse(base).value(), Ratio::parse(exponent).value(), decimals, rounding);
    return result ? decimal_text(*result, decimals).value() : std::string(code_name(result.error().code));
}
} // namespace

// Digits of irrational results are from published tables of square and twelfth roots, or worked out with bc at 60
// digits.
TEST_CASE("irrational powers have every digit right") {
    CHECK(power("2", "1/2", 30) == "1.414213562373095048801688724210");
    CHECK(power("2", "1/2", 29) == "1.41421356237309504880168872421");
    CHECK(power("2", "1/12", 15) == "1.059463094359295");
    CHECK(power("2", "-1/2", 20) == "0.70710678118654752440");
    CHECK(power("10", "1/3", 10) == "2.1544346900");
    CHECK(power("1/2", "1/2", 5, Rounding::up) == "0.70711");
    CHECK(power("1/2", "1/2", 5, Rounding::down) == "0.70710");
}

TEST_CASE("R-SS-12 compound.exact: 597 over 45 of 30 days at 1.5 % is 13.48, over 46 of 31 days 13.34") {
    const auto interest = [](std::string_view months, int decimals) {
        const Ratio factor =
            power_rounded(Ratio::parse("1.015").value(), Ratio::parse(months).value(), 30, Rounding::half_up).value();
        const Ratio exact = multiply(Ratio(597), subtract(factor, Ratio(1)).value()).value();
        return decimal_text(round_to_decimals(exact, decimals, Rounding::half_up).value(), decimals).value();
    };
    CHECK(interest("45/30", 5) == "13.48275");
    CHECK(interest("46/31", 2) == "13.34");
}

TEST_CASE("rational results are exact, ties too") {
    CHECK(power("1.015", "2", 6) == "1.030225");
    CHECK(power("1.015", "2", 5, Rounding::half_up) == "1.03023"); // 1.030225 is a tie at five decimals
    CHECK(power("1.015", "2", 5, Rounding::half_even) == "1.03022");
    CHECK(power("9/4", "1/2", 0, Rounding::half_up) == "2"); // 1.5
    CHECK(power("9/4", "1/2", 0, Rounding::half_even) == "2");
    CHECK(power("25/4", "1/2", 0, Rounding::half_even) == "2"); // 2.5
    CHECK(power("25/4", "1/2", 0, Rounding::half_up) == "3");
    CHECK(power("8", "2/3", 3, Rounding::up) == "4.000");
    CHECK(power("8", "-2/3", 2) == "0.25");
    CHECK(power("1.015", "12", 6) == "1.195618"); // 1,000 for twelve whole months: 195.62
    CHECK(power("1.015", "0", 2) == "1.00");
    CHECK(power("1", "1000000000000/7", 2) == "1.00");
    CHECK(power("0.5", "200", 2) == "0.00");
    CHECK(power("0.5", "200", 2, Rounding::up) == "0.01");
}

TEST_CASE("what cannot be worked out is refused") {
    CHECK(power("0", "2", 2) == "value.range");
    CHECK(power("-2", "2", 2) == "value.range");
    CHECK(power("2", "1", 31) == "value.range");
    CHECK(power("2", "1", -1) == "value.range");
    CHECK(power("2", "1/1000000007", 2) == "value.range");
    CHECK(power("2", "9223372036854775807", 2) == "value.range");
    CHECK(power("2", "200", 2) == "money.overflow");
    CHECK(power("2", "126", 0) == "85070591730234615865843651857942052864");
    CHECK(power("2", "127", 0) == "money.overflow");
    CHECK(power("2", "125", 1) == "money.overflow"); // 10 * 2^125 needs 129 bits
}

TEST_CASE("thirty years of days are within reach") {
    CHECK(power("1.015", "10957/30", 12) == "229.939807879524"); // bc, 60 digits: 229.939807879523848...
}
