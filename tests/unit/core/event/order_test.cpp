// The order of events within an account: by day, phase, then content, never by the order of a file.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "core/event/event.hpp"

using namespace proviso;

namespace {

Event event(std::string_view type, std::string_view on, std::vector<RawField> fields) {
    return make_event(type, Day::parse(on).value(), std::nullopt, "acme", "", fields).value();
}

} // namespace

TEST_CASE("a day runs: prices, accounts, activations, releases, usage, notices, payments") {
    const std::vector<RawField> seats{{"plan", "p", ""}, {"quantity", "1", ""}};
    const std::vector<Event> in_order{
        event("payment.received", "2013-03-19", {{"amount", "1.00", ""}, {"method", "card", ""}}),
        event("price.posted", "2013-03-20", {{"sku", "p", ""}, {"amount", "5", ""}, {"per", "seat", ""}}),
        event("account.opened", "2013-03-20", {{"contract", "c", ""}}),
        event("contact.removed", "2013-03-20", {{"name", "ann", ""}}),
        event("contact.designated", "2013-03-20", {{"name", "bob", ""}}),
        event("account.closed", "2013-03-20", {{"reason", "r", ""}}),
        event("seat.activated", "2013-03-20", seats),
        event("did.added", "2013-03-20", {{"sku", "d", ""}, {"number", "1", ""}}),
        event("seat.released", "2013-03-20", seats),
        event("did.released", "2013-03-20", {{"sku", "d", ""}, {"number", "1", ""}}),
        event("device.count", "2013-03-20", {{"sku", "d", ""}, {"count", "1", ""}}),
        event("notice.sent", "2013-03-20",
              {{"notice", "n", ""}, {"kind", "cancel", ""}, {"by", "customer", ""}, {"method", "fax", ""}}),
        event("notice.proved", "2013-03-20", {{"notice", "n", ""}, {"proof", "x", ""}}),
        event("payment.received", "2013-03-20", {{"amount", "1.00", ""}, {"method", "card", ""}}),
        event("payment.received", "2013-03-20", {{"amount", "1.00", ""}, {"method", "cash", ""}}),
        event("payment.applied", "2013-03-20", {{"invoice", "2013-03-19", ""}, {"amount", "1.00", ""}}),
        event("seat.activated", "2013-03-21", seats),
    };
    std::mt19937 random(7); // fixed seed: the same shuffles everywhere
    for (int round = 0; round < 20; ++round) {
        std::vector<Event> shuffled = in_order;
        std::shuffle(shuffled.begin(), shuffled.end(), random);
        std::sort(shuffled.begin(), shuffled.end(), event_before);
        for (std::size_t i = 0; i < in_order.size(); ++i)
            CHECK(canonical_json(shuffled[i]) == canonical_json(in_order[i]));
    }
}

TEST_CASE("equal content has no order") {
    const Event a = event("account.opened", "2013-03-20", {{"contract", "c", ""}});
    CHECK_FALSE(event_before(a, a));
}
