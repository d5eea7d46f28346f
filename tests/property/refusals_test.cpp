// A refused operation changes nothing: with and without it, everything else is the same.
#include <algorithm>

#include "property/lives.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

/// The account without what it says of refusals, by content.
std::string but_for_refusals(LifeOutcome outcome) {
    outcome.result.refusals.clear();
    return account_of(outcome);
}

} // namespace

TEST_CASE("what is refused leaves no trace but its refusal") {
    in_every_life("refusals", 150, [](const RandomLife &life, const Engine &engine) -> Broken {
        Dice dice(life.seed * 31);
        const std::vector<Fact> impossible{
            {"seat.released", {}, "acme", {{"plan", "unlimited-monthly"}, {"quantity", "1000000000"}}},
            {"notice.proved", {}, "acme", {{"notice", "never-sent"}, {"proof", "none"}}},
            {"seat.activated", {}, "acme", {{"plan", "no-such-plan"}, {"quantity", "1"}}},
            {"account.opened", {}, "acme", {{"contract", life.pack}, {"name", "Again"}}},
        };
        RandomLife with = life;
        with.facts.push_back(dice.pick(impossible));
        with.facts.back().on =
            life.first + dice.roll(with.facts.back().type == "account.opened" ? 1 : 0, life.last - life.first);
        const LifeOutcome before = engine(life, "acme", {life.last}), after = engine(with, "acme", {with.last});
        const std::string changed = difference(but_for_refusals(after), but_for_refusals(before));
        if (!changed.empty()) return {with.facts.back().type + " was refused, and changed" + changed, {}};
        if (before.stopped.empty() && after.result.refusals.size() != before.result.refusals.size() + 1)
            return {with.facts.back().type + " was not refused once", {}};
        return {};
    });
}

TEST_CASE("what an account refuses of its own accord could as well not have been there") {
    in_every_life("refused_facts", 150, [](const RandomLife &life, const Engine &engine) -> Broken {
        for (const std::string &account : life.accounts()) {
            const LifeOutcome before = engine(life, account, {life.last});
            RandomLife without = life;
            std::vector<std::uint64_t> refused;
            for (const Refusal &refusal : before.result.refusals)
                if (refusal.event > 0 && refusal.event <= life.facts.size()) refused.push_back(refusal.event);
            std::sort(refused.rbegin(), refused.rend());
            refused.erase(std::unique(refused.begin(), refused.end()), refused.end());
            for (const std::uint64_t event : refused)
                without.facts.erase(without.facts.begin() + static_cast<std::ptrdiff_t>(event - 1));
            LifeOutcome with = before, other = engine(without, account, {life.last});
            with.result.refusals.clear();
            other.result.refusals.clear();
            const std::string changed = difference(account_of(with, false), account_of(other, false));
            if (!changed.empty()) return {"with and without what " + account + " refused" + changed, {}};
        }
        return {};
    });
}
