#include <doctest/doctest.h>

#include <random>

#include "core/time/day.hpp"

using namespace proviso;

namespace {
Instant instant(std::string_view text) { return Instant::parse(text).value(); }
} // namespace

TEST_CASE("instants are microseconds since 1970, whatever the offset") {
    CHECK(instant("1970-01-01T00:00:00Z").micros() == 0);
    CHECK(instant("1969-12-31T23:59:59.999999Z").micros() == -1);
    CHECK(instant("2013-09-29T05:30:00Z").micros() == 1'380'432'600'000'000);
    CHECK(instant("2013-09-28T22:30:00-07:00") == instant("2013-09-29T05:30:00Z")); // R-X-06
    CHECK(instant("2013-09-29T11:00:00+05:30") == instant("2013-09-29T05:30:00Z"));
    CHECK(instant("2013-09-29T05:30:00-00:00") == instant("2013-09-29T05:30:00Z"));
    CHECK(instant("2013-09-29T05:30:00.250Z") > instant("2013-09-29T05:30:00.2Z"));
}

TEST_CASE("text is UTC with a fraction only where there is one") {
    CHECK(instant("2013-09-28T22:30:00-07:00").text() == "2013-09-29T05:30:00Z");
    CHECK(instant("2013-09-28T22:30:00.250-07:00").text() == "2013-09-29T05:30:00.25Z");
    CHECK(instant("2013-09-29T05:30:00.000000Z").text() == "2013-09-29T05:30:00Z");
    CHECK(instant("2013-09-29T05:30:00.000001Z").text() == "2013-09-29T05:30:00.000001Z");
    CHECK(instant("1969-12-31T23:59:59.5Z").text() == "1969-12-31T23:59:59.5Z");
    CHECK(instant("2013-09-29T00:30:00+01:00").utc_day() == Day::parse("2013-09-28").value());
    CHECK(Instant(-1).utc_day() == Day(-1));
}

TEST_CASE("what is not an instant is refused") {
    for (const std::string_view bad : {"",
                                       "2013-09-29",
                                       "2013-09-29T05:30:00",
                                       "2013-09-29 05:30:00Z",
                                       "2013-09-29t05:30:00Z",
                                       "2013-09-29T05:30:00z",
                                       "2013-09-29T05:30Z",
                                       "2013-09-29T24:00:00Z",
                                       "2013-09-29T05:60:00Z",
                                       "2013-09-29T05:30:60Z",
                                       "2013-02-29T05:30:00Z",
                                       "2013-09-29T05:30:00.Z",
                                       "2013-09-29T05:30:00.1234567Z",
                                       "2013-09-29T05:30:00.1",
                                       "2013-09-29T05:30:00+24:00",
                                       "2013-09-29T05:30:00+05:60",
                                       "2013-09-29T05:30:00+0530",
                                       "2013-09-29T05:30:00+05",
                                       "2013-09-29T05:30:00ZZ",
                                       "2013-09-29T05:30:00 Z",
                                       "2013-09-29T-5:30:00Z",
                                       "0001-01-01T00:00:00+01:00",
                                       "9999-12-31T23:59:59-01:00",
                                       "0000-12-31T23:00:00-02:00"})
        CHECK_MESSAGE(Instant::parse(bad).error().code == Code::instant_invalid, bad);
    CHECK(instant("9999-12-31T23:59:59.999999Z").utc_day() == day_last);
    CHECK(instant("0001-01-01T00:00:00Z").utc_day() == day_first);
}

TEST_CASE("property: text reads back") {
    std::mt19937_64 random(20130929);
    const std::int64_t first = instant("0001-01-01T00:00:00Z").micros();
    const std::int64_t last = instant("9999-12-31T23:59:59.999999Z").micros();
    for (int round = 0; round < 5000; ++round) {
        const std::int64_t span = last - first;
        const Instant value(first + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(span)));
        CHECK(instant(value.text()) == value);
    }
}
