// What must hold for every amount, day and instant, on seeded random values.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <random>

#include "core/money/amount.hpp"
#include "core/time/day_count.hpp"
#include "core/time/months.hpp"
#include "io/calendar_reader.hpp"
#include "io/zones.hpp"
#include "support/source_dir.hpp"

using namespace proviso;

namespace {
std::int64_t between(std::mt19937_64 &random, std::int64_t least, std::int64_t most) {
    return least + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(most - least + 1));
}
Day any_day(std::mt19937_64 &random, std::string_view from, std::string_view until) {
    const Day first = Day::parse(from).value(), last = Day::parse(until).value();
    return first + static_cast<std::int32_t>(between(random, 0, last - first));
}
/// Below 2^50 minor units, so that sums of a few stay in range.
Amount any_amount(std::mt19937_64 &random, Currency currency) {
    return Amount(between(random, -(std::int64_t{1} << 50), std::int64_t{1} << 50), currency);
}
} // namespace

TEST_CASE("an amount's text reads back, in every number of decimals") {
    std::mt19937_64 random(1);
    for (const std::string_view code : {"JPY", "USD", "KWD", "CLF"}) {
        const Currency currency = currency_from_code(code).value();
        for (int round = 0; round < 1'000; ++round) {
            const Amount amount(static_cast<std::int64_t>(random()), currency); // all 64 bits
            CHECK(parse_amount(amount.text(), currency).value() == amount);
            CHECK(round_to_amount(amount.ratio(), currency, Rounding::half_up).value() == amount);
        }
    }
}

TEST_CASE("sums of amounts do not depend on their order, and subtracting undoes adding") {
    std::mt19937_64 random(2);
    for (int round = 0; round < 1'000; ++round) {
        const Amount a = any_amount(random, {}), b = any_amount(random, {}), c = any_amount(random, {});
        CHECK(add(add(a, b).value(), c).value() == add(a, add(c, b).value()).value());
        CHECK(subtract(add(a, b).value(), b).value() == a);
        CHECK(add(a, negate(a).value()).value().is_zero());
        CHECK(add(a.ratio(), b.ratio()).value() == add(a, b).value().ratio());
    }
}

TEST_CASE("rounding half-up or half-even moves by half a unit at most, and is the same mirrored") {
    std::mt19937_64 random(3);
    const Ratio half_cent = Ratio::parse("0.005").value();
    for (int round = 0; round < 2'000; ++round) {
        const Ratio exact =
            Ratio::of(between(random, -1'000'000, 1'000'000), between(random, 1, 1 << (round % 20))).value();
        for (const Rounding rounding : {Rounding::half_up, Rounding::half_even}) {
            const Amount amount = round_to_amount(exact, {}, rounding).value();
            const Ratio off = subtract(amount.ratio(), exact).value();
            CHECK(off <= half_cent);
            CHECK(off >= half_cent.negated());
            CHECK(round_to_amount(exact.negated(), {}, rounding).value() == negate(amount).value());
        }
    }
}

TEST_CASE("a line cut into pieces has the same total, piece by piece again too") {
    std::mt19937_64 random(4);
    for (int round = 0; round < 500; ++round) {
        const Amount whole = any_amount(random, {});
        std::vector<Ratio> weights;
        for (std::int64_t n = between(random, 1, 9); n > 0; --n) weights.emplace_back(between(random, 1, 31));
        const std::vector<Amount> parts = allocate(whole, weights).value();
        Amount total(0, {}), again(0, {});
        for (const Amount part : parts) {
            total = add(total, part).value();
            const std::vector<Amount> pieces = allocate(part, weights).value();
            for (const Amount piece : pieces) again = add(again, piece).value();
        }
        CHECK(total == whole);
        CHECK(again == whole);
    }
}

