#include <doctest/doctest.h>

#include "core/bill/recurring.hpp"
#include "support/test_pack.hpp"

using namespace proviso;
using namespace proviso::test;

TEST_CASE("SS-6.b.i: three seats at 199 renew for 597") {
    const auto result = recurring(terms(), price("199"), 3, "plan");
    CHECK(amount_of(result) == "597.00");
    CHECK(result->exact.text() == "597");
    CHECK(result->clauses == std::vector<std::string>{"SS-6.b.i"});
    CHECK(result->readings.empty());
    CHECK(result->derivation.calculation == "recurring");
}

TEST_CASE("prices below the cent are multiplied before the one rounding") {
    CHECK(amount_of(recurring(terms(), price("0.005"), 3)) == "0.02"); // 0.015
    CHECK(amount_of(recurring(terms(), price("0.005"), 1)) == "0.01");
    CHECK(amount_of(recurring(terms(), price("199"), 0)) == "0.00");
    CHECK(amount_of(recurring(terms(), price("199"), -1)) == "value.range");
    CHECK(amount_of(recurring(terms(), price("9000000000"), 9'000'000'000'000'000'000)) == "money.overflow");
}

TEST_CASE("another provision's clauses can be cited") {
    CHECK(recurring(terms(), price("199"), 1, {}, "seat_hours")->clauses == std::vector<std::string>{"SS-1.seat"});
}
