// What scenario files cannot say of permissions: the lists themselves, and every condition behind an answer. The
// answers by clause stand in fixtures/.
#include "core/decide/decide.hpp"

#include <algorithm>

#include "support/life.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

Result<Decision> asked(const Life &life, const std::string &on, const std::string &ask,
                       std::vector<std::pair<std::string, std::string>> with = {}) {
    AccountState state;
    (void)life.run({on}, &state);
    return decide(life.terms(), state, {ask, std::move(with), day(on)});
}

} // namespace

TEST_CASE("the list of permissions is sorted and its provisions are in the vocabulary") {
    const auto specs = decision_specs();
    CHECK(specs.size() >= 27);
    CHECK(std::is_sorted(specs.begin(), specs.end(), [](const auto &a, const auto &b) { return a.name < b.name; }));
    for (const DecisionSpec &spec : specs) {
        CAPTURE(spec.name);
        CHECK_FALSE(spec.summary.empty());
        CHECK_FALSE(spec.provision.empty());
    }
    const auto place =
        std::find_if(specs.begin(), specs.end(), [](const auto &spec) { return spec.name == "call.place"; });
    REQUIRE(place != specs.end());
    REQUIRE(place->arguments.size() == 3);
    CHECK(place->arguments[0].name == "to");
    CHECK(place->arguments[0].required);
    CHECK_FALSE(place->arguments[1].required);
}

TEST_CASE("arguments are a closed list") {
    const Life life = Life().open("2013-03-01");
    CHECK(asked(life, "2013-03-01", "call.plac", {}).error().code == Code::ask_unknown);
    CHECK(asked(life, "2013-03-01", "call.plac", {}).error().todo.find("call.place") != std::string::npos);
    CHECK(asked(life, "2013-03-01", "call.place", {}).error().code == Code::argument_missing);
    CHECK(asked(life, "2013-03-01", "call.place", {{"to", "911"}, {"from", "1"}}).error().code ==
          Code::argument_unknown);
    CHECK(asked(life, "2013-03-01", "call.place", {{"to", "1"}, {"recorded", "maybe"}}).error().code ==
          Code::argument_invalid);
    CHECK(asked(life, "2013-03-01", "seat.use", {{"seats", "-1"}}).error().code == Code::argument_invalid);
    CHECK(asked(life, "2013-03-01", "readiness.check", {{"only", "SS-9"}}).error().code == Code::argument_invalid);
}

TEST_CASE("a question that the contract says nothing about is not answered by it") {
    const Life life = Life().open("2013-03-01");
    const auto refused = asked(life, "2013-03-01", "marketing.send"); // no policy stands beside
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == Code::ask_ungoverned);
}

TEST_CASE("an answer tells every condition, met or not, with its clause") {
    const Life life = Life().open("2013-03-01").on("2013-03-02", "account.suspended", {{"reason", "late"}});
    const auto answer = asked(life, "2013-03-02", "call.place", {{"to", "911"}});
    REQUIRE(answer.ok());
    CHECK_FALSE(answer->allow);
    CHECK(answer->clause == "SS-12");
    REQUIRE(answer->conditions.size() == 3);
    CHECK(answer->conditions[0].verdict == Verdict::failed);
    CHECK(answer->conditions[1].clause == "SS-4.c.2");
    CHECK(answer->conditions[1].verdict == Verdict::failed);
    CHECK(answer->conditions[2].clause == "SS-10");
    CHECK(answer->conditions[2].verdict == Verdict::not_applied);
    CHECK(answer->conditions[2].what.find("calling.hours is unset") != std::string::npos);
}

TEST_CASE("a choice for the account alone decides its conditions") {
    const Life life = Life()
                          .open("2013-03-01")
                          .on("2013-03-02", "reading.chosen",
                              {{"reading", "R-SS-23"},
                               {"value", "recommended_64"},
                               {"by", "Ann"},
                               {"why", "agreed"},
                               {"scope", "account"}});
    const std::vector<std::pair<std::string, std::string>> with{
        {"only", "SS-A.1.a"}, {"agents", "20"}, {"bandwidth_kbps", "1280"}};
    CHECK_FALSE(asked(life, "2013-03-01", "readiness.check", with)->allow);
    CHECK(asked(life, "2013-03-02", "readiness.check", with)->allow);
}