TEST_CASE("months up to the 28th add like numbers, later days meet the month's last at most") {
    std::mt19937_64 random(5);
    for (int round = 0; round < 3'000; ++round) {
        const Day day = any_day(random, "1900-01-01", "2100-12-31");
        const auto a = static_cast<std::int32_t>(between(random, -600, 600));
        const auto b = static_cast<std::int32_t>(between(random, -600, 600));
        const Day once = add_months(day, a + b, MonthEnd::round_down).value();
        const Day twice = add_months(add_months(day, a, MonthEnd::round_down).value(), b, MonthEnd::round_down).value();
        if (day.civil().day <= 28) {
            CHECK(once == twice);
            CHECK(add_months(day, a, MonthEnd::fail).value() == add_months(day, a, MonthEnd::round_up).value());
        } else {
            CHECK(twice <= once); // on the way a short month may have taken days off, never added any
        }
        CHECK(once <= add_months(day, a + b, MonthEnd::round_up).value());
    }
}

TEST_CASE("30/360 counts differ from actual days by less than a week a year, and add up over firsts of months") {
    std::mt19937_64 random(6);
    for (int round = 0; round < 3'000; ++round) {
        const Day from = any_day(random, "1950-01-01", "2049-12-31");
        const Day until = from + static_cast<std::int32_t>(between(random, 0, 3'000));
        const std::int32_t actual = until - from;
        for (const std::int32_t days : {days_30e_360(from, until), days_30us_360(from, until)}) {
            CHECK(days <= actual + 3);
            CHECK(days >= actual - 7 * (actual / 365 + 1));
        }
        const CivilDate date = until.civil();
        const Day first = Day::of({date.year, date.month, 1}).value();
        if (first >= from) CHECK(days_30e_360(from, first) + days_30e_360(first, until) == days_30e_360(from, until));
    }
}

TEST_CASE("business days: counting forth and back meets the same day, and counts add") {
    std::mt19937_64 random(7);
    std::ifstream file(std::string(test::source_dir()) + "/rules/calendars/us-federal.toml", std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    const BusinessCalendar calendar = read_calendar(bytes, "us-federal.toml").value();
    for (int round = 0; round < 3'000; ++round) {
        const Day day = any_day(random, "2006-01-01", "2044-12-31");
        const auto a = static_cast<std::int32_t>(between(random, 0, 20));
        const auto b = static_cast<std::int32_t>(between(random, 0, 20));
        const Day once = calendar.add_business_days(day, a + b).value();
        CHECK(calendar.add_business_days(calendar.add_business_days(day, a).value(), b).value() == once);
        CHECK(once - day >= a + b);
        const Day open = calendar.on_or_after(day).value();
        CHECK(calendar.add_business_days(calendar.add_business_days(open, a).value(), -a).value() == open);
        std::int32_t counted = 0;
        for (Day each = day + 1; each <= once; each = each + 1)
            if (calendar.is_business_day(each).value()) ++counted;
        CHECK(counted == a + b);
    }
}

TEST_CASE("a session cut at any instant has the same hours on the same days") {
    std::mt19937_64 random(8);
    const Zone zone = ZoneDatabase().zone("America/Los_Angeles").value();
    for (int round = 0; round < 2'000; ++round) {
        const Instant start(between(random, 1'300'000'000'000'000, 4'500'000'000'000'000)); // 2011 to 2112
        const Instant end(start.micros() + between(random, 2, 5 * micros_per_day));
        const Instant cut(between(random, start.micros() + 1, end.micros() - 1));
        const std::vector<DayPiece> whole = zone.split_by_day(start, end).value();
        std::vector<DayPiece> parts = zone.split_by_day(start, cut).value();
        const std::vector<DayPiece> rest = zone.split_by_day(cut, end).value();
        REQUIRE(!rest.empty());
        std::size_t next = 0;
        if (parts.back().day == rest.front().day) parts.back().micros += rest[next++].micros;
        for (; next < rest.size(); ++next) parts.push_back(rest[next]);
        REQUIRE(parts.size() == whole.size());
        for (std::size_t i = 0; i < whole.size(); ++i) {
            CHECK(parts[i].day == whole[i].day);
            CHECK(parts[i].micros == whole[i].micros);
        }
    }
}
