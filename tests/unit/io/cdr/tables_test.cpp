// Names, identities and zones: the tables that an import keeps.
#include <doctest/doctest.h>

#include <map>
#include <random>

#include "io/cdr/identity.hpp"
#include "io/cdr/name_table.hpp"
#include "io/cdr/zone_clock.hpp"

using namespace proviso;

TEST_CASE("names get indices in order of first appearance, whatever their length") {
    NameTable table;
    std::map<std::string, std::uint32_t> known;
    std::mt19937_64 random(9);
    for (int round = 0; round < 20'000; ++round) {
        std::string name;
        const std::size_t size = random() % 24;
        while (name.size() < size) name += static_cast<char>('a' + random() % 3);
        const auto [entry, added] = known.try_emplace(name, static_cast<std::uint32_t>(known.size()));
        REQUIRE(table.find_or_add(table.key(name)) == entry->second);
        if (added) table.set_value(entry->second, entry->second + 7);
    }
    REQUIRE(table.size() == known.size());
    for (const auto &[name, index] : known) {
        CHECK(table.name(index) == name);
        CHECK(table.value(index) == index + 7);
    }
}

TEST_CASE("names that share their first and last bytes are told apart") {
    NameTable table;
    CHECK(table.find_or_add(table.key("aaaaaaaa")) == 0);
    CHECK(table.find_or_add(table.key("aaaaaaaaa")) == 1);
    CHECK(table.find_or_add(table.key(std::string_view("a\0", 2))) == 2);
    CHECK(table.find_or_add(table.key("a")) == 3);
    CHECK(table.find_or_add(table.key("")) == 4);
    CHECK(table.find_or_add(table.key("aaaaaaaa")) == 0);
}

TEST_CASE("the identity of a row is its values and its switch, not its quotes") {
    const auto fields = [](std::initializer_list<CsvField> list) { return std::vector<CsvField>(list); };
    const CsvField plain{"ab", 2, false, false}, quoted{"ab", 2, true, false}, doubled{"a\"\"b", 4, true, true};
    const CsvField once{"a\"b", 3, false, false}, a{"a", 1, false, false}, b{"b", 1, false, false};
    RowHasher hasher("switch"), other("other");
    CHECK(hasher.hash(fields({plain})) == hasher.hash(fields({quoted})));
    CHECK(hasher.hash(fields({doubled})) == hasher.hash(fields({once})));
    CHECK_FALSE(hasher.hash(fields({plain})) == other.hash(fields({plain})));
    CHECK_FALSE(hasher.hash(fields({a, b})) == hasher.hash(fields({plain})));
    CHECK_FALSE(hasher.hash(fields({a, b})) == hasher.hash(fields({b, a})));
    const CallIdentity content = hasher.hash(fields({plain}));
    CHECK(hasher.nth(content, 1) == content);
    CHECK_FALSE(hasher.nth(content, 2) == content);
    CHECK_FALSE(hasher.nth(content, 2) == hasher.nth(content, 3));
}

TEST_CASE("identities are remembered, also the one that is all zero") {
    CallIdentitySet set;
    CHECK(set.add({}));
    CHECK_FALSE(set.add({}));
    std::mt19937_64 random(1);
    std::vector<CallIdentity> added;
    for (int i = 0; i < 5'000; ++i) {
        added.push_back({random(), random() % 64}); // many in one place
        REQUIRE(set.add(added.back()));
    }
    for (const CallIdentity &identity : added) REQUIRE_FALSE(set.add(identity));
    CHECK(set.size() == 5'001);
    ContentCounter counter;
    CHECK(counter.next({1, 2}, Sighting::first) == 1);
    CHECK(counter.next({1, 3}, Sighting::again) == 1); // the first of this file
    CHECK(counter.next({1, 2}, Sighting::again_here) == 2);
    CHECK(counter.next({1, 2}, Sighting::again_here) == 3);
    CHECK(counter.next({1, 3}, Sighting::again) == 2);
    CHECK(counter.next({1, 3}, Sighting::again) == 3);
}

TEST_CASE("a zone with a memory tells the time as the zone does") {
    const ZoneDatabase zones;
    for (const char *name : {"America/Los_Angeles", "Europe/Tirane", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"}) {
        const Zone zone = zones.zone(name).value();
        ZoneClock clock(zone);
        std::mt19937_64 random(4);
        for (int round = 0; round < 20'000; ++round) {
            // Around the changes of 2013 and at random; seconds and their parts as well.
            const std::int32_t day = round % 2 == 0 ? 15'774 + static_cast<std::int32_t>(random() % 365)
                                                    : 15'774 + 68 + static_cast<std::int32_t>(random() % 3);
            const auto micros = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(micros_per_day));
            std::int64_t instant = 0;
            const ZoneClock::Found found = clock.instant(day, micros, instant);
            const auto resolved = zone.instant(Day(day), micros);
            REQUIRE((found == ZoneClock::Found::never) == !resolved);
            if (!resolved) continue;
            REQUIRE((found == ZoneClock::Found::twice) == resolved->repeated);
            REQUIRE(instant == resolved->instant.micros());
            REQUIRE(clock.day(instant) == zone.local(Instant(instant)).day.number());
        }
    }
}
