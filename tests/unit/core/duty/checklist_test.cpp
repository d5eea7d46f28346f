// Checklists of conditions: every comparison at its edges, and every reason for which a condition is not applied.
#include <doctest/doctest.h>

#include "core/duty/checklist.hpp"
#include "support/test_pack.hpp"

using namespace proviso;

namespace {

using Told = std::vector<std::pair<std::string, std::string>>;

/// One condition on the fact "x" in a pack of its own.
struct One {
    Pack pack;
    Checklist list;
    Check check;

    One(FactForm form, Relation is, std::string value) {
        pack = test::make_pack();
        list.ask = "x.ask";
        list.clause = "SS-1.bd";
        list.facts = {{"x", form, false, "the fact", {}},
                      {"n", FactForm::number, true, "a number", {}},
                      {"f", FactForm::flag, true, "a flag", {}}};
        check.field = "x";
        check.is = is;
        check.value = std::move(value);
        check.clause = "SS-4.b";
        check.reason = "wanted so";
    }
    [[nodiscard]] Result<Decision> ask(const Told &told, std::string_view only = {}) {
        list.checks = {check};
        return judge(Terms(pack), list, told, only);
    }
    [[nodiscard]] Verdict verdict(const Told &told) {
        const Result<Decision> decision = ask(told);
        REQUIRE(decision.ok());
        REQUIRE(decision->conditions.size() == 1);
        CHECK(decision->allow == (decision->conditions[0].verdict != Verdict::failed));
        CHECK(decision->clause == (decision->allow ? "SS-1.bd" : "SS-4.b"));
        return decision->conditions[0].verdict;
    }
    [[nodiscard]] bool met(const std::string &x) { return verdict({{"x", x}}) == Verdict::met; }
};

} // namespace

TEST_CASE("numbers are compared exactly, the edge included") {
    One least(FactForm::number, Relation::at_least, "100");
    CHECK(least.met("100"));
    CHECK_FALSE(least.met("99.999999"));
    One most(FactForm::number, Relation::at_most, "1/3");
    CHECK(most.met("1/3"));
    CHECK_FALSE(most.met("0.3334"));
    One equal(FactForm::number, Relation::equals, "0.50");
    CHECK(equal.met("1/2"));
    CHECK_FALSE(equal.met("0.51"));
}

TEST_CASE("versions are compared by their numbers, not as texts") {
    One java(FactForm::version, Relation::at_least, "1.4.2 b4");
    CHECK(java.met("1.4.2 b4"));
    CHECK(java.met("1.4.10"));
    CHECK(java.met("1.4.2.04")); // leading zeros count for nothing
    CHECK_FALSE(java.met("1.4.2 b3"));
    CHECK_FALSE(java.met("1.4.2"));
    CHECK(One(FactForm::version, Relation::equals, "1.0").met("1.0.0") == true); // what is absent is 0
}

TEST_CASE("lists: all of them, none of them, one of them") {
    One all(FactForm::list, Relation::contains_all, "6000 6001");
    CHECK(all.met("6001, 5060 6000"));
    CHECK_FALSE(all.met("6000"));
    CHECK_FALSE(all.met("60006001"));
    One none(FactForm::text, Relation::none_of, "95 98 ME");
    CHECK(none.met("XP"));
    CHECK_FALSE(none.met("ME"));
    One one(FactForm::text, Relation::one_of, "P1 P2 P3");
    CHECK(one.met("P3"));
    CHECK_FALSE(one.met("P4"));
    CHECK_FALSE(one.met("P1 P2"));
}

TEST_CASE("flags and hours") {
    CHECK(One(FactForm::flag, Relation::yes, "").met("true"));
    CHECK_FALSE(One(FactForm::flag, Relation::yes, "").met("no"));
    CHECK(One(FactForm::flag, Relation::no, "").met("no"));
    One hours(FactForm::hour, Relation::within, "08:00-21:00");
    CHECK(hours.met("08:00"));
    CHECK(hours.met("20:59"));
    CHECK_FALSE(hours.met("21:00"));
    CHECK_FALSE(hours.met("07:59"));
    One bad(FactForm::hour, Relation::within, "always");
    CHECK(bad.ask({{"x", "08:00"}}).error().code == Code::parameter_type);
}

