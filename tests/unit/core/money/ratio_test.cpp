#include <doctest/doctest.h>

#include "core/money/ratio.hpp"

using namespace proviso;

namespace {
Ratio ratio(std::string_view text) { return Ratio::parse(text).value(); }
std::string sum(std::string_view a, std::string_view b) { return add(ratio(a), ratio(b)).value().text(); }
std::string product(std::string_view a, std::string_view b) { return multiply(ratio(a), ratio(b)).value().text(); }

constexpr std::string_view largest = "170141183460469231731687303715884105727"; // 2^127 - 1
} // namespace

TEST_CASE("a ratio is reduced and carries its sign in the numerator") {
    CHECK(Ratio::of(10, 30).value().text() == "1/3");
    CHECK(Ratio::of(-10, 30).value().text() == "-1/3");
    CHECK(Ratio::of(10, -30).value().text() == "-1/3");
    CHECK(Ratio::of(-10, -30).value().text() == "1/3");
    CHECK(Ratio::of(0, -7).value() == Ratio(0));
    CHECK(Ratio::of(0, -7).value().denominator() == 1);
    CHECK(Ratio::of(60, 30).value().is_integer());
    CHECK(Ratio::of(1, 0).error().code == Code::money_zero_division);
}

TEST_CASE("the most negative 128-bit number is outside, its half is inside") {
    const Int128 lowest = static_cast<Int128>(UInt128{1} << 127);
    CHECK(Ratio::of(lowest, 1).error().code == Code::money_overflow);
    CHECK(Ratio::of(1, lowest).error().code == Code::money_overflow);
    CHECK(Ratio::of(lowest, 2).value().text() == "-85070591730234615865843651857942052864");
    CHECK(Ratio::of(lowest, lowest).value() == Ratio(1));
}

TEST_CASE("sums and products by hand") {
    CHECK(sum("1/6", "1/10") == "4/15"); // common factor 2 stays in the numerator only
    CHECK(sum("1/6", "1/3") == "1/2");
    CHECK(sum("1/6", "-1/6") == "0");
    CHECK(sum("3", "-10") == "-7");
    CHECK(subtract(ratio("1/2"), ratio("2/3")).value().text() == "-1/6");
    CHECK(product("199", "10/30") == "199/3");
    CHECK(product("-2/3", "3/4") == "-1/2");
    CHECK(product("0", "-3/4") == "0");
    CHECK(divide(ratio("199"), ratio("-30")).value().text() == "-199/30");
    CHECK(divide(ratio("0"), ratio("-30")).value() == Ratio(0));
    CHECK(divide(ratio("1"), ratio("0")).error().code == Code::money_zero_division);
}

TEST_CASE("interest of the catalogue stays exact up to the cent: R-SS-12, R-SS-20") {
    const Ratio monthly = ratio("0.015");
    const auto interest = [&](std::string_view principal, std::string_view months) {
        return multiply(multiply(ratio(principal), monthly).value(), ratio(months)).value().text();
    };
    CHECK(interest("597", "45/30") == "5373/400"); // 13.4325
    CHECK(interest("597", "90/30") == "5373/200"); // 26.865, the tie of R-X-03
    CHECK(interest("1000", "28/30") == "14");
}

TEST_CASE("a result that does not fit is an error, a wide intermediate is not") {
    const Ratio top = ratio(largest);
    CHECK(add(top, Ratio(1)).error().code == Code::money_overflow);
    CHECK(subtract(top.negated(), Ratio(1)).error().code == Code::money_overflow);
    CHECK(add(top, top.negated()).value() == Ratio(0));
    CHECK(multiply(top, Ratio(2)).error().code == Code::money_overflow);
    CHECK(multiply(top, divide(Ratio(1), top).value()).value() == Ratio(1));
    CHECK(divide(Ratio(1), multiply(top, Ratio(1)).value()).value().denominator() == top.numerator());
    // (2^127 - 1)/3 - (2^127 - 4)/3: the cross products have 129 bits, the difference is 1
    const Ratio third = Ratio::of(top.numerator(), 3).value();
    const Ratio almost = Ratio::of(top.numerator() - 3, 3).value();
    CHECK(subtract(third, almost).value() == Ratio(1));
}

TEST_CASE("comparison orders by value, also where cross products exceed 128 bits") {
    CHECK(ratio("1/3") < ratio("0.334"));
    CHECK(ratio("-1/3") < ratio("-0.333"));
    CHECK(ratio("2/4") == ratio("1/2"));
    CHECK(ratio("-5") < ratio("0"));
    const Int128 top = ratio(largest).numerator();
    const Ratio below = Ratio::of(top - 1, top).value();
    const Ratio lower = Ratio::of(top - 2, top - 1).value();
    CHECK(lower < below); // 1 - 1/(n-1) and 1 - 1/n
    CHECK_FALSE(below < lower);
}

TEST_CASE("text is read strictly") {
    CHECK(ratio("10/30").text() == "1/3");
    CHECK(ratio("-3").text() == "-3");
    CHECK(ratio("0.015").text() == "3/200");
    CHECK(ratio("-0.5").text() == "-1/2");
    CHECK(ratio("-0") == Ratio(0));
    CHECK(ratio(largest).text() == largest);
    for (const std::string_view bad : {"", "-", "+1", " 1", "1 ", "1.", ".5", "1e3", "1/-3", "1/2/3", "1.5/2", "0x1",
                                       "--1", "1/", "/2", "1,000", "1.2.3"})
        CHECK_MESSAGE(Ratio::parse(bad).error().code == Code::money_syntax, bad);
    CHECK(Ratio::parse("1/0").error().code == Code::money_zero_division);
    CHECK(Ratio::parse("170141183460469231731687303715884105728").error().code == Code::money_overflow);
    CHECK(Ratio::parse("0.0000000000000000000000000000000000000000001").error().code == Code::money_overflow);
    CHECK(Ratio::parse("9999999999999999999999999999.99999999999999").error().code == Code::money_overflow);
}

TEST_CASE("decimal text has exactly the places asked for") {
    CHECK(decimal_text(ratio("66.33"), 2).value() == "66.33");
    CHECK(decimal_text(ratio("-0.05"), 2).value() == "-0.05");
    CHECK(decimal_text(ratio("1000"), 2).value() == "1000.00");
    CHECK(decimal_text(ratio("1000"), 0).value() == "1000");
    CHECK(decimal_text(ratio("0"), 3).value() == "0.000");
    CHECK(decimal_text(ratio("1/8"), 3).value() == "0.125");
    CHECK(decimal_text(ratio("1/8"), 2).error().code == Code::money_decimals);
    CHECK(decimal_text(ratio("1/3"), 9).error().code == Code::money_decimals);
    CHECK(decimal_text(ratio(largest), 1).error().code == Code::money_overflow);
    CHECK(decimal_text(ratio("1"), -1).error().code == Code::value_range);
    CHECK(decimal_text(ratio("1"), 39).error().code == Code::value_range);
}

TEST_CASE("128-bit integers are written out in full") {
    CHECK(int128_text(0) == "0");
    CHECK(int128_text(-7) == "-7");
    CHECK(int128_text(static_cast<Int128>(UInt128{1} << 127)) == "-170141183460469231731687303715884105728");
}
