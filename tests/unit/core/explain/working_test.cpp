#include <doctest/doctest.h>

#include "core/explain/working.hpp"
#include "support/test_pack.hpp"

using namespace proviso;
using namespace proviso::test;

TEST_CASE("a formula gives its value, its steps, its clauses and its readings") {
    const Terms contract_terms = terms();
    Working work(contract_terms, "proration");
    const Term whole = work.input("price", ratio("199"), "price of unlimited-monthly");
    const Term days = work.parameter("cycle.days");
    work.choose("proration.day_count");
    const Term left = work.subtract(days, work.input("index", ratio("20")), "days left");
    work.fraction(10, 30);
    const auto done = work.finish_money(work.multiply(whole, work.divide(left, days), "exact"), Currency{});
    REQUIRE(done.ok());
    check_sound(*done);
    CHECK(done->amount->text() == "66.33");
    CHECK(done->exact.text() == "199/3");
    CHECK(done->fraction->text() == "10/30");
    CHECK(done->clauses == std::vector<std::string>{"SS-6.b.ii"});
    CHECK(done->readings == std::vector<ReadingUse>{{"R-SS-10", "thirty_less_index"}});
    CHECK(done->derivation.calculation == "proration");
    CHECK(done->derivation.clauses() == std::vector<std::string>{"SS-1.bd", "SS-6.b.ii"});

    SUBCASE("the reading marks the step written after it, the rounding's own reading the last") {
        CHECK(done->derivation.find("index")->reading == "R-SS-10");
        CHECK(done->derivation.steps.back().reading == "R-X-03");
        CHECK(done->derivation.steps.back().option == "half_up");
        CHECK(done->derivation.readings ==
              std::vector<ReadingUse>{{"R-SS-10", "thirty_less_index"}, {"R-X-03", "half_up"}});
    }
    SUBCASE("a parameter stands with its unit and clause") {
        const Step *parameter = done->derivation.find("cycle.days");
        CHECK(parameter->source == "day");
        CHECK(parameter->clauses == std::vector<std::string>{"SS-1.bd"});
    }
}

TEST_CASE("the first error sticks and is what the calculation ends with") {
    const Terms contract_terms = terms();
    Working work(contract_terms, "proration");
    const Term price_step = work.input("price", ratio("199"));
    const Term bad = work.divide(price_step, work.constant("none", 0));
    CHECK(work.failed());
    const Term worse = work.parameter("no.such");
    CHECK(work.number(worse).is_zero());
    const auto done = work.finish_money(work.add(bad, worse), Currency{});
    REQUIRE_FALSE(done.ok());
    CHECK(done.error().code == Code::money_zero_division);
}

TEST_CASE("parameters and readings that are not there are errors with their own codes") {
    const Terms contract_terms = terms();
    const auto code = [&](auto fill) {
        Working work(contract_terms, "proration");
        fill(work);
        return work.finish(work.constant("one", 1)).error().code;
    };
    CHECK(code([](Working &work) { work.parameter("no.such"); }) == Code::parameter_unknown);
    CHECK(code([](Working &work) { work.parameter("interest.annual_ceiling"); }) == Code::parameter_unset);
    CHECK(code([](Working &work) { work.choose("no.such"); }) == Code::reading_unknown);
}

TEST_CASE("an optional parameter that is unset says so, one that the pack does not know leaves no step") {
    const Terms contract_terms = terms();
    Working work(contract_terms, "interest");
    CHECK_FALSE(work.optional_parameter("interest.annual_ceiling"));
    CHECK_FALSE(work.optional_parameter("no.such"));
    CHECK(work.optional_parameter("cycle.days"));
    const auto done = work.finish(work.constant("one", 1));
    REQUIRE(done->derivation.steps.size() == 3);
    CHECK(done->derivation.steps[0].value == Value(std::string("unset")));
    CHECK(done->derivation.steps[0].clauses == std::vector<std::string>{"SS-6.c.i"});
}

TEST_CASE("R-X-03: the rounding mode decides a tie") {
    const auto rounded = [](const Choices &choices, std::string_view exact) {
        const Terms some = terms(choices);
        Working work(some, "interest");
        return amount_of(work.finish_money(work.input("exact", ratio(exact)), Currency{}));
    };
    CHECK(rounded({}, "26.865") == "26.87");
    CHECK(rounded({{"R-X-03", "half_even"}}, "26.865") == "26.86");
    CHECK(rounded({}, "-26.865") == "-26.87"); // half away from zero
    CHECK(rounded({}, "26.8649999") == "26.86");
}

TEST_CASE("a cumulative amount is rounded first and then loses what was billed") {
    const Terms contract_terms = terms();
    Working work(contract_terms, "interest");
    const auto done = work.finish_money_less(work.input("exact", ratio("13.4325")), usd("4.48"));
    CHECK(amount_of(done) == "8.95");
    CHECK(done->exact.text() == "3581/400"); // 13.4325 - 4.48
}

TEST_CASE("each operation writes the step that the evaluator repeats") {
    const Terms contract_terms = terms();
    Working work(contract_terms, "cycle");
    const Term seven = work.constant("seven", 7);
    const Term half = work.input("half", ratio("1/2"));
    CHECK(work.number(work.add(seven, half)).text() == "15/2");
    CHECK(work.number(work.subtract(seven, half)).text() == "13/2");
    CHECK(work.number(work.multiply(seven, half)).text() == "7/2");
    CHECK(work.number(work.divide(seven, half)).text() == "14");
    CHECK(work.number(work.minimum(seven, half)).text() == "1/2");
    CHECK(work.number(work.maximum(seven, half)).text() == "7");
    CHECK(work.number(work.floor(half)).text() == "0");
    CHECK(work.number(work.ceiling(half)).text() == "1");
    CHECK(work.number(work.round(work.input("x", ratio("0.125")), 2, Rounding::half_even)).text() == "3/25");
    CHECK(work.number(work.power(seven, work.constant("two", 2), 0, Rounding::half_up)).text() == "49");
    CHECK(work.number(work.sum({seven, half, half})).text() == "8");
    CHECK(work.number(work.sum({})).text() == "0");
    const Term start = work.input("start", day("2013-03-01"));
    const Term end = work.shift(start, work.constant("thirty", 30));
    CHECK(work.day(end).text() == "2013-03-31");
    const auto done = work.finish(work.days(start, end));
    REQUIRE(done.ok());
    check_sound(*done);
    CHECK(done->exact.text() == "30");
}

TEST_CASE("a day is not shifted off the calendar or by a part of a day") {
    const Terms contract_terms = terms();
    const auto shifted = [&](std::string_view days) {
        Working work(contract_terms, "cycle");
        return work.finish(work.shift(work.input("start", day("9999-12-31")), work.input("days", ratio(days))));
    };
    CHECK(shifted("0").ok());
    CHECK(shifted("1").error().code == Code::date_range);
    CHECK(shifted("-1/2").error().code == Code::date_range);
}
