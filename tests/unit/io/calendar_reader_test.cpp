#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "io/calendar_reader.hpp"
#include "support/source_dir.hpp"

using namespace proviso;

namespace {
BusinessCalendar shipped(const std::string &id) {
    std::ifstream file(std::string(test::source_dir()) + "/rules/calendars/" + id + ".toml", std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    return read_calendar(bytes, id + ".toml").value();
}
std::string counted(const BusinessCalendar &calendar, std::string_view from, std::int32_t count) {
    const auto result = calendar.add_business_days(Day::parse(from).value(), count);
    return result ? result->text() : std::string(code_name(result.error().code));
}
bool open(const BusinessCalendar &calendar, std::string_view day) {
    return calendar.is_business_day(Day::parse(day).value()).value();
}
std::string holiday_on(const BusinessCalendar &calendar, std::string_view text) {
    const Day day = Day::parse(text).value();
    const auto found = calendar.holidays_between(day - 1, day);
    return found.size() == 1 ? found.front().name : std::to_string(found.size());
}

const std::string head = "[calendar]\nid = \"x\"\ntitle = \"t\"\nversion = \"1\"\nsource = \"s\"\n";
const std::string form = head + "from = 2013-01-01\nuntil = 2014-01-01\nclosed = [\"sunday\", \"saturday\"]\n";
/// "value.range 3:5", the code and the place.
std::string refusal(const std::string &text) {
    const auto result = read_calendar(text, "c");
    if (result) return "accepted";
    const Error &error = result.error();
    return std::string(code_name(error.code)) + (error.where.size() > 2 ? " " + error.where.substr(2) : "");
}
} // namespace

TEST_CASE("R-X-02: tracked post of Thu 28 March 2013 is deemed 2 April federal, 3 April in California") {
    const BusinessCalendar federal = shipped("us-federal"), california = shipped("us-ca");
    CHECK(counted(federal, "2013-03-28", 3) == "2013-04-02");
    CHECK(counted(california, "2013-03-28", 3) == "2013-04-03");
    CHECK(holiday_on(california, "2013-04-01") == "Cesar Chavez Day (observed)");
    CHECK(open(california, "2013-03-29")); // Good Friday counts as open
    CHECK(counted(federal, "2015-07-01", 3) == "2015-07-07");
    CHECK(holiday_on(federal, "2015-07-03") == "Independence Day (observed)");
}

TEST_CASE("R-SS-22: notices for Saturday 28 September and Monday 28 October 2013, under both calendars") {
    for (const char *id : {"us-federal", "us-ca"}) {
        CAPTURE(id);
        const BusinessCalendar calendar = shipped(id);
        CHECK(counted(calendar, "2013-09-24", 3) == "2013-09-27"); // the holiday of 27 September came in 2015
        CHECK(counted(calendar, "2013-09-25", 3) == "2013-09-30");
        CHECK(counted(calendar, "2013-09-25", 2) == "2013-09-27");
        CHECK(counted(calendar, "2013-09-26", 2) == "2013-09-30");
        CHECK(counted(calendar, "2013-10-23", 3) == "2013-10-28");
        CHECK(counted(calendar, "2013-10-24", 2) == "2013-10-28");
    }
    CHECK(counted(shipped("us-federal"), "2013-04-01", 3) == "2013-04-04"); // R-SS-17, deemed_post
}

TEST_CASE("California's list changes with the years") {
    const BusinessCalendar california = shipped("us-ca");
    CHECK(open(california, "2014-09-26"));
    CHECK_FALSE(open(california, "2015-09-25")); // fourth Friday of September
    CHECK(open(california, "2022-06-20"));
    CHECK_FALSE(open(california, "2023-06-19"));
    CHECK_FALSE(open(california, "2024-04-24"));
    CHECK_FALSE(open(california, "2017-11-10")); // 11 November, a Saturday, is kept on Friday
    CHECK(open(california, "2015-07-03"));       // a Saturday in July is not
    CHECK(open(california, "2016-11-25"));       // the day after Thanksgiving is a holiday of courts and staff only
    CHECK(counted(california, "2025-12-31", 1) == "calendar.range");
    CHECK(counted(california, "2012-12-31", 1) == "2013-01-02");
    CHECK(counted(california, "2012-12-30", 1) == "calendar.range");
}

TEST_CASE("federal holidays of forty years") {
    const BusinessCalendar federal = shipped("us-federal");
    CHECK(federal.id == "us-federal");
    CHECK_FALSE(federal.version.empty());
    CHECK(holiday_on(federal, "2010-12-31") == "New Year's Day (observed)");
    CHECK(open(federal, "2020-06-19"));
    CHECK_FALSE(open(federal, "2021-06-18")); // the first Juneteenth, a Saturday
    CHECK_FALSE(open(federal, "2022-06-20"));
    CHECK_FALSE(open(federal, "2045-12-25"));
    CHECK_FALSE(open(federal, "2005-01-17"));
    // ten a year, eleven from 2021, less New Year 2005: a Saturday, kept on the last day of 2004
    CHECK(federal.holidays.size() == 16U * 10 + 25U * 11 - 1);
    for (const Holiday &holiday : federal.holidays) {
        CHECK(holiday.day.weekday() != Weekday::saturday);
        CHECK(holiday.day.weekday() != Weekday::sunday);
    }
}

TEST_CASE("a small calendar, in any order of days") {
    const auto calendar = read_calendar(form + "[holidays]\n2013-07-04 = \"b\"\n2013-01-01 = \"a\"\n", "c").value();
    CHECK(calendar.closed_weekdays == std::vector{Weekday::sunday, Weekday::saturday});
    REQUIRE(calendar.holidays.size() == 2);
    CHECK(calendar.holidays[0].name == "a");
    CHECK(calendar.holidays[1].day.text() == "2013-07-04");
    CHECK(calendar.valid.days() == 365);
}

TEST_CASE("a calendar that is not of the form is refused where it goes wrong") {
    CHECK(refusal(form + "[holidays]\n") == "accepted");
    CHECK(refusal(form).starts_with("key.missing"));
    CHECK(refusal("[holidays]\n").starts_with("key.missing"));
    CHECK(refusal(form + "colour = \"red\"\n[holidays]\n") == "key.unknown 9:1");
    CHECK(refusal(form + "[holidays]\n2013-02-30 = \"a\"\n") == "date.invalid 10:1");
    CHECK(refusal(form + "[holidays]\n2014-01-01 = \"a\"\n") == "value.range 10:1");
    CHECK(refusal(form + "[holidays]\n2012-12-31 = \"a\"\n") == "value.range 10:1");
    CHECK(refusal(form + "[holidays]\n2013-05-01 = 1\n").starts_with("value.type 10:"));
    CHECK(refusal(form + "[holidays]\n2013-05-01 = \"\"\n").starts_with("value.range 10:"));
    CHECK(refusal(form + "[holidays]\n2013-05-01 = \"a\"\n2013-05-01 = \"b\"\n").starts_with("key.duplicate"));
    CHECK(refusal(form + "[[holidays]]\n").starts_with("value.type"));
    CHECK(refusal("holidays = 1\n" + form).starts_with("value.type"));
    CHECK(refusal(head + "from = 2014-01-01\nuntil = 2013-01-01\nclosed = []\n[holidays]\n") == "period.invalid 7:1");
    CHECK(refusal(head + "from = 2013-01-01\nuntil = 2014-01-01\nclosed = [\"Sunday\"]\n[holidays]\n")
              .starts_with("value.range 8:"));
    CHECK(refusal(head + "from = 2013-01-01\nuntil = 2014-01-01\nclosed = [\"sunday\", \"sunday\"]\n[holidays]\n")
              .starts_with("value.range 8:"));
    CHECK(refusal(head + "from = \"2013-01-01\"\nuntil = 2014-01-01\nclosed = []\n[holidays]\n")
              .starts_with("value.type 6:"));
    CHECK(refusal("[calendar\n").starts_with("toml.syntax"));
}
