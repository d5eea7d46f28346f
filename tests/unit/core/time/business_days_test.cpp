#include <doctest/doctest.h>

#include "core/time/business_days.hpp"

using namespace proviso;

namespace {
Day day(std::string_view text) { return Day::parse(text).value(); }

/// July 2015 with the holiday kept on Friday the 3rd, and one holiday on a Sunday.
BusinessCalendar july_2015() {
    return {"test",
            "1",
            {day("2015-06-29"), day("2015-07-20")},
            {Weekday::saturday, Weekday::sunday},
            {{day("2015-07-03"), "Independence Day (observed)"}, {day("2015-07-12"), "on a Sunday"}}};
}
std::string moved(const Result<Day> &result) {
    return result ? result->text() : std::string(code_name(result.error().code));
}
} // namespace

TEST_CASE("weekends and holidays are closed, outside the data there is no answer") {
    const BusinessCalendar calendar = july_2015();
    CHECK(calendar.is_business_day(day("2015-07-02")).value());
    CHECK_FALSE(calendar.is_business_day(day("2015-07-03")).value());
    CHECK_FALSE(calendar.is_business_day(day("2015-07-04")).value());
    CHECK_FALSE(calendar.is_business_day(day("2015-07-05")).value());
    CHECK(calendar.is_business_day(day("2015-07-06")).value());
    CHECK(calendar.is_business_day(day("2015-06-28")).error().code == Code::calendar_range);
    CHECK(calendar.is_business_day(day("2015-07-20")).error().code == Code::calendar_range); // exclusive
}

TEST_CASE("the day itself never counts: R-X-02, tracked post of Wed 1 July 2015 is deemed Tue 7") {
    const BusinessCalendar calendar = july_2015();
    CHECK(moved(calendar.add_business_days(day("2015-07-01"), 3)) == "2015-07-07");
    CHECK(moved(calendar.add_business_days(day("2015-07-01"), 0)) == "2015-07-01");
    CHECK(moved(calendar.add_business_days(day("2015-07-02"), 1)) == "2015-07-06");
    CHECK(moved(calendar.add_business_days(day("2015-07-04"), 1)) == "2015-07-06");
    CHECK(moved(calendar.add_business_days(day("2015-07-17"), 1)) == "calendar.range");
    CHECK(moved(calendar.add_business_days(day("2015-07-01"), INT32_MAX)) == "calendar.range");
}

TEST_CASE("business days are counted backwards too") {
    const BusinessCalendar calendar = july_2015();
    CHECK(moved(calendar.add_business_days(day("2015-07-07"), -3)) == "2015-07-01");
    CHECK(moved(calendar.add_business_days(day("2015-07-05"), -1)) == "2015-07-02");
    CHECK(moved(calendar.add_business_days(day("2015-06-29"), -1)) == "calendar.range");
}

TEST_CASE("on or after") {
    const BusinessCalendar calendar = july_2015();
    CHECK(moved(calendar.on_or_after(day("2015-07-02"))) == "2015-07-02");
    CHECK(moved(calendar.on_or_after(day("2015-07-03"))) == "2015-07-06");
    CHECK(moved(calendar.on_or_after(day("2015-07-18"))) == "calendar.range");
    CHECK(moved(calendar.on_or_after(day("2016-01-01"))) == "calendar.range");
}

TEST_CASE("holidays passed on the way: the start is outside, the end inside") {
    const BusinessCalendar calendar = july_2015();
    const auto passed = calendar.holidays_between(day("2015-07-01"), day("2015-07-07"));
    REQUIRE(passed.size() == 1);
    CHECK(passed[0].name == "Independence Day (observed)");
    CHECK(calendar.holidays_between(day("2015-07-03"), day("2015-07-11")).empty());
    CHECK(calendar.holidays_between(day("2015-07-02"), day("2015-07-03")).size() == 1);
}

TEST_CASE("a calendar that is never open ends at its range") {
    BusinessCalendar calendar = july_2015();
    calendar.closed_weekdays = {Weekday::monday, Weekday::tuesday,  Weekday::wednesday, Weekday::thursday,
                                Weekday::friday, Weekday::saturday, Weekday::sunday};
    CHECK(moved(calendar.on_or_after(day("2015-07-02"))) == "calendar.range");
}
