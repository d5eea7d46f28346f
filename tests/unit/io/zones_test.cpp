// date-tz is the oracle for the years that zone files list; after 2037 it stands still, so that there the expected
// times are those of the zones' laws.
#include <doctest/doctest.h>

#include <array>
#include <filesystem>
#include <random>

#include <date/tz.h>

#include "io/zones.hpp"

#ifndef USE_OS_TZDB
#error "date-tz without USE_OS_TZDB has another class layout than the library that is linked"
#endif
static_assert(USE_OS_TZDB == 1);

using namespace proviso;

namespace {
const ZoneDatabase &database() {
    static const ZoneDatabase zones;
    return zones;
}
Zone zone(std::string_view name) { return database().zone(name).value(); }
Day day(std::string_view text) { return Day::parse(text).value(); }
Instant instant(std::string_view text) { return Instant::parse(text).value(); }

std::int64_t clock(std::int32_t hour, std::int32_t minute = 0) {
    return (hour * 60 + minute) * std::int64_t{60'000'000};
}

std::string shown(std::string_view name, std::string_view at) {
    const LocalTime local = zone(name).local(instant(at));
    const Instant as_utc(local.day.number() * micros_per_day + local.micros_of_day);
    std::string text = as_utc.text();
    text.back() = ' ';
    return text + std::to_string(local.offset_seconds / 60);
}
std::string resolved(std::string_view name, std::string_view on, std::int64_t micros) {
    const auto result = zone(name).instant(day(on), micros);
    if (!result) return std::string(code_name(result.error().code));
    return result->instant.text() + (result->repeated ? " first of two" : "");
}
std::string pieces(std::string_view name, std::string_view start, std::string_view end) {
    const auto result = zone(name).split_by_day(instant(start), instant(end));
    if (!result) return std::string(code_name(result.error().code));
    std::string out;
    for (const DayPiece &piece : *result)
        out += (out.empty() ? "" : ", ") + piece.day.text() + " " + std::to_string(piece.micros / 60'000'000) + " min";
    return out;
}
} // namespace

TEST_CASE("R-X-06: confirmed 2013-09-29T05:30Z is 28 September 22:30 in Los Angeles") {
    CHECK(shown("America/Los_Angeles", "2013-09-29T05:30:00Z") == "2013-09-28T22:30:00 -420");
    CHECK(shown("UTC", "2013-09-29T05:30:00Z") == "2013-09-29T05:30:00 0");
    CHECK(shown("Asia/Kathmandu", "2013-09-29T05:30:00.5Z") == "2013-09-29T11:15:00.5 345");
    CHECK(zone("America/Los_Angeles").name() == "America/Los_Angeles");
}

TEST_CASE("the years after 2037 keep their summer time") {
    CHECK(shown("America/New_York", "2040-07-01T12:00:00Z") == "2040-07-01T08:00:00 -240");
    CHECK(shown("America/New_York", "2040-01-01T12:00:00Z") == "2040-01-01T07:00:00 -300");
    CHECK(shown("America/Los_Angeles", "2040-03-11T09:59:59Z") == "2040-03-11T01:59:59 -480");
    CHECK(shown("America/Los_Angeles", "2040-03-11T10:00:00Z") == "2040-03-11T03:00:00 -420");
    CHECK(shown("America/New_York", "2100-07-01T12:00:00Z") == "2100-07-01T08:00:00 -240");
    CHECK(shown("Europe/Berlin", "2100-07-01T12:00:00Z") == "2100-07-01T14:00:00 120");
    CHECK(shown("Europe/Berlin", "2100-12-01T12:00:00Z") == "2100-12-01T13:00:00 60");
    CHECK(shown("Australia/Sydney", "2150-01-01T12:00:00Z") == "2150-01-01T23:00:00 660");
    CHECK(shown("Asia/Tokyo", "2100-07-01T12:00:00Z") == "2100-07-01T21:00:00 540");
    CHECK(resolved("America/Los_Angeles", "2040-07-01", clock(12)) == "2040-07-01T19:00:00Z");
    CHECK(resolved("America/Los_Angeles", "2040-03-11", clock(2, 30)) == "time.nonexistent");
    CHECK(resolved("America/Los_Angeles", "2100-11-07", clock(1, 30)) == "2100-11-07T08:30:00Z first of two");
}

