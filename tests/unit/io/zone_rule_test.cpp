#include <doctest/doctest.h>

#include "core/time/day.hpp"
#include "io/zone_rule.hpp"

using namespace proviso;

namespace {
/// The two changes of a year as UTC texts with the offset in minutes.
std::string changes(std::string_view rule, std::int32_t year) {
    const auto parsed = ZoneChangeRule::parse(rule);
    if (!parsed) return "bad";
    std::vector<ZoneChange> list;
    parsed->append_changes(year, list);
    std::string out;
    for (const ZoneChange &change : list)
        out += (out.empty() ? "" : " ") + Instant(change.at * 1'000'000).text() + "=" +
               std::to_string(change.offset_seconds / 60);
    return out;
}
} // namespace

TEST_CASE("second Sunday of March to first Sunday of November") {
    CHECK(changes("PST8PDT,M3.2.0,M11.1.0", 2013) == "2013-03-10T10:00:00Z=-420 2013-11-03T09:00:00Z=-480");
    CHECK(changes("PST8PDT,M3.2.0,M11.1.0", 2040) == "2040-03-11T10:00:00Z=-420 2040-11-04T09:00:00Z=-480");
    CHECK(changes("EST5EDT,M3.2.0,M11.1.0", 2100) == "2100-03-14T07:00:00Z=-240 2100-11-07T06:00:00Z=-300");
}

TEST_CASE("last Sundays, named offsets, negative and long times, the other hemisphere") {
    CHECK(changes("CET-1CEST,M3.5.0,M10.5.0/3", 2038) == "2038-03-28T01:00:00Z=120 2038-10-31T01:00:00Z=60");
    CHECK(changes("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 2038) == "2038-03-28T01:00:00Z=-60 2038-10-31T01:00:00Z=-120");
    CHECK(changes("AEST-10AEDT,M10.1.0,M4.1.0/3", 2040) == "2040-03-31T16:00:00Z=600 2040-10-06T16:00:00Z=660");
    CHECK(changes("IST-1GMT0,M10.5.0,M3.5.0/1", 2040) == "2040-03-25T01:00:00Z=60 2040-10-28T01:00:00Z=0");
    CHECK(changes("EET-2EEST,M3.4.4/50,M10.4.4/50", 2040) == "2040-03-24T00:00:00Z=180 2040-10-26T23:00:00Z=120");
    CHECK(changes("LHST-10:30LHDT-11,M10.1.0,M4.1.0", 2040).starts_with("2040-03-31T15:00:00Z=630"));
}

TEST_CASE("days of the year, with and without 29 February") {
    CHECK(changes("AAA0BBB,59,J60", 2024).starts_with("2024-02-29T02:00:00Z=60 2024-03-01T01:00:00Z=0"));
    CHECK(changes("AAA0BBB,J59,J60", 2023).starts_with("2023-02-28T02:00:00Z=60 2023-03-01T01:00:00Z=0"));
    CHECK(changes("AAA0BBB,0/0,J365/23", 2023) == "2023-01-01T00:00:00Z=60 2023-12-31T22:00:00Z=0");
}

TEST_CASE("zones without summer time change nothing") {
    CHECK(ZoneChangeRule::parse("JST-9")->standard_offset == 32'400);
    CHECK(ZoneChangeRule::parse("<+0545>-5:45")->standard_offset == 20'700);
    CHECK(changes("JST-9", 2040).empty());
}

TEST_CASE("what is no rule is refused") {
    for (const char *bad :
         {"", "P8", "PST", "PST8PDT", "PST8PDT,M3.2.0", "PST8PDT,M13.2.0,M11.1.0", "PST8PDT,M3.6.0,M11.1.0",
          "PST8PDT,M3.2.7,M11.1.0", "PST8PDT,M3.2.0,M11.1.0x", "PST8PDT,M3.2.0/168,M11.1.0", "<PST8", "PST25",
          "PST8PDT,J0,J365", "PST8PDT,366,1", "PST8PDT;M3.2.0;M11.1.0", ":America/New_York"})
        CHECK_MESSAGE(changes(bad, 2040) == "bad", bad);
}
