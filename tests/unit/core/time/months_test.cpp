#include <doctest/doctest.h>

#include "core/time/months.hpp"

using namespace proviso;

namespace {
Day day(std::string_view text) { return Day::parse(text).value(); }

std::string later(std::string_view from, std::int32_t months, MonthEnd policy = MonthEnd::round_down) {
    const auto result = add_months(day(from), months, policy);
    return result ? result->text() : std::string(code_name(result.error().code));
}
std::string nth(std::string_view anchor, std::int32_t n, MonthSeries series, MonthEnd policy = MonthEnd::round_down) {
    const auto result = month_series(day(anchor), n, policy, series);
    return result ? result->text() : std::string(code_name(result.error().code));
}
} // namespace

TEST_CASE("leap years follow the Gregorian rule") {
    for (const std::int32_t leap : {4, 1600, 2000, 2012, 2024, 2400, 9996}) CHECK(is_leap_year(leap));
    for (const std::int32_t common : {1, 1700, 1900, 2013, 2100, 2200, 9999}) CHECK_FALSE(is_leap_year(common));
    CHECK(days_in_month(2024, 2) == 29);
    CHECK(days_in_month(2100, 2) == 28);
    CHECK(days_in_month(2013, 4) == 30);
    CHECK(days_in_month(2013, 12) == 31);
}

TEST_CASE("R-X-01: 29 February 2024 and five years under each policy") {
    CHECK(later("2024-02-29", 60, MonthEnd::round_down) == "2029-02-28");
    CHECK(later("2024-02-29", 60, MonthEnd::round_up) == "2029-03-01");
    CHECK(later("2024-02-29", 60, MonthEnd::fail) == "date.no_such_day");
    CHECK(later("2024-02-29", 48, MonthEnd::fail) == "2028-02-29");
}

TEST_CASE("months go both ways and over years") {
    CHECK(later("2013-03-01", 1) == "2013-04-01");
    CHECK(later("2013-12-31", 1) == "2014-01-31");
    CHECK(later("2013-12-31", 2) == "2014-02-28");
    CHECK(later("2013-03-31", -1) == "2013-02-28");
    CHECK(later("2013-01-15", -1) == "2012-12-15");
    CHECK(later("2013-01-31", 3, MonthEnd::round_up) == "2013-05-01");
    CHECK(later("2013-08-05", 0) == "2013-08-05");
    CHECK(later("2019-10-01", 15) == "2021-01-01"); // R-IP-08: first term of fifteen months
    CHECK(later("9999-12-31", 1) == "date.range");
    CHECK(later("0001-01-01", -1) == "date.range");
    CHECK(later("2013-01-01", INT32_MAX) == "date.range");
    CHECK(later("2013-01-01", INT32_MIN) == "date.range");
}

TEST_CASE("R-X-08: after a short month a series sticks to the 31st or drifts to the 28th") {
    CHECK(nth("2013-01-31", 0, MonthSeries::sticky) == "2013-01-31");
    CHECK(nth("2013-01-31", 1, MonthSeries::sticky) == "2013-02-28");
    CHECK(nth("2013-01-31", 2, MonthSeries::sticky) == "2013-03-31");
    CHECK(nth("2013-01-31", 3, MonthSeries::sticky) == "2013-04-30");
    CHECK(nth("2013-01-31", 0, MonthSeries::drift) == "2013-01-31");
    CHECK(nth("2013-01-31", 1, MonthSeries::drift) == "2013-02-28");
    CHECK(nth("2013-01-31", 2, MonthSeries::drift) == "2013-03-28");
    CHECK(nth("2013-01-31", 3, MonthSeries::drift) == "2013-04-28");
}

TEST_CASE("series under the other policies, and their ends") {
    CHECK(nth("2013-01-31", 1, MonthSeries::sticky, MonthEnd::round_up) == "2013-03-01");
    CHECK(nth("2013-01-31", 2, MonthSeries::drift, MonthEnd::round_up) == "2013-04-01");
    CHECK(nth("2013-01-31", 1, MonthSeries::drift, MonthEnd::fail) == "date.no_such_day");
    CHECK(nth("2013-01-31", 2, MonthSeries::sticky, MonthEnd::fail) == "2013-03-31");
    CHECK(nth("2013-01-31", -1, MonthSeries::sticky) == "date.range");
    CHECK(nth("2013-01-31", INT32_MAX, MonthSeries::sticky) == "date.range");
    CHECK(nth("2013-01-31", INT32_MAX, MonthSeries::drift) == "date.range");
}

TEST_CASE("property: a series of any anchor meets each month once, on the anchor's day or the month's last") {
    for (std::int32_t offset = 0; offset < 366; ++offset) {
        const Day anchor = day("2012-01-01") + offset;
        for (std::int32_t n = 0; n < 50; ++n) {
            const CivilDate start = anchor.civil();
            const CivilDate date = month_series(anchor, n, MonthEnd::round_down, MonthSeries::sticky).value().civil();
            CHECK((date.year * 12 + date.month) - (start.year * 12 + start.month) == n);
            CHECK(date.day == std::min(start.day, days_in_month(date.year, date.month)));
        }
    }
}
