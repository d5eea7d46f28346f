#include <doctest/doctest.h>

#include <array>

#include "core/time/day.hpp"
#include "core/time/months.hpp"

using namespace proviso;

namespace {
Day day(std::string_view text) { return Day::parse(text).value(); }
Code code_of(std::string_view text) { return Day::parse(text).error().code; }
} // namespace

TEST_CASE("days are counted from 1970-01-01") {
    CHECK(day("1970-01-01").number() == 0);
    CHECK(day("1969-12-31").number() == -1);
    CHECK(day("2000-03-01").number() == 11017);
    CHECK(day("2013-03-20").number() == 15784);
    CHECK(day("0001-01-01") == day_first);
    CHECK(day("9999-12-31") == day_last);
}

TEST_CASE("weekdays of known days") {
    CHECK(day("1970-01-01").weekday() == Weekday::thursday);
    CHECK(day("2013-03-28").weekday() == Weekday::thursday); // R-X-02
    CHECK(day("2013-09-28").weekday() == Weekday::saturday); // R-SS-22
    CHECK(day("2015-07-04").weekday() == Weekday::saturday);
    CHECK(day("0001-01-01").weekday() == Weekday::monday);
    CHECK(day("1969-12-28").weekday() == Weekday::sunday);
}

TEST_CASE("a cycle of thirty days: 1 March, 31 March, 30 April, 30 May, 29 June") {
    const std::array dates{"2013-03-01", "2013-03-31", "2013-04-30", "2013-05-30", "2013-06-29"};
    for (std::int32_t n = 0; n < 5; ++n)
        CHECK((day("2013-03-01") + 30 * n).text() == dates[static_cast<std::size_t>(n)]);
    CHECK(day("2013-05-16") - day("2013-04-01") == 45); // R-SS-12
    CHECK(day("2013-03-05") + 30 == day("2013-04-04"));
    CHECK(day("2013-07-01") + 120 == day("2013-10-29")); // R-SS-25
}

TEST_CASE("text is read exactly") {
    for (const std::string_view bad :
         {"", "2013-3-20", "2013-03-2", "13-03-20", "2013/03/20", "2013-03-20 ", " 2013-03-20", "20130320",
          "2013-03-20T", "+013-03-20", "2013-0a-20", "2013-03-00", "2013-00-10", "2013-13-01", "2013-04-31",
          "2013-02-29", "1900-02-29", "-001-01-01"})
        CHECK_MESSAGE(code_of(bad) == Code::date_invalid, bad);
    CHECK(code_of("0000-01-01") == Code::date_range);
    CHECK(Day::of({10000, 1, 1}).error().code == Code::date_range);
    CHECK(Day::of({-1, 1, 1}).error().code == Code::date_range);
    CHECK(Day::of({2013, 2, 30}).error().code == Code::date_invalid);
    CHECK(day("2012-02-29").text() == "2012-02-29");
    CHECK(day("0001-01-01").text() == "0001-01-01");
}

TEST_CASE("adding days from outside stays in range") {
    CHECK(add_days(day("2013-03-01"), 30).value() == day("2013-03-31"));
    CHECK(add_days(day("2013-03-01"), -1).value() == day("2013-02-28"));
    CHECK(add_days(day_last, 0).value() == day_last);
    CHECK(add_days(day_last, 1).error().code == Code::date_range);
    CHECK(add_days(day_first, -1).error().code == Code::date_range);
    CHECK(add_days(day("2013-03-01"), INT64_MAX).error().code == Code::date_range);
    CHECK(add_days(day("2013-03-01"), INT64_MIN).error().code == Code::date_range);
}

TEST_CASE("a period holds its first day and not its last") {
    const Period cycle{day("2013-03-01"), day("2013-03-31")};
    CHECK(cycle.days() == 30);
    CHECK(cycle.contains(day("2013-03-01")));
    CHECK(cycle.contains(day("2013-03-30")));
    CHECK_FALSE(cycle.contains(day("2013-03-31")));
    CHECK_FALSE(cycle.contains(day("2013-02-28")));
}

TEST_CASE("every day from 0001 to 9999 follows the day before it, in date and weekday") {
    CivilDate expected{1, 1, 1};
    int weekday = 1;
    std::int64_t mistakes = 0; // counted: millions of CHECKs would take minutes
    for (std::int32_t number = day_first.number(); number <= day_last.number(); ++number) {
        const Day today(number);
        if (!(today.civil() == expected) || static_cast<int>(today.weekday()) != weekday ||
            Day::of(expected).value() != today)
            ++mistakes;
        weekday = weekday % 7 + 1;
        if (++expected.day > days_in_month(expected.year, expected.month)) {
            expected.day = 1;
            if (++expected.month > 12) {
                expected.month = 1;
                ++expected.year;
            }
        }
    }
    CHECK(mistakes == 0);
    CHECK(expected == CivilDate{10000, 1, 1});
}
