#include "core/rate/zones.hpp"

#include <doctest/doctest.h>

#include "unit/core/rate/call_pack.hpp"

using namespace proviso;

namespace {

NumberPlan plan() {
    return NumberPlan::make("small", "1", {Day(0), day_last},
                            {{"US-CA", "California", RegionKind::state},
                             {"US-NY", "New York", RegionKind::state},
                             {"US-DC", "District of Columbia", RegionKind::district},
                             {"US-AK", "Alaska", RegionKind::state},
                             {"CA-ON", "Ontario", RegionKind::province},
                             {"KY", "Cayman Islands", RegionKind::country},
                             {"toll-free", "Toll-free", RegionKind::service}},
                            {{415, 0}, {916, 0}, {212, 1}, {202, 2}, {907, 3}, {416, 4}, {345, 5}, {800, 6}})
        .value();
}

CallZone zone(const Terms &terms, DialledNumber number, std::uint16_t place = 0) {
    return ZoneRule::make(terms, plan()).value().zone(number, place);
}

} // namespace

TEST_CASE("area codes are read off numbers of country code 1 only") {
    CHECK(area_code_of(14155551234) == 415);
    CHECK(area_code_of(4155551234) == 0);
    CHECK(area_code_of(441234567890) == 0);
    CHECK(area_code_of(11'999'999'999) == 0);
    CHECK(area_code_of(19'999'999'999) == 999);
    CHECK(area_code_of(20'000'000'000) == 0);
}

TEST_CASE("rates hold in the listed states, by the number (SS-6.g, R-SS-16)") {
    const Pack pack = test::call_pack();
    const Terms terms(pack);
    CHECK(zone(terms, 14155551234) == CallZone::covered);
    CHECK(zone(terms, 12125551234) == CallZone::covered);
    CHECK(zone(terms, 12025551234) == CallZone::outside); // the district is no state
    CHECK(zone(terms, 19075551234) == CallZone::outside); // Alaska
    CHECK(zone(terms, 14165551234) == CallZone::outside); // Canada
    CHECK(zone(terms, 13455551234) == CallZone::outside); // Caribbean
    CHECK(zone(terms, 18005551234) == CallZone::outside); // toll-free
    CHECK(zone(terms, 12995551234) == CallZone::outside); // no such code
    CHECK(zone(terms, 442071234567) == CallZone::outside);
}

TEST_CASE("the other reading takes the federal district in") {
    const Pack pack = test::call_pack();
    Terms terms(pack);
    REQUIRE(terms.choose("R-5", "lower_48_and_dc"));
    CHECK(zone(terms, 12025551234) == CallZone::covered);
    CHECK(zone(terms, 19075551234) == CallZone::outside);
}

TEST_CASE("a restricted area code waits for a written price") {
    const Pack pack = test::call_pack();
    Terms terms(pack);
    REQUIRE(terms.set_parameter("zone.restricted_area_codes",
                                {std::vector<std::string>{"916", "907"}, "", "C-3", day_first, day_last}));
    CHECK(zone(terms, 19165551234) == CallZone::restricted);
    CHECK(zone(terms, 14155551234) == CallZone::covered);
    CHECK(zone(terms, 19075551234) == CallZone::outside); // outside all the same
}

TEST_CASE("by location the place of the answer counts, not the number (R-SS-33)") {
    const Pack pack = test::call_pack();
    Terms terms(pack);
    REQUIRE(terms.choose("R-6", "by_location"));
    CHECK(zone(terms, 14155551234) == CallZone::unplaced);
    CHECK(zone(terms, 14155551234, 1) == CallZone::covered); // region 0, California
    CHECK(zone(terms, 14155551234, 4) == CallZone::outside); // answered in Alaska
    CHECK(zone(terms, 19075551234, 2) == CallZone::covered); // answered in New York
    CHECK(zone(terms, 14155551234, 99) == CallZone::unplaced);
}

TEST_CASE("emergency numbers may be written as a number or as a list") {
    const Pack pack = test::call_pack();
    Terms terms(pack);
    CHECK(ZoneRule::make(terms, plan()).value().is_emergency(911));
    REQUIRE(terms.set_parameter("emergency.numbers",
                                {std::vector<std::string>{"911", "112"}, "", "C-3", day_first, day_last}));
    const ZoneRule rule = ZoneRule::make(terms, plan()).value();
    CHECK(rule.is_emergency(112));
    CHECK(rule.is_emergency(911));
    CHECK_FALSE(rule.is_emergency(91));
}

TEST_CASE("a rule or plan that makes no sense is refused") {
    const Pack pack = test::call_pack();
    Terms terms(pack);
    REQUIRE(terms.set_parameter("zone.states", {std::vector<std::string>{"CA", "ZZ"}, "", "C-3", day_first, day_last}));
    const Error error = ZoneRule::make(terms, plan()).error();
    CHECK(error.code == Code::value_range);
    CHECK(error.clause == "C-3");
    const std::vector<Region> regions{{"US-CA", "", RegionKind::state}};
    const Period ever{day_first, day_last};
    CHECK(NumberPlan::make("x", "1", ever, regions, {{415, 0}, {415, 0}}).error().code == Code::key_duplicate);
    CHECK(NumberPlan::make("x", "1", ever, regions, {{199, 0}}).error().code == Code::value_range);
    CHECK(NumberPlan::make("x", "1", ever, regions, {{415, 1}}).error().code == Code::value_range);
}
