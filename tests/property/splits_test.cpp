// Same facts, same bytes: however a run is split and in whatever order facts come.
#include "property/random_life.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {
constexpr std::uint64_t lives = 150;
}

TEST_CASE("any split of a run gives what one run gives") {
    for (std::uint64_t seed = 1; seed <= lives; ++seed) {
        const RandomLife life = random_life(seed);
        Dice dice(seed * 7919);
        std::vector<Day> ends;
        for (Day at = life.first; at < life.last; at = at + dice.roll(1, 30)) ends.push_back(at);
        ends.push_back(life.last);
        CHECK_MESSAGE(difference(account_of(apply_in_steps(life, ends)), account_of(apply_at_once(life))) == "",
                      "seed " << seed);
    }
}

TEST_CASE("a run day by day gives what one run gives") {
    for (std::uint64_t seed = 1; seed <= lives / 5; ++seed) {
        const RandomLife life = random_life(seed);
        std::vector<Day> ends;
        for (Day at = life.first; at <= life.last; at = at + 1) ends.push_back(at);
        CHECK_MESSAGE(difference(account_of(apply_in_steps(life, ends)), account_of(apply_at_once(life))) == "",
                      "seed " << seed);
    }
}

TEST_CASE("the order in which facts come changes nothing") {
    for (std::uint64_t seed = 1; seed <= lives; ++seed) {
        RandomLife life = random_life(seed);
        const std::string before = account_of(apply_at_once(life));
        Dice dice(seed * 104729);
        dice.shuffle(life.life.events());
        dice.shuffle(life.usage);
        dice.shuffle(life.sessions);
        CHECK_MESSAGE(difference(account_of(apply_at_once(life)), before) == "", "seed " << seed);
    }
}

TEST_CASE("the numbers of events, which are places in files, stand in no document") {
    for (std::uint64_t seed = 1; seed <= lives; ++seed) {
        RandomLife life = random_life(seed);
        const std::string before = documents_of(apply_at_once(life));
        std::vector<Event> &events = life.life.events();
        for (std::size_t i = 0; i < events.size(); ++i) events[i].sequence = 1000 + events.size() - i;
        CHECK_MESSAGE(difference(documents_of(apply_at_once(life)), before) == "", "seed " << seed);
    }
}