TEST_CASE("what is wanted is multiplied by a fact and by a factor") {
    One one(FactForm::number, Relation::at_least, "64");
    one.check.times = "n";
    CHECK(one.verdict({{"x", "1280"}, {"n", "20"}}) == Verdict::met);
    CHECK(one.verdict({{"x", "1279"}, {"n", "20"}}) == Verdict::failed);
    CHECK(one.verdict({{"x", "1280"}}) == Verdict::failed); // how many is not told
    one.check.times.clear();
    one.check.factor = "2";
    CHECK(one.verdict({{"x", "127"}}) == Verdict::failed);
    CHECK(one.verdict({{"x", "128"}}) == Verdict::met);
    one.check.factor.clear();
    one.check.value = "170141183460469231731687303715884105727";
    one.check.times = "n";
    CHECK_FALSE(one.ask({{"x", "1"}, {"n", "170141183460469231731687303715884105727"}}).ok()); // overflow is told
}

TEST_CASE("a fact that is not told fails, unless it is optional") {
    One one(FactForm::number, Relation::at_least, "1");
    CHECK(one.verdict({}) == Verdict::failed);
    one.list.facts[0].optional = true;
    CHECK(one.verdict({}) == Verdict::not_applied);
}

TEST_CASE("guards say where a condition is judged") {
    One one(FactForm::number, Relation::at_least, "5");
    one.check.only_if = {"f", {}};
    CHECK(one.verdict({{"x", "1"}}) == Verdict::not_applied);
    CHECK(one.verdict({{"x", "1"}, {"f", "no"}}) == Verdict::not_applied);
    CHECK(one.verdict({{"x", "1"}, {"f", "yes"}}) == Verdict::failed);
    one.check.only_if = {};
    one.check.unless = {"n", {"7", "8"}};
    CHECK(one.verdict({{"x", "1"}, {"n", "7"}}) == Verdict::not_applied);
    CHECK(one.verdict({{"x", "1"}, {"n", "9"}}) == Verdict::failed);
}

TEST_CASE("a condition of another option is not applied, and the reading is told either way") {
    One one(FactForm::number, Relation::at_least, "5");
    one.check.reading = "R-SS-03";
    one.check.option = "cycle.anniversary";
    CHECK(one.verdict({{"x", "1"}}) == Verdict::not_applied);
    CHECK(one.ask({{"x", "1"}})->readings == std::vector<ReadingUse>{{"R-SS-03", "cycle.thirty_day"}});
    one.check.option = "cycle.thirty_day";
    CHECK(one.verdict({{"x", "1"}}) == Verdict::failed);
}

TEST_CASE("an optional parameter without value is not applied; a required one is an error with its clause") {
    One one(FactForm::number, Relation::at_least, "");
    one.check.parameter = "interest.annual_ceiling"; // unset in the pack
    for (Parameter &parameter : one.pack.parameters)
        if (parameter.id == "interest.annual_ceiling") parameter.kind = ParameterKind::optional;
    CHECK(one.verdict({{"x", "1"}}) == Verdict::not_applied);
    for (Parameter &parameter : one.pack.parameters)
        if (parameter.id == "interest.annual_ceiling") parameter.kind = ParameterKind::required;
    const Result<Decision> refused = one.ask({{"x", "1"}});
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == Code::parameter_unset);
    CHECK(refused.error().clause == "SS-6.c.i");
}

TEST_CASE("a fact that cannot be read is refused by its name") {
    for (const auto &[form, written] :
         {std::pair{FactForm::number, "many"}, std::pair{FactForm::flag, "perhaps"}, std::pair{FactForm::hour, "25:00"},
          std::pair{FactForm::hour, "8:00"}, std::pair{FactForm::version, "newest"}}) {
        const std::string text = written;
        CAPTURE(text);
        One one(form, Relation::equals, "1");
        const Result<Decision> refused = one.ask({{"x", text}});
        REQUIRE_FALSE(refused.ok());
        CHECK(refused.error().code == Code::argument_invalid);
        CHECK(refused.error().where == "with.x");
    }
}

TEST_CASE("only a clause's own conditions are judged where one is named") {
    One one(FactForm::number, Relation::at_least, "5");
    const Result<Decision> other = one.ask({{"x", "1"}}, "SS-13.g");
    REQUIRE(other.ok());
    CHECK(other->allow);
    CHECK(other->conditions.empty());
    CHECK_FALSE(one.ask({{"x", "1"}}, "SS-4.b")->allow);
}

TEST_CASE("a clause of which nothing is told gives no answer") {
    One one(FactForm::number, Relation::at_least, "5");
    one.check.field = "n"; // optional
    CHECK(one.verdict({{"x", "1"}}) == Verdict::not_applied);
    const Result<Decision> refused = one.ask({{"x", "1"}}, "SS-4.b");
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == Code::argument_missing);
    CHECK(refused.error().where == "with.n");
    CHECK(one.ask({{"n", "5"}}, "SS-4.b")->allow);
}
