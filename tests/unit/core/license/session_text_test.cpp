#include <doctest/doctest.h>

#include "core/license/session_text.hpp"
#include "support/test_pack.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

std::string canonical(std::string_view text) {
    const auto sessions = parse_sessions(text);
    return sessions ? sessions_text(*sessions) : std::string(code_name(sessions.error().code));
}

} // namespace

TEST_CASE("clock times run on through the days") {
    CHECK(canonical("16:00-24:00,00:00-08:00") ==
          "1970-01-01T16:00:00Z/1970-01-02T00:00:00Z,1970-01-02T00:00:00Z/1970-01-02T08:00:00Z");
    CHECK(canonical("22:00-02:00") == "1970-01-01T22:00:00Z/1970-01-02T02:00:00Z");
    CHECK(canonical("10:00-18:00,10:00-18:00") ==
          "1970-01-01T10:00:00Z/1970-01-01T18:00:00Z,1970-01-02T10:00:00Z/1970-01-02T18:00:00Z");
    CHECK(canonical("08:00-14:00,10:00-18:00") ==
          "1970-01-01T08:00:00Z/1970-01-01T14:00:00Z,1970-01-01T10:00:00Z/1970-01-01T18:00:00Z");
}

TEST_CASE("instants, idle time and days are kept, and days of UTC are left out") {
    CHECK(canonical("2013-03-05T16:00:00-08:00/2013-03-06T01:00:00Z") == "2013-03-06T00:00:00Z/2013-03-06T01:00:00Z");
    const std::string zoned =
        "2013-03-06T00:00:00Z/2013-03-06T09:00:00.5Z idle=5400 2013-03-05=28800 2013-03-06=7201/2";
    CHECK(canonical(zoned) == zoned);
    CHECK(canonical("2013-03-06T00:00:00Z/2013-03-06T01:00:00Z 2013-03-06=3600") ==
          "2013-03-06T00:00:00Z/2013-03-06T01:00:00Z");
    CHECK(parse_sessions(zoned)->front().idle_micros == 5'400'000'000);
    CHECK(canonical("").empty());
}

TEST_CASE("what is no session is refused") {
    for (const char *text : {"16:00", "16:00-", "16:00-25:00", "16:60-17:00", "24:01-24:00", "1600-1700", "x",
                             "16:00-17:00 nap=3", "16:00-17:00 2013-02-30=5"}) {
        INFO(std::string(text));
        CHECK(canonical(text) == "value.type");
    }
    CHECK(canonical("2013-03-05T16:00/2013-03-06T01:00") == "instant.invalid");
    CHECK(canonical("2013-03-06T01:00:00Z/2013-03-06T00:00:00Z") == "value.range");
    CHECK(canonical("2013-03-06T01:00:00Z/2015-03-06T00:00:00Z") == "value.range");
    CHECK(canonical("16:00-17:00 idle=-1") == "value.range");
    CHECK(canonical("16:00-17:00 idle=1/3") == "value.range");
    std::string many = "00:00-00:01";
    for (int i = 0; i < 100'000; ++i) many += ",00:00-00:01";
    CHECK(canonical(many) == "input.too_large");
}