TEST_CASE("a repeated hour takes the first, a missing hour is an error") {
    CHECK(resolved("America/Los_Angeles", "2013-07-01", clock(9)) == "2013-07-01T16:00:00Z");
    CHECK(resolved("America/Los_Angeles", "2013-11-03", clock(1, 30)) == "2013-11-03T08:30:00Z first of two");
    CHECK(resolved("America/Los_Angeles", "2013-11-03", clock(0, 59)) == "2013-11-03T07:59:00Z");
    CHECK(resolved("America/Los_Angeles", "2013-11-03", clock(2)) == "2013-11-03T10:00:00Z");
    CHECK(resolved("America/Los_Angeles", "2013-03-10", clock(1, 59)) == "2013-03-10T09:59:00Z");
    CHECK(resolved("America/Los_Angeles", "2013-03-10", clock(2)) == "time.nonexistent");
    CHECK(resolved("America/Los_Angeles", "2013-03-10", clock(2, 59)) == "time.nonexistent");
    CHECK(resolved("America/Los_Angeles", "2013-03-10", clock(3)) == "2013-03-10T10:00:00Z");
    CHECK(resolved("Pacific/Apia", "2011-12-30", clock(12)) == "time.nonexistent"); // a whole day was left out
    CHECK(resolved("Australia/Lord_Howe", "2013-04-07", clock(1, 45)) == "2013-04-06T14:45:00Z first of two");
    CHECK(resolved("UTC", "2013-03-10", clock(2, 30)) == "2013-03-10T02:30:00Z");
    CHECK(resolved("UTC", "2013-03-10", -1) == "value.range");
    CHECK(resolved("UTC", "2013-03-10", micros_per_day) == "value.range");
}

TEST_CASE("days of 23 and 25 hours are that long") {
    const std::string_view west = "America/Los_Angeles";
    CHECK(pieces(west, "2013-03-10T00:00:00-08:00", "2013-03-11T00:00:00-07:00") == "2013-03-10 1380 min");
    CHECK(pieces(west, "2013-11-03T00:00:00-07:00", "2013-11-04T00:00:00-08:00") == "2013-11-03 1500 min");
    CHECK(pieces(west, "2040-03-11T00:00:00-08:00", "2040-03-12T00:00:00-07:00") == "2040-03-11 1380 min");
    CHECK(pieces(west, "2013-09-28T16:00:00-07:00", "2013-09-29T01:00:00-07:00") ==
          "2013-09-28 480 min, 2013-09-29 60 min");
    CHECK(pieces(west, "2013-09-28T16:00:00-07:00", "2013-09-29T00:00:00-07:00") == "2013-09-28 480 min");
    CHECK(pieces(west, "2013-09-28T16:00:00-07:00", "2013-09-28T16:00:00-07:00").empty());
    CHECK(pieces(west, "2013-09-28T16:00:00-07:00", "2013-09-28T15:59:59-07:00") == "period.invalid");
    CHECK(pieces("UTC", "1900-01-01T00:00:00Z", "2013-01-01T00:00:00Z") == "value.range");
    CHECK(zone("UTC").split_by_day(Instant(INT64_MIN), Instant(INT64_MAX)).error().code == Code::value_range);
}

TEST_CASE("clocks that go back over midnight show one day twice, in one piece") {
    // St. John's, 2006-10-29: at 00:01 back to 23:01 of the 28th
    CHECK(pieces("America/St_Johns", "2006-10-28T12:00:00-02:30", "2006-10-29T12:00:00-03:30") ==
          "2006-10-28 779 min, 2006-10-29 721 min");
}

