#include <doctest/doctest.h>

#include "core/bill/price_change.hpp"
#include "unit/core/pack/small_pack.hpp"

using namespace proviso;
using test::day;

namespace {

Pack changing_pack() {
    Pack pack = test::small_pack();
    pack.provisions.push_back({"price_change", {"A-2"}});
    Parameter wait = test::parameter("price.notice_days", "day", "A-2");
    wait.values = {test::value(wait, "30")};
    pack.parameters.push_back(wait);
    pack.readings.push_back({"R-3",
                             "price.effective",
                             {"A-2"},
                             "From when?",
                             "thirty_days_next_period",
                             {{"before_period", "", ""},
                              {"thirty_days_next_period", "", ""},
                              {"thirty_days_split", "", ""},
                              {"on_posting", "", ""}}});
    pack.readings.push_back(
        {"R-4", "rounding.mode", {"A-2"}, "Which half?", "half_up", {{"half_up", "", ""}, {"half_even", "", ""}}});
    pack.currency = currency_from_code("USD").value();
    sort_pack(pack);
    return pack;
}

UnitPrice price(std::string_view text) { return parse_unit_price(text, currency_from_code("USD").value()).value(); }

AnnouncedPrice announced(std::string_view amount, std::string_view posted) {
    return {price(amount), day(posted), std::nullopt, day(posted), true, "price posted"};
}

PeriodPrice period_of(std::string_view from, std::string_view until) {
    return {{day(from), day(until)}, 1, price("100"), "before", {announced("120", "2025-03-15")}, false};
}

std::string cost(const Pack &pack, const std::string &option, const PeriodPrice &facts) {
    const Terms terms(pack, {{"R-3", option}}, {}, day("2025-03-20"));
    const auto done = price_change(terms, facts);
    return done && done->amount ? done->amount->text() : std::string("none");
}

Day applies(const Pack &pack, const std::string &option, const AnnouncedPrice &what) {
    return price_start(Terms(pack, {{"R-3", option}}, {}, day("2025-03-20")), what).value().applies;
}

} // namespace

TEST_CASE("100 becomes 120 on 15 March: March, April and May under each option") {
    const Pack pack = changing_pack();
    const PeriodPrice march = period_of("2025-03-01", "2025-04-01"), april = period_of("2025-04-01", "2025-05-01"),
                      may = period_of("2025-05-01", "2025-06-01");
    const auto all = [&](const std::string &option) {
        return cost(pack, option, march) + " " + cost(pack, option, april) + " " + cost(pack, option, may);
    };
    CHECK(all("before_period") == "100.00 120.00 120.00");
    CHECK(all("thirty_days_next_period") == "100.00 100.00 120.00");
    CHECK(all("thirty_days_split") == "100.00 111.33 120.00");
    CHECK(all("on_posting") == "110.97 120.00 120.00");
}

TEST_CASE("the day of the notice, the day that the posting names, and who was no customer yet") {
    const Pack pack = changing_pack();
    AnnouncedPrice what = announced("120", "2025-03-15");
    CHECK(applies(pack, "thirty_days_next_period", what) == day("2025-04-14"));
    CHECK(applies(pack, "before_period", what) == day("2025-03-16"));
    what.told = day("2025-03-20");
    CHECK(applies(pack, "thirty_days_next_period", what) == day("2025-04-19"));
    CHECK(applies(pack, "on_posting", what) == day("2025-03-15"));
    what.from = day("2025-06-01");
    CHECK(applies(pack, "thirty_days_split", what) == day("2025-06-01"));
    what.from = what.posted;
    what.in_use = false;
    CHECK(applies(pack, "thirty_days_next_period", what) == day("2025-03-15"));
}

TEST_CASE("a period that begins on the very day has the new price, and one a day before it has not") {
    const Pack pack = changing_pack();
    CHECK(cost(pack, "thirty_days_next_period", period_of("2025-04-14", "2025-05-14")) == "120.00");
    CHECK(cost(pack, "thirty_days_next_period", period_of("2025-04-13", "2025-05-13")) == "100.00");
    CHECK(cost(pack, "before_period", period_of("2025-03-16", "2025-04-16")) == "120.00");
    CHECK(cost(pack, "before_period", period_of("2025-03-15", "2025-04-15")) == "100.00");
}

TEST_CASE("a difference is what was not charged, whatever else changed in the period") {
    const Pack pack = changing_pack();
    PeriodPrice april = period_of("2025-04-01", "2025-05-01");
    april.later = {announced("110", "2025-04-11"), announced("130", "2025-04-21")};
    CHECK(cost(pack, "on_posting", april) == "113.33"); // 100 + 10 x 20/30 + 20 x 10/30
    april.difference = true;
    CHECK(cost(pack, "on_posting", april) == "13.33");
    april.later[1].charged = true; // 100 + 30 x 10/30 = 110.00 was charged
    CHECK(cost(pack, "on_posting", april) == "3.33");
}

TEST_CASE("a pack that does not ask has a price from the day that its posting names") {
    Pack pack = changing_pack();
    pack.readings.pop_back();
    std::erase_if(pack.readings, [](const Reading &reading) { return reading.id == "R-3"; });
    const Terms terms(pack, {}, {}, day("2025-03-20"));
    CHECK(price_start(terms, announced("120", "2025-03-15")).value().applies == day("2025-03-15"));
    CHECK_FALSE(price_start(terms, announced("120", "2025-03-15")).value().splits);
}

TEST_CASE("what cannot be computed is refused") {
    const Pack pack = changing_pack();
    const Terms terms(pack, {}, {}, day("2025-03-20"));
    PeriodPrice april = period_of("2025-05-01", "2025-04-01");
    CHECK(price_change(terms, april).error().code == Code::value_range);
    april = period_of("2025-04-01", "2025-05-01");
    april.quantity = -1;
    CHECK(price_change(terms, april).error().code == Code::value_range);
}
