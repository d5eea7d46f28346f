// Coverage, on a pack and scenarios made in code: nothing is carried by a claim alone.
#include "replay/coverage.hpp"

#include <doctest/doctest.h>

using namespace proviso;

namespace {

Pack pack() {
    Pack made;
    made.id = "small";
    made.clauses = {{"C-1", "1", "Interest", "", 'A', ""},
                    {"C-2", "2", "A duty", "", 'C', "ticket.open"},
                    {"C-3", "3", "Boilerplate", "", 'D', ""},
                    {"C-4", "4", "A duty that nobody knows", "", 'C', "no.such.permission"}};
    Parameter rate;
    rate.id = "interest.monthly_rate";
    rate.unit = "per month";
    rate.clause = "C-1";
    Parameter odd = rate;
    odd.id = "odd.one";
    odd.clause = "C-4";
    made.parameters = {rate, odd};
    made.readings = {{"R-1", "interest.method", {"C-1"}, "How?", "a", {{"a", "1.00", "first"}, {"b", "2.00", ""}}},
                     {"R-2", "no.such.question", {"C-4"}, "What?", "a", {{"a", "x", ""}}}};
    made.printed = {{"0.015", "per month", "C-1", "interest.monthly_rate", ""}, {"7", "day", "C-4", "odd.one", "gone"}};
    sort_pack(made);
    return made;
}

Scenario scenario(std::string id, std::vector<std::string> clauses, Choices readings = {}) {
    Scenario made;
    made.id = std::move(id);
    made.packs = {"small"};
    made.clauses = std::move(clauses);
    made.readings = std::move(readings);
    return made;
}

const CoverageRow &row(const Coverage &found, CoverageKind kind, std::string_view id, std::string_view name = {}) {
    for (const CoverageRow &candidate : found.rows)
        if (candidate.kind == kind && candidate.id == id && (name.empty() || candidate.name == name)) return candidate;
    FAIL("no row ", std::string(id));
    return found.rows.front();
}

} // namespace

TEST_CASE("without scenarios every A, B and C clause and every option is a gap; D clauses are cited only") {
    const Coverage found = coverage(pack(), {});
    CHECK(row(found, CoverageKind::clause, "C-1").gap == "no scenario");
    CHECK(row(found, CoverageKind::clause, "C-1").components ==
          std::vector<std::string>{"parameter interest.monthly_rate", "question interest.method"});
    CHECK(row(found, CoverageKind::clause, "C-2").components == std::vector<std::string>{"check ticket.open"});
    CHECK(row(found, CoverageKind::clause, "C-3").gap.empty());
    CHECK(row(found, CoverageKind::clause, "C-4").gap == "no component, no scenario");
    CHECK(row(found, CoverageKind::reading, "R-1", "b").gap == "no scenario");
    CHECK(row(found, CoverageKind::reading, "R-2", "a").gap == "no component");
    CHECK(row(found, CoverageKind::parameter, "odd.one").gap == "no component");
    CHECK(row(found, CoverageKind::printed, "C-4").gap == "there is no scenario gone");
    CHECK(found.failing == 6);
}

TEST_CASE("scenarios prove the clauses that they name and the options that they choose") {
    std::vector<Scenario> scenarios = {scenario("first", {"C-1", "C-2"})};
    CHECK(row(coverage(pack(), scenarios), CoverageKind::clause, "C-1").gap.empty());
    CHECK(row(coverage(pack(), scenarios), CoverageKind::reading, "R-1", "a").scenarios ==
          std::vector<std::string>{"first"});
    CHECK(row(coverage(pack(), scenarios), CoverageKind::reading, "R-1", "b").gap == "no scenario");
    ExpectedUnder under;
    under.readings = {{"R-1", "b"}};
    scenarios.front().under.push_back(under);
    CHECK(row(coverage(pack(), scenarios), CoverageKind::reading, "R-1", "b").gap.empty());
}

TEST_CASE("the scenario named for a default does not prove it while it chooses another option") {
    const std::vector<Scenario> scenarios = {scenario("first", {"C-1"}, {{"R-1", "b"}})};
    const Coverage found = coverage(pack(), scenarios);
    CHECK(row(found, CoverageKind::reading, "R-1", "a").gap == "no scenario");
    CHECK(row(found, CoverageKind::reading, "R-1", "b").gap.empty());
}

TEST_CASE("what answers a parameter in its place carries it, if a component asks that") {
    const auto odd = [](const std::string &reading, const std::string &event) {
        Pack made = pack();
        for (Parameter &parameter : made.parameters)
            if (parameter.id == "odd.one") {
                parameter.answered_by_reading = reading;
                parameter.answered_by_event = event;
            }
        return row(coverage(made, {}), CoverageKind::parameter, "odd.one");
    };
    CHECK(odd("R-1", "").gap.empty());
    CHECK(odd("R-1", "").components == std::vector<std::string>{"question interest.method"});
    CHECK(odd("", "price.posted").components == std::vector<std::string>{"event price.posted"});
    CHECK(odd("R-2", "").gap == "no component");
    CHECK(odd("R-9", "").gap == "no component");
}

TEST_CASE("scenarios of other packs prove nothing") {
    std::vector<Scenario> scenarios = {scenario("first", {"C-1"})};
    scenarios.front().packs = {"other"};
    CHECK(row(coverage(pack(), scenarios), CoverageKind::clause, "C-1").gap == "no scenario");
}

TEST_CASE("sums by kind and priority: a reading counts once, and only if each of its options is carried") {
    const auto sums = [](const std::vector<Scenario> &scenarios) {
        std::string out;
        for (const CoverageSum &sum : coverage(pack(), scenarios).sums)
            out += std::string(coverage_kind_name(sum.kind)) + " " + sum.priority + " " + std::to_string(sum.carried) +
                   "/" + std::to_string(sum.total) + "; ";
        return out;
    };
    std::vector<Scenario> scenarios = {scenario("first", {"C-1"})};
    CHECK(sums(scenarios) == "clause A 1/1; clause C 0/2; clause D 1/1; reading A 0/1; reading C 0/1; parameter A 1/1; "
                             "parameter C 0/1; printed A 1/1; printed C 0/1; ");
    ExpectedUnder under;
    under.readings = {{"R-1", "b"}};
    scenarios.front().under.push_back(under);
    CHECK(sums(scenarios).find("reading A 1/1; ") != std::string::npos);
}
