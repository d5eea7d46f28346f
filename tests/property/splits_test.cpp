// Same facts, same bytes: however a run is split and in whatever order facts come.
#include "property/lives.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

constexpr int lives = 150;

/// The same account once as one run gives it and once in another way.
Broken compared(const LifeOutcome &one, const LifeOutcome &other, bool numbers = true) {
    std::string what = difference(account_of(one, numbers), account_of(other, numbers));
    if (what.empty()) return {};
    return {what, documents_expected(other.result)};
}

std::vector<Day> days_of(const RandomLife &life, const std::function<int()> &step) {
    std::vector<Day> ends;
    for (Day at = life.first; at < life.last; at = at + step()) ends.push_back(at);
    ends.push_back(life.last);
    return ends;
}

Broken split(const RandomLife &life, const Engine &engine, const std::vector<Day> &ends) {
    for (const std::string &account : life.accounts())
        if (Broken broken = compared(engine(life, account, {life.last}), engine(life, account, ends))) return broken;
    return {};
}

/// The facts in another order. Event numbers are places, so that they differ.
Broken reordered(const RandomLife &life, const Engine &engine) {
    RandomLife other = life;
    Dice dice(life.seed * 104729);
    dice.shuffle(other.facts);
    dice.shuffle(other.usage);
    dice.shuffle(other.sessions);
    for (const std::string &account : life.accounts())
        if (Broken broken = compared(engine(life, account, {life.last}), engine(other, account, {other.last}), false))
            return broken;
    return {};
}

} // namespace

TEST_CASE("any split of a run gives what one run gives") {
    in_every_life("splits", lives, [](const RandomLife &life, const Engine &engine) {
        Dice dice(life.seed * 7919);
        return split(life, engine, days_of(life, [&] { return dice.roll(1, 30); }));
    });
}

TEST_CASE("a run day by day gives what one run gives") {
    in_every_life("days", lives / 5, [](const RandomLife &life, const Engine &engine) {
        return split(life, engine, days_of(life, [] { return 1; }));
    });
}

TEST_CASE("the order in which facts come, and so their numbers, change nothing") {
    in_every_life("order", lives, reordered);
}
