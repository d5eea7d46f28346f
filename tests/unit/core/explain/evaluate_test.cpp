#include <doctest/doctest.h>

#include "core/explain/derivation.hpp"
#include "support/test_pack.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

Step step(Op op, Value value, std::vector<std::uint32_t> args = {}) {
    Step made;
    made.op = op;
    made.name = "it";
    made.value = std::move(value);
    made.args = std::move(args);
    return made;
}

Derivation of(std::vector<Step> steps) {
    Derivation derivation;
    derivation.calculation = "test";
    derivation.steps = std::move(steps);
    return derivation;
}

Value number(std::string_view text) { return ratio(text); }

/// "ok" or the number of the step that is at fault.
std::string fault(const Derivation &derivation) {
    const auto value = evaluate(derivation);
    if (value) return "ok";
    CHECK(value.error().code == Code::verify_fault);
    return value.error().where;
}

} // namespace

TEST_CASE("a step that does not follow from its arguments is found") {
    for (const Op op : {Op::add, Op::subtract, Op::multiply, Op::divide, Op::minimum, Op::maximum, Op::power}) {
        INFO(std::string(op_name(op)));
        CHECK(fault(of({step(Op::input, number("6")), step(Op::input, number("3")), step(op, number("77"), {0, 1})})) ==
              "step 2");
    }
    CHECK(fault(of({step(Op::input, number("6")), step(Op::input, number("3")),
                    step(Op::subtract, number("3"), {0, 1})})) == "ok");
    CHECK(fault(of({step(Op::input, number("5/2")), step(Op::floor, number("3"), {0})})) == "step 1");
    CHECK(fault(of({step(Op::input, number("5/2")), step(Op::ceiling, number("3"), {0})})) == "ok");
}

TEST_CASE("folds take all arguments in order") {
    const std::vector<Step> inputs{step(Op::input, number("100")), step(Op::input, number("5")),
                                   step(Op::input, number("2"))};
    const auto folded = [&](Op op, std::string_view value) {
        std::vector<Step> steps = inputs;
        steps.push_back(step(op, number(value), {0, 1, 2}));
        return fault(of(steps));
    };
    CHECK(folded(Op::add, "107") == "ok");
    CHECK(folded(Op::subtract, "93") == "ok");
    CHECK(folded(Op::multiply, "1000") == "ok");
    CHECK(folded(Op::divide, "10") == "ok");
    CHECK(folded(Op::minimum, "2") == "ok");
    CHECK(folded(Op::maximum, "100") == "ok");
}

TEST_CASE("rounding follows its policy and decimals") {
    Step rounded = step(Op::round, number("26.87"), {0});
    rounded.decimals = 2;
    CHECK(fault(of({step(Op::input, number("26.865")), rounded})) == "ok");
    rounded.rounding = Rounding::half_even;
    CHECK(fault(of({step(Op::input, number("26.865")), rounded})) == "step 1");
    rounded.decimals = 10;
    CHECK(fault(of({step(Op::input, number("26.865")), rounded})) == "step 1");
    rounded.decimals = -1;
    CHECK(fault(of({step(Op::input, number("26.865")), rounded})) == "step 1");
}

TEST_CASE("days and shifts work on days alone") {
    const Step start = step(Op::input, day("2013-03-05"));
    const Step end = step(Op::input, day("2013-04-04"));
    CHECK(fault(of({start, end, step(Op::days, number("30"), {0, 1})})) == "ok");
    CHECK(fault(of({start, end, step(Op::days, number("31"), {0, 1})})) == "step 2");
    const Step thirty = step(Op::input, number("30"));
    CHECK(fault(of({start, thirty, step(Op::shift, day("2013-04-04"), {0, 1})})) == "ok");
    CHECK(fault(of({start, thirty, step(Op::shift, day("2013-04-05"), {0, 1})})) == "step 2");
    CHECK(fault(of({start, thirty, step(Op::days, number("30"), {0, 1})})) == "step 2");
    CHECK(fault(of({start, thirty, step(Op::add, number("30"), {0, 1})})) == "step 2");
    const Step far = step(Op::input, number("99999999999999999999999999999999999"));
    CHECK(fault(of({start, far, step(Op::shift, day("2013-04-04"), {0, 1})})) == "step 2");
}

TEST_CASE("a step may use only steps before it, and given values use none") {
    CHECK(fault(of({step(Op::floor, number("1"), {0})})) == "step 0");
    CHECK(fault(of({step(Op::input, number("1")), step(Op::floor, number("1"), {7})})) == "step 1");
    CHECK(fault(of({step(Op::input, number("1")), step(Op::input, number("1"), {0})})) == "step 1");
    CHECK(fault(of({step(Op::input, number("1")), step(Op::parameter, number("1"), {0})})) == "step 1");
    CHECK(fault(of({step(Op::input, number("1")), step(Op::share, number("1"))})) == "step 1");
    CHECK(fault(of({step(Op::input, number("1")), step(Op::add, number("1"))})) == "step 1");
    CHECK(fault(of({step(Op::input, number("1")), step(Op::attest, number("9"), {0})})) == "ok");
}

TEST_CASE("a division by zero, an overflow and an empty derivation are faults, not crashes") {
    const Step big = step(Op::input, number("99999999999999999999999999999999999999"));
    CHECK(fault(of({step(Op::input, number("0")), step(Op::divide, number("0"), {0, 0})})) == "step 1");
    CHECK(fault(of({big, step(Op::multiply, number("1"), {0, 0})})) == "step 1");
    CHECK(fault(of({big, step(Op::floor, number("1"), {0})})) == "step 1");
    CHECK(fault(of({})).empty());
}

TEST_CASE("the result is the last step's value") {
    CHECK(evaluate(of({step(Op::input, number("2")), step(Op::attest, day("2013-09-27"), {0})})).value() ==
          Value(day("2013-09-27")));
}

TEST_CASE("an exponent finer than any day count is refused before it is worked out") {
    Step power = step(Op::power, number("1"), {0, 1});
    CHECK(fault(of({step(Op::input, number("1")), step(Op::input, number("1/400")), power})) == "ok");
    CHECK(fault(of({step(Op::input, number("1")), step(Op::input, number("1/401")), power})) == "step 2");
}
