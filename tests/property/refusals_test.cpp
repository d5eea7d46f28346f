// A refused operation changes nothing: with and without it, everything else is the same.
#include "property/random_life.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

/// The account without what it says of refusals, by content.
std::string but_for_refusals(AccountResult result) {
    result.refusals.clear();
    return account_of(result);
}

} // namespace

TEST_CASE("what is refused leaves no trace but its refusal") {
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        RandomLife life = random_life(seed);
        const AccountResult before = apply_at_once(life);
        Dice dice(seed * 31);
        const std::string on = (life.first + dice.roll(0, life.last - life.first)).text();
        switch (dice.roll(0, 3)) {
        case 0:
            life.life.on(on, "seat.released", {{"plan", "unlimited-monthly"}, {"quantity", "1000000"}});
            break;
        case 1:
            life.life.on(on, "notice.proved", {{"notice", "never-sent"}, {"proof", "none"}});
            break;
        case 2:
            life.life.on(on, "seat.activated", {{"plan", "no-such-plan"}, {"quantity", "1"}});
            break;
        default:
            life.life.on(on, "account.opened", {{"contract", "safesoft-2013"}});
            break;
        }
        const AccountResult after = apply_at_once(life);
        CHECK_MESSAGE(after.refusals.size() == before.refusals.size() + 1, "seed " << seed);
        CHECK_MESSAGE(difference(but_for_refusals(after), but_for_refusals(before)) == "", "seed " << seed);
    }
}
