#include <doctest/doctest.h>

#include <array>

#include "core/money/amount.hpp"

using namespace proviso;

namespace {
constexpr Currency usd{};

std::string cents(std::string_view exact, Rounding rounding) {
    return round_to_amount(Ratio::parse(exact).value(), usd, rounding).value().text();
}
std::int64_t whole(std::string_view exact, Rounding rounding) {
    return round_to_integer(Ratio::parse(exact).value(), rounding).value();
}
} // namespace

TEST_CASE("every policy, on both sides of zero") {
    struct Row {
        std::string_view exact;
        std::int64_t half_up, half_even, up, down, floor, ceiling;
    };
    // clang-format off
    constexpr std::array rows{
        //  exact    half_up even  up down floor ceiling
        Row{"2.5",     3,  2,  3,  2,  2,  3},
        Row{"3.5",     4,  4,  4,  3,  3,  4},
        Row{"-2.5",   -3, -2, -3, -2, -3, -2},
        Row{"-3.5",   -4, -4, -4, -3, -4, -3},
        Row{"2.4",     2,  2,  3,  2,  2,  3},
        Row{"2.6",     3,  3,  3,  2,  2,  3},
        Row{"-2.4",   -2, -2, -3, -2, -3, -2},
        Row{"-2.6",   -3, -3, -3, -2, -3, -2},
        Row{"1/3",     0,  0,  1,  0,  0,  1},
        Row{"-1/3",    0,  0, -1,  0, -1,  0},
        Row{"0",       0,  0,  0,  0,  0,  0},
        Row{"-7",     -7, -7, -7, -7, -7, -7},
    };
    // clang-format on
    for (const Row &row : rows) {
        CAPTURE(row.exact);
        CHECK(whole(row.exact, Rounding::half_up) == row.half_up);
        CHECK(whole(row.exact, Rounding::half_even) == row.half_even);
        CHECK(whole(row.exact, Rounding::up) == row.up);
        CHECK(whole(row.exact, Rounding::down) == row.down);
        CHECK(whole(row.exact, Rounding::floor) == row.floor);
        CHECK(whole(row.exact, Rounding::ceiling) == row.ceiling);
    }
}

TEST_CASE("R-X-03: 26.865 is 26.87 half-up and 26.86 half-even") {
    CHECK(cents("26.865", Rounding::half_up) == "26.87");
    CHECK(cents("26.865", Rounding::half_even) == "26.86");
    CHECK(cents("226.125", Rounding::half_up) == "226.13"); // the tie of the interest table
    CHECK(cents("226.125", Rounding::half_even) == "226.12");
}

TEST_CASE("printed and catalogue figures round to their cents") {
    CHECK(cents("199/3", Rounding::half_up) == "66.33");    // R-SS-10, 10/30 of 199
    CHECK(cents("796/5", Rounding::half_up) == "159.20");   // 24/30 of 199
    CHECK(cents("995/3", Rounding::half_up) == "331.67");   // R-SS-15, five seats at 10/30 in one line
    CHECK(cents("5373/400", Rounding::half_up) == "13.43"); // R-SS-12
    CHECK(cents("8.955", Rounding::half_up) == "8.96");     // R-SS-08
    CHECK(cents("4.455", Rounding::half_up) == "4.46");
    CHECK(cents("1990/11", Rounding::half_up) == "180.91"); // R-SS-18, 199 / 1.1
    CHECK(cents("0.004", Rounding::half_up) == "0.00");
    CHECK(cents("-0.005", Rounding::half_up) == "-0.01");
}

TEST_CASE("rounding to decimals") {
    const auto decimals = [](std::string_view exact, int places) {
        return decimal_text(round_to_decimals(Ratio::parse(exact).value(), places, Rounding::half_up).value(), places)
            .value();
    };
    CHECK(decimals("0.0038", 2) == "0.00");      // R-SS-15, per_call_half_up of 12 s
    CHECK(decimals("0.0057", 2) == "0.01");      // and of 14 s
    CHECK(decimals("14/6000", 6) == "0.002333"); // R-VT-39
    CHECK(decimals("2/3", 9) == "0.666666667");
    CHECK(round_to_decimals(Ratio(1), 10, Rounding::half_up).error().code == Code::value_range);
    CHECK(round_to_decimals(Ratio(1), -1, Rounding::half_up).error().code == Code::value_range);
}

TEST_CASE("limits of 64 and 128 bits") {
    CHECK(whole("9223372036854775807", Rounding::half_up) == INT64_MAX);
    CHECK(whole("-9223372036854775808", Rounding::half_up) == INT64_MIN);
    CHECK(whole("9223372036854775807.4", Rounding::half_up) == INT64_MAX);
    const auto code = [](std::string_view exact, Rounding rounding) {
        return round_to_integer(Ratio::parse(exact).value(), rounding).error().code;
    };
    CHECK(code("9223372036854775807.5", Rounding::half_up) == Code::money_overflow);
    CHECK(code("9223372036854775808", Rounding::down) == Code::money_overflow);
    CHECK(code("-9223372036854775808.1", Rounding::floor) == Code::money_overflow);
    CHECK(round_to_amount(Ratio(INT64_MAX), usd, Rounding::half_up).error().code == Code::money_overflow);
    // value * 10^9 has 157 bits; the quotient fits: (2^127 - 1) / (2^127 - 2) to nine decimals
    const Int128 top = Ratio::parse("170141183460469231731687303715884105727").value().numerator();
    const Ratio barely_above = Ratio::of(top, top - 1).value();
    CHECK(round_to_decimals(barely_above, 9, Rounding::half_up).value() == Ratio(1));
    CHECK(round_to_decimals(barely_above, 9, Rounding::up).value().text() == "1000000001/1000000000");
    CHECK(round_to_decimals(Ratio::of(top, 1).value(), 9, Rounding::half_up).error().code == Code::money_overflow);
}

TEST_CASE("policies go by name") {
    for (const Rounding rounding :
         {Rounding::half_up, Rounding::half_even, Rounding::up, Rounding::down, Rounding::floor, Rounding::ceiling})
        CHECK(rounding_from_name(rounding_name(rounding)).value() == rounding);
    CHECK(rounding_name(Rounding::half_even) == "half_even");
    CHECK(rounding_from_name("half-up").error().code == Code::argument_invalid);
    CHECK(rounding_from_name("").error().code == Code::argument_invalid);
}
