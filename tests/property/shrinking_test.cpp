// The generator reaches every type, and a failing life becomes a small scenario that fails in the same way: tried with
// faults planted into the engine.
#include <algorithm>
#include <map>
#include <set>

#include "property/lives.hpp"
#include "support/replay.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

/// An engine that loses a cent of every document in a life in which an account was suspended.
LifeOutcome losing_cents(const RandomLife &life, const std::string &account, const std::vector<Day> &ends) {
    LifeOutcome outcome = apply_in_steps(life, account, ends);
    const auto &statuses = outcome.result.statuses;
    if (std::any_of(statuses.begin(), statuses.end(),
                    [](const StatusChange &s) { return s.status == Status::suspended; }))
        for (Document &document : outcome.result.documents)
            document.total = Amount(document.total.minor() - 1, document.currency);
    return outcome;
}

/// Every total as the faulty engine gives it; replay, which has no such fault, disagrees.
Broken totals(const RandomLife &life, const Engine &engine) {
    for (const std::string &account : life.accounts()) {
        const LifeOutcome outcome = engine(life, account, {life.last});
        for (const Document &document : outcome.result.documents) {
            Amount sum(0, document.currency);
            for (const Line &line : document.lines) sum = add(sum, line.amount).value();
            if (!(sum == document.total)) return {"lines and total differ", documents_expected(outcome.result)};
        }
    }
    return {};
}

} // namespace

TEST_CASE("every type that can be given from outside comes up, with all its fields") {
    std::map<std::string, std::set<std::string>> seen;
    Dice dice(1);
    RandomLife life = random_life(1);
    for (const TypeSpec &type : event_types()) {
        if (type.engine_made) continue;
        for (int i = 0; i < 60; ++i) {
            const auto fact = random_fact(dice, life, type.name, "acme", life.first);
            REQUIRE_MESSAGE(fact, "random_fact.cpp cannot make " << type.name);
            for (const auto &[name, text] : fact->fields) seen[fact->type].insert(name);
        }
        for (const FieldSpec &field : type.fields)
            if (type.name != "reading.chosen" && type.name != "parameter.set")
                CHECK_MESSAGE(seen[std::string(type.name)].contains(std::string(field.name)),
                              type.name << " " << field.name);
    }
}

TEST_CASE("a life that fails shrinks to what the fault needs, and its scenario shows it") {
    int found = 0;
    for (std::uint64_t seed = 1; seed <= 40 && found < 3; ++seed) {
        const RandomLife life = random_life(seed);
        if (!totals(life, losing_cents)) continue;
        ++found;
        const RandomLife small =
            shrunk(life, [](const RandomLife &smaller) { return bool(totals(smaller, losing_cents)); });
        // An opening, something that is billed (seats, or usage with its price), a suspension, the rate of taxes that
        // come on top, and no reading unless it is what makes a bill.
        CHECK_MESSAGE(small.facts.size() <= (small.pack == "safesoft-2013" ? 4 : 5),
                      "seed " << seed << ": " << scenario_of(small, "x", "", ""));
        CHECK(small.choices.size() <= 1);
        CHECK(small.usage.size() + small.sessions.size() <= 1);
        if (!small.usage.empty()) continue; // has no form in a scenario
        const Broken broken = totals(small, losing_cents);
        const std::string text = scenario_of(small, "planted", "two\nlines", broken.expects);
        const ReplayResult result = replayed(text);
        CHECK_MESSAGE(!result.passed(), text);
        const ReplayResult sound = replayed(
            scenario_of(small, "sound", "", documents_expected(apply_in_steps(small, "acme", {small.last}).result)));
        CHECK_MESSAGE(sound.passed(), replay_text(sound));
    }
    CHECK(found == 3);
}