TEST_CASE("names that are no zones") {
    for (const char *bad : {"",
                            "Nowhere/City",
                            "america/los_angeles",
                            "../../../etc/passwd",
                            "America/../UTC",
                            "/etc/passwd",
                            "America/",
                            "/America",
                            "America//Chicago",
                            "America",
                            "tzdata.zi",
                            "leapseconds",
                            "zone.tab",
                            "localtime",
                            "posixrules",
                            "Factory",
                            "right/America/New_York",
                            "posix/UTC",
                            "America/New York",
                            "UTC ",
                            "EST5EDT4,M3.2.0,M11.1.0",
                            "Europe/Z\xC3\xBCrich",
                            "America\\New_York"})
        CHECK_MESSAGE(database().zone(bad).error().code == Code::zone_unknown, bad);
    CHECK(database().zone(std::string(5000, 'A')).error().code == Code::zone_unknown);
    CHECK(database().zone(std::string_view("UTC\0", 4)).error().code == Code::zone_unknown);
}

TEST_CASE("the database tells its version, and UTC needs no database") {
    CHECK(database().version().size() >= 5);
    CHECK(database().version().substr(0, 2) == "20"); // "2026f"
    const ZoneDatabase none("/nonexistent");
    CHECK(none.version() == "unknown");
    CHECK(none.zone("UTC").ok());
    CHECK(none.zone("America/New_York").error().code == Code::zone_unknown);
}

TEST_CASE("property: local times equal date-tz's from 1900 to 2037, and lead back") {
    std::mt19937_64 random(2037);
    const std::int64_t first = instant("1900-01-01T00:00:00Z").micros() / 1'000'000;
    const std::int64_t last = instant("2037-01-01T00:00:00Z").micros() / 1'000'000;
    for (const char *name : {"America/Los_Angeles", "America/New_York", "America/St_Johns", "America/Sao_Paulo",
                             "Europe/London", "Europe/Dublin", "Africa/Casablanca", "Asia/Kathmandu", "Asia/Gaza",
                             "Australia/Lord_Howe", "Pacific/Apia", "Pacific/Chatham", "Antarctica/Troll"}) {
        CAPTURE(name);
        const Zone ours = zone(name);
        const date::time_zone *theirs = date::locate_zone(name);
        for (int round = 0; round < 2'000; ++round) {
            const std::int64_t second =
                first + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(last - first));
            const std::chrono::sys_seconds moment{std::chrono::seconds(second)};
            const LocalTime local = ours.local(Instant(second * 1'000'000));
            CHECK(local.offset_seconds == theirs->get_info(moment).offset.count());
            const auto back = ours.instant(local.day, local.micros_of_day);
            REQUIRE(back.ok());
            const bool same = back->instant.micros() == second * 1'000'000;
            CHECK((same || (back->repeated && back->instant.micros() < second * 1'000'000)));
        }
    }
}

TEST_CASE("property: pieces add up to the span and lie in their days, in every zone of the folder's list") {
    std::mt19937_64 random(36525);
    int zones = 0;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(database().folder())) {
        const std::string name = entry.path().lexically_relative(database().folder()).string();
        const auto found = database().zone(name);
        if (!found) continue;
        ++zones;
        CAPTURE(name);
        for (int round = 0; round < 5; ++round) {
            const Instant start(static_cast<std::int64_t>(random() % 6'000'000'000'000'000));
            const Instant end(start.micros() + static_cast<std::int64_t>(random() % (400 * micros_per_day)));
            std::int64_t sum = 0;
            Day before = Day(-10'000);
            const std::vector<DayPiece> pieces_of_span = found->split_by_day(start, end).value();
            for (const DayPiece &piece : pieces_of_span) {
                CHECK(piece.day > before);
                CHECK(piece.micros > 0);
                CHECK(piece.micros <= 49 * std::int64_t{3'600'000'000});
                before = piece.day;
                sum += piece.micros;
            }
            CHECK(sum == end.micros() - start.micros());
        }
    }
    CHECK(zones > 300);
}
