#include "io/cdr/call_fields.hpp"

#include <doctest/doctest.h>

#include <random>

#include "io/cdr/call_time.hpp"

using namespace proviso;

namespace {

std::string dialled(const CallMapping &mapping, std::string_view text) {
    const Dialled result = NumberReader(mapping).read(text);
    switch (result.kind) {
    case DialledKind::number:
        return "+" + std::to_string(result.number);
    case DialledKind::extension:
        return "extension " + std::to_string(result.number);
    case DialledKind::feature:
        return "feature";
    case DialledKind::bad:
        return "bad";
    }
    return {};
}

std::string moment(TimeForm form, std::string_view text) {
    WrittenTime time;
    if (!TimeReader(form).read(text, time)) return "no";
    std::string result = Day(time.day).text() + " " + std::to_string(time.micros);
    if (time.has_offset) result += " " + std::to_string(time.offset_seconds);
    return result;
}

} // namespace

TEST_CASE("digits are read eight at a time as one by one") {
    std::mt19937_64 random(2);
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        const std::size_t size = random() % 20;
        while (text.size() < size) text += static_cast<char>('0' + random() % 10);
        if (!text.empty() && random() % 3 == 0) text[random() % text.size()] = "/:-a \x7f"[random() % 6];
        bool right = !text.empty() && text.size() <= 18;
        std::uint64_t wanted = 0;
        for (const char c : text) {
            right = right && c >= '0' && c <= '9';
            wanted = wanted * 10 + static_cast<std::uint64_t>(c - '0');
        }
        std::uint64_t value = 0;
        CAPTURE(text);
        REQUIRE(parse_digits(text, value) == right);
        if (right) REQUIRE(value == wanted);
    }
}

