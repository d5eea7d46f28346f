#include "core/decide/licence_scope.hpp"

#include "support/life.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

Result<LicenceScope> scope(const Life &life, const std::string &on, const LicenceWish &wish) {
    AccountState state;
    (void)life.run({on}, &state);
    return licence_scope(life.terms(), state, wish, day(on));
}

std::string refused(const Life &life, const std::string &on, const LicenceWish &wish) {
    const auto found = scope(life, on, wish);
    return found ? "allowed" : std::string(code_name(found.error().code));
}

const std::string plan = "unlimited-monthly";

Life ordered(const std::string &term) {
    return Life()
        .open("2013-03-01")
        .on("2013-03-02", "order.placed",
            {{"order", "SO-1"},
             {"channel", "service-order"},
             {"items", R"([{"sku":"unlimited-monthly","quantity":3,"term":")" + term + R"("}])"}});
}

} // namespace

TEST_CASE("what is active without an order: its quantity from the first day, with no end") {
    const Life life = Life().open("2013-03-01").pay("2013-03-01", "398.00").seats("2013-03-01", 2);
    const auto found = scope(life, "2013-03-05", {plan, {}, {}});
    REQUIRE(found.ok());
    CHECK(found->pack == "safesoft-2013");
    CHECK(found->order.empty());
    CHECK(found->quantity == 2);
    CHECK(found->from == day("2013-03-01"));
    CHECK_FALSE(found->until.has_value());
    REQUIRE(found->limits.size() == 1);
    CHECK(found->limits[0].metric == "seats");
    CHECK(found->limits[0].count == 2);
    CHECK(found->limits[0].clause == found->clause);
    CHECK(found->issue == 1);
}

TEST_CASE("an order's quantity and term, from its day") {
    const auto year = scope(ordered("12 months"), "2013-03-05", {plan, {}, {}});
    REQUIRE(year.ok());
    CHECK(year->order == "SO-1");
    CHECK(year->quantity == 3);
    CHECK(year->from == day("2013-03-02"));
    CHECK(year->until == day("2014-03-02"));
    const auto open_ended = scope(ordered("monthly"), "2013-03-05", {plan, "SO-1", {}});
    REQUIRE(open_ended.ok());
    CHECK_FALSE(open_ended->until.has_value());
}

TEST_CASE("nothing is licensed that is not there") {
    const Life life = ordered("12 months");
    CHECK(refused(life, "2013-03-01", {plan, {}, {}}) == "license.not_ordered"); // the day before the order
    CHECK(refused(life, "2013-03-02", {plan, {}, {}}) == "allowed");
    CHECK(refused(life, "2013-03-05", {plan, "SO-2", {}}) == "license.not_ordered");
    CHECK(refused(life, "2013-03-05", {"no-such-plan", {}, {}}) == "license.not_ordered");
    CHECK(refused(life, "2013-02-01", {plan, {}, {}}) == "event.account_unknown");
    Life ended = ordered("12 months");
    ended.on("2013-06-01", "account.closed", {{"reason", "breach"}});
    CHECK(refused(ended, "2013-05-31", {plan, {}, {}}) == "allowed");
    CHECK(refused(ended, "2013-06-01", {plan, {}, {}}) == "license.not_ordered");
}

TEST_CASE("the next issue has the next number, and what was revoked has none") {
    Life life = ordered("12 months");
    life.on("2013-03-03", "license.issued", {{"license", "L-1"}, {"sku", plan}, {"sha256", "00"}, {"issue", "4"}});
    CHECK(scope(life, "2013-03-05", {plan, {}, "L-1"})->issue == 5);
    CHECK(scope(life, "2013-03-05", {plan, {}, "L-2"})->issue == 1);
    life.on("2013-04-01", "license.revoked", {{"license", "L-1"}});
    CHECK(refused(life, "2013-04-01", {plan, {}, "L-1"}) == "license.not_ordered");
    CHECK(refused(life, "2013-04-01", {plan, {}, "L-2"}) == "allowed");
}
