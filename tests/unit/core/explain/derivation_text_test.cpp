#include <doctest/doctest.h>

#include "core/explain/working.hpp"
#include "support/test_pack.hpp"

using namespace proviso;
using namespace proviso::test;

TEST_CASE("the text shows the result first, each step with its value, clauses, reading and source") {
    const Terms some = terms();
    Working work(some, "proration");
    const Term price_step = work.input("price", ratio("199"), "price of a seat");
    const Term days = work.parameter("cycle.days");
    work.choose("proration.day_count");
    const Term share = work.divide(work.input("days left", ratio("10")), days, "share");
    const auto done = work.finish_money(work.multiply(price_step, share, "exact"), Currency{});
    CHECK(derivation_text(done->derivation) ==
          "proration\n"
          "  amount = 66.33  [SS-6.b.ii; R-X-03 = half_up; half_up to 2 decimals], rounded from\n"
          "    exact = 199/3, product of\n"
          "      price = 199  [price of a seat]\n"
          "      share = 1/3, quotient of\n"
          "        days left = 10  [R-SS-10 = thirty_less_index]\n"
          "        cycle.days = 30  [SS-1.bd; unit day]\n");
}

TEST_CASE("a step that several steps use is spelled out once") {
    const Terms some = terms();
    Working work(some, "proration");
    const Term one = work.constant("one", 1);
    const Term two = work.add(one, one, "two");
    const auto done = work.finish(work.add(two, two, "four"));
    CHECK(derivation_text(done->derivation) == "proration\n"
                                               "  four = 4  [SS-6.b.ii], sum of\n"
                                               "    two = 2, sum of\n"
                                               "      one = 1  [definition]\n"
                                               "      one = 1\n"
                                               "    two = 2  [as above]\n");
}

TEST_CASE("values as text") {
    CHECK(value_text(ratio("199/3")) == "199/3");
    CHECK(value_text(day("2013-03-20")) == "2013-03-20");
    CHECK(value_text(std::string("void")) == "void");
    CHECK(value_text(true) == "yes");
    CHECK(value_text(false) == "no");
}

TEST_CASE("operations have names that can be read back") {
    for (int op = 0; op <= static_cast<int>(Op::attest); ++op)
        CHECK(op_from_name(op_name(static_cast<Op>(op))) == static_cast<Op>(op));
    CHECK_FALSE(op_from_name("guess"));
}

TEST_CASE("a deep chain from hostile bytes is printed without deep recursion") {
    Derivation deep;
    deep.steps.emplace_back();
    for (std::uint32_t i = 0; i < 200'000; ++i) {
        Step step;
        step.op = Op::add;
        step.args = {i};
        deep.steps.push_back(step);
    }
    CHECK(derivation_text(deep).size() < 50'000'000);
    CHECK(evaluate(deep).ok());
}

TEST_CASE("a long name that many steps mention is spelled out once") {
    Derivation wide;
    wide.steps.emplace_back();
    wide.steps[0].name = std::string(10'000, 'x') + "\xc3\xa9";
    Step sum;
    sum.op = Op::add;
    sum.args.assign(10'000, 0);
    wide.steps.push_back(sum);
    CHECK(derivation_text(wide).size() < 2'000'000);
}