TEST_CASE("seconds are whole or have at most three decimals") {
    const auto read = [](std::string_view text) {
        std::int64_t millis = -1;
        return read_seconds(text, millis) ? millis : -1;
    };
    CHECK(read("0") == 0);
    CHECK(read("14") == 14'000);
    CHECK(read("0014") == 14'000);
    CHECK(read("12.4") == 12'400);
    CHECK(read("18.001") == 18'001);
    CHECK(read("18.001000") == 18'001);
    CHECK(read("1000000000") == 1'000'000'000'000);
    for (const char *wrong :
         {"", "-1", "1.", ".5", "18.0001", "1000000001", "1e3", " 1", "1,5", "nine", "1.5.5", "99999999999999999999"})
        CHECK_MESSAGE(read(wrong) == -1, wrong);
}

TEST_CASE("dialled strings become international numbers by the mapping") {
    const CallMapping usual;
    CHECK(dialled(usual, "4155551234") == "+14155551234");
    CHECK(dialled(usual, "14155551234") == "+14155551234");
    CHECK(dialled(usual, "+1 (415) 555-1234") == "+14155551234");
    CHECK(dialled(usual, "+442071234567") == "+442071234567");
    CHECK(dialled(usual, "011442071234567") == "+442071234567");
    CHECK(dialled(usual, "00355514937415") == "+355514937415");
    CHECK(dialled(usual, "355514937415") == "+355514937415");
    CHECK(dialled(usual, "5551234") == "+5551234"); // no area code to put before it
    CHECK(dialled(usual, "105") == "extension 105");
    CHECK(dialled(usual, "007") == "extension 7");
    CHECK(dialled(usual, "911") == "extension 911");
    CHECK(dialled(usual, "999999") == "extension 999999");
    for (const char *text : {"*97", "#8", "s", "", "voicemail", "sip:105@example.org", "+", "12+34"})
        CHECK_MESSAGE(dialled(usual, text) == "feature", text);
    for (const char *text : {"0123456789", "1234567890123456", "+0123456789", "00011234567890123"})
        CHECK_MESSAGE(dialled(usual, text) == "bad", text);
    CHECK(dialled(usual, std::string(80, '1')) == "bad");
}

TEST_CASE("an outside line, a local area and another country are the mapping's affair") {
    CallMapping office;
    office.strip = "9";
    office.area = "415";
    CHECK(dialled(office, "95551234") == "+14155551234");
    CHECK(dialled(office, "92125551234") == "+12125551234");
    CHECK(dialled(office, "9011442071234567") == "+442071234567");
    CHECK(dialled(office, "911") == "extension 911");
    CHECK(dialled(office, "5551234") == "+14155551234");
    CallMapping albania;
    albania.country = "355";
    albania.national_digits = 9;
    albania.international = {"00"};
    CHECK(dialled(albania, "691234567") == "+355691234567");
    CHECK(dialled(albania, "00442071234567") == "+442071234567");
    CHECK(dialled(albania, "011442071234") == "bad");
}

TEST_CASE("times in ISO form") {
    const TimeForm iso = TimeForm::iso;
    CHECK(moment(iso, "2013-03-20 10:11:12") == "2013-03-20 36672000000");
    CHECK(moment(iso, "2013-03-20T10:11:12Z") == "2013-03-20 36672000000 0");
    CHECK(moment(iso, "2013-03-20T10:11:12+01:30") == "2013-03-20 36672000000 5400");
    CHECK(moment(iso, "2013-03-20T10:11:12-0800") == "2013-03-20 36672000000 -28800");
    CHECK(moment(iso, "2013-03-20T10:11:12.25Z") == "2013-03-20 36672250000 0");
    CHECK(moment(iso, "2012-02-29 00:00:00") == "2012-02-29 0");
    CHECK(moment(iso, "2013-03-20 23:59:59") == "2013-03-20 86399000000");
    for (const char *wrong :
         {"", "2013-03-20", "2013-02-29 00:00:00", "2013-03-20 24:00:00", "2013-03-20 10:60:00", "2013-03-20 10:11:60",
          "2013-03-20x10:11:12", "2013-03-20 10:11:12.", "2013-03-20 1a:11:12", "2013-03-20 10:11:12 PM",
          "2013-03-20 10:11:12+25:00", "20/3/2013 10:11:12", "2013-03-20 10:11:12Zz", "2013-03-20 10-11-12"})
        CHECK_MESSAGE(moment(iso, wrong) == "no", wrong);
}

TEST_CASE("the day of the row before helps, and does not mislead") {
    TimeReader reader(TimeForm::iso);
    WrittenTime time;
    REQUIRE(reader.read("2013-03-20T10:11:12Z", time));
    REQUIRE(reader.read("2013-03-20 10:11:13", time));
    CHECK(time.micros == 36'673'000'000);
    CHECK_FALSE(time.has_offset);
    REQUIRE(reader.read("2013-03-20T10:11:14+00:30", time));
    CHECK(time.offset_seconds == 1'800);
    REQUIRE(reader.read("2013-03-21T10:11:12Z", time));
    CHECK(Day(time.day).text() == "2013-03-21");
    CHECK(time.has_offset);
    CHECK_FALSE(reader.read("2013-03-21T10:11:1xZ", time));
    CHECK_FALSE(reader.read("2013-03-21T25:11:12Z", time));
    CHECK_FALSE(reader.read("2013-03-21t10:11:12Z", time));
}

TEST_CASE("times with slashes, days first or months first") {
    CHECK(moment(TimeForm::day_month_year, "28/9/2017 16:33:01") == "2017-09-28 59581000000");
    CHECK(moment(TimeForm::day_month_year, "1/9/2017 6:33:01") == "2017-09-01 23581000000");
    CHECK(moment(TimeForm::month_day_year, "9/28/2017 16:33:01") == "2017-09-28 59581000000");
    CHECK(moment(TimeForm::day_month_year, "28/13/2017 16:33:01") == "no");
    CHECK(moment(TimeForm::day_month_year, "29/2/2017 16:33:01") == "no");
    CHECK(moment(TimeForm::day_month_year, "28/9/17 16:33:01") == "no");
    CHECK(moment(TimeForm::day_month_year, "28/9/2017") == "no");
    CHECK(moment(TimeForm::day_month_year, "28/9/2017 16:33") == "no");
    CHECK(moment(TimeForm::day_month_year, "2017-09-28 16:33:01") == "no");
}
