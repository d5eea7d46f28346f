// Lines match one to one, as many as can.
#include <doctest/doctest.h>

#include <algorithm>

#include "replay/compare.hpp"

using namespace proviso;
using namespace proviso::compare_form;

namespace {
const Currency usd{};

Line line(LineKind kind, std::int64_t minor, std::int64_t quantity = 1) {
    Line made;
    made.kind = kind;
    made.amount = Amount(minor, usd);
    made.tax = Amount(0, usd);
    made.quantity = quantity;
    made.clauses = {"SS-6.b.ii"};
    made.readings = {{"R-SS-10", "thirty_less_index"}};
    made.fraction = Fraction{10, 30};
    return made;
}
ExpectedLine wanted(std::optional<LineKind> kind, std::optional<std::string> amount = {}) {
    ExpectedLine expected;
    expected.kind = kind;
    expected.amount = std::move(amount);
    return expected;
}
} // namespace

TEST_CASE("a loose expectation gives way to a strict one") {
    // The loose one fits both lines, the strict one only the first: greedy matching in order would fail.
    const std::vector<ExpectedLine> expected{wanted(LineKind::recurring), wanted(LineKind::recurring, "199.00")};
    const std::vector<Line> lines{line(LineKind::recurring, 19900), line(LineKind::recurring, 39800)};
    CHECK(match_lines(expected, lines) == std::vector<std::ptrdiff_t>{1, 0});
}

TEST_CASE("equal lines are a multiset: two expected need two") {
    const std::vector<ExpectedLine> expected{wanted(LineKind::proration, "66.33"),
                                             wanted(LineKind::proration, "66.33")};
    CHECK(match_lines(expected, {line(LineKind::proration, 6633)}) == std::vector<std::ptrdiff_t>{0, -1});
    CHECK(match_lines(expected, {line(LineKind::proration, 6633), line(LineKind::proration, 6633)}) ==
          std::vector<std::ptrdiff_t>{0, 1});
}

TEST_CASE("each field of a line counts") {
    const Line actual = line(LineKind::proration, 6633, 2);
    ExpectedLine expected;
    CHECK(line_difference(expected, actual).empty());
    expected.amount = "66.33";
    expected.fraction = "10/30";
    expected.quantity = 2;
    expected.clauses = {"SS-6.b.ii"};
    expected.readings = {{"R-SS-10", "thirty_less_index"}};
    CHECK(line_difference(expected, actual).empty());
    expected.fraction = "1/3"; // the clause's ratio, not reduced
    CHECK(line_difference(expected, actual) == "fraction");
    expected.fraction.reset();
    expected.clauses.push_back("SS-1.bd");
    CHECK(line_difference(expected, actual) == "does not cite SS-1.bd");
    expected.clauses.clear();
    expected.readings = {{"R-SS-10", "thirty_e_360"}};
    CHECK(line_difference(expected, actual) == "does not go through R-SS-10=thirty_e_360");
    expected.readings.clear();
    expected.amount = "66.330"; // more decimals than the currency has
    CHECK(line_difference(expected, actual) == "amount");
    expected.amount = "66.33";
    expected.exact = *Ratio::of(199, 3);
    CHECK(line_difference(expected, actual) == "exact");
}

TEST_CASE("a thousand equal lines match") {
    const std::vector<ExpectedLine> expected(1000, wanted(LineKind::usage));
    const std::vector<Line> lines(1000, line(LineKind::usage, 1));
    const auto matched = match_lines(expected, lines);
    CHECK(std::count(matched.begin(), matched.end(), -1) == 0);
}
