#include <doctest/doctest.h>

#include "core/license/seat_hours.hpp"
#include "core/license/session_text.hpp"
#include "support/test_pack.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

const Choices by_day{{"R-SS-04", "calendar_day"}};

Result<SeatUse> use(std::string_view sessions, const Choices &choices = {}) {
    const auto result = seat_hours(terms(choices), parse_sessions(sessions).value());
    if (result) check_sound(result->work);
    return result;
}

std::string hours(const SeatUse &use) { return Ratio::of(use.fullest_micros, 3'600'000'000)->text(); }

/// Seats and hours in the fullest window.
std::string needed(std::string_view sessions, const Choices &choices = {}) {
    const auto result = use(sessions, choices);
    if (!result) return std::string(code_name(result.error().code));
    CHECK(result->extra == result->seats - 1);
    CHECK(result->first_excess.has_value() == (result->seats > 1));
    return std::to_string(result->seats) + " " + hours(*result);
}

/// The slow way: every window that starts or ends with a session.
std::int64_t fullest_by_force(const std::vector<Session> &disjoint, std::int64_t window) {
    std::int64_t best = 0;
    const auto in = [&](std::int64_t from) {
        std::int64_t used = 0;
        for (const Session &session : disjoint)
            used += std::max<std::int64_t>(0, std::min(session.end.micros(), from + window) -
                                                  std::max(session.start.micros(), from));
        return used;
    };
    for (const Session &session : disjoint)
        best = std::max({best, in(session.start.micros()), in(session.end.micros() - window)});
    return best;
}

} // namespace

TEST_CASE("R-SS-04: the same sixteen hours by rolling window and by calendar day") {
    CHECK(needed("16:00-24:00,00:00-08:00") == "2 16");
    CHECK(needed("16:00-24:00,00:00-08:00", by_day) == "1 8");
}

TEST_CASE("R-SS-04: from ten to six, then from nine to five, breaches the rolling window") {
    const auto rolling = use("10:00-18:00,09:00-17:00");
    REQUIRE(rolling.ok());
    CHECK(hours(*rolling) == "9");
    CHECK(rolling->seats == 2);
    // The window that ends at 17:00 holds 1 + 8; the one that starts at 10:00 holds as many, 8 + 1, and is earlier.
    CHECK(rolling->window_start.text() == "1970-01-01T10:00:00Z");
    CHECK(rolling->window_end.text() == "1970-01-02T10:00:00Z");
    CHECK(rolling->fullest_day == day("1970-01-01"));
    CHECK(rolling->first_excess == day("1970-01-02"));
    CHECK(needed("10:00-18:00,09:00-17:00", by_day) == "1 8");
}

TEST_CASE("R-X-05: exactly eight hours are allowed, one second more is not") {
    CHECK(needed("09:00-17:00") == "1 8");
    CHECK(needed("2013-03-05T09:00:00Z/2013-03-05T17:00:01Z") == "2 28801/3600");
    CHECK(needed("2013-03-05T09:00:00Z/2013-03-05T17:00:01Z", by_day) == "2 28801/3600");
    CHECK(needed("2013-03-05T09:00:00Z/2013-03-05T17:00:00.000001Z") == "2 28800000001/3600000000");
    // Two uses that are a window apart: the second begins as the first leaves the window.
    CHECK(needed("08:00-16:00,08:00-16:00") == "1 8");
    CHECK(needed("2013-03-05T08:00:00Z/2013-03-05T16:00:00Z,2013-03-06T07:59:59Z/2013-03-06T16:00:00Z") ==
          "2 28801/3600");
}

TEST_CASE("sixteen hours are two seats, one more is three") {
    CHECK(needed("00:00-16:00") == "2 16");
    CHECK(needed("00:00-17:00") == "3 17");
    CHECK(needed("00:00-24:00") == "3 24");
}

TEST_CASE("user workflows 5.2: within the cap by calendar day, two hours over by the rolling window") {
    CHECK(needed("08:00-14:00,22:00-02:00", by_day) == "1 8");
    CHECK(needed("08:00-14:00,22:00-02:00") == "2 10");
}

TEST_CASE("R-SS-32: idle hours count or do not") {
    CHECK(needed("09:00-18:00 idle=5400") == "2 9");
    CHECK(needed("09:00-18:00 idle=5400", {{"R-SS-32", "active_time"}}) == "1 15/2");
    CHECK(needed("09:00-18:00 idle=5400", {{"R-SS-04", "calendar_day"}, {"R-SS-32", "active_time"}}) == "1 15/2");
}

TEST_CASE("sessions that overlap count once, in any order") {
    CHECK(needed("2013-03-05T09:00:00Z/2013-03-05T14:00:00Z,2013-03-05T10:00:00Z/2013-03-05T17:00:00Z") == "1 8");
    CHECK(needed("2013-03-05T10:00:00Z/2013-03-05T17:00:00Z,2013-03-05T09:00:00Z/2013-03-05T14:00:00Z") == "1 8");
    CHECK(needed("2013-03-05T09:00:00Z/2013-03-05T17:00:00Z,2013-03-05T09:00:00Z/2013-03-05T17:00:00Z", by_day) ==
          "1 8");
}

TEST_CASE("no session, and one of no length, are one seat") {
    CHECK(needed("") == "1 0");
    CHECK(needed("", by_day) == "1 0");
    CHECK(needed("2013-03-05T09:00:00Z/2013-03-05T09:00:00Z") == "1 0");
}

TEST_CASE("R-X-06: civil days are those of the account's zone") {
    // 16:00 to 24:00 in Los Angeles crosses midnight UTC; the pieces keep it in its own day.
    const std::string_view zoned = "2013-03-06T00:00:00Z/2013-03-06T08:00:00Z 2013-03-05=28800,"
                                   "2013-03-06T08:00:00Z/2013-03-06T16:00:00Z 2013-03-06=28800";
    CHECK(needed(zoned, by_day) == "1 8");
    CHECK(needed("2013-03-06T00:00:00Z/2013-03-06T08:00:00Z,2013-03-06T08:00:00Z/2013-03-06T16:00:00Z", by_day) ==
          "2 16");
    CHECK(use(zoned)->first_excess == day("2013-03-06"));
}

TEST_CASE("a day of 25 hours holds more by calendar day; a rolling window is 24 elapsed hours") {
    // 3 November 2013 in Los Angeles, from 00:00 to 24:00 local: 25 hours.
    const std::string_view long_day = "2013-11-03T07:00:00Z/2013-11-04T08:00:00Z 2013-11-03=90000";
    CHECK(needed(long_day, by_day) == "4 25");
    CHECK(needed(long_day) == "3 24");
}

TEST_CASE("the excess begins on the day on which the use first stands above the allowance") {
    // Four hours, then five more after midnight: the ninth hour begins at 04:00 of the second day.
    CHECK(use("20:00-24:00,00:00-05:00")->first_excess == day("1970-01-02"));
    CHECK(use("14:00-24:00,00:00-05:00")->first_excess == day("1970-01-01"));
    CHECK(use("00:00-06:00,00:00-06:00,00:00-09:00", by_day)->first_excess == day("1970-01-03"));
}

TEST_CASE("the sweep finds what trying every window finds") {
    std::uint64_t state = 88172645463325252ULL; // xorshift, fixed seed
    const auto next = [&](std::int64_t below) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return static_cast<std::int64_t>(state % static_cast<std::uint64_t>(below));
    };
    for (int round = 0; round < 300; ++round) {
        std::vector<Session> sessions;
        std::int64_t at = 0;
        for (std::int64_t i = next(12); i >= 0; --i) {
            Session session;
            at += next(10 * 3600) * 1'000'000;
            session.start = Instant(at);
            at += next(9 * 3600) * 1'000'000;
            session.end = Instant(at);
            sessions.push_back(session);
        }
        const auto result = seat_hours(terms(), sessions);
        REQUIRE(result.ok());
        CHECK(result->fullest_micros == fullest_by_force(sessions, 24LL * 3'600'000'000));
        CHECK(result->first_excess.has_value() == (result->fullest_micros > 8LL * 3'600'000'000));
    }
}

TEST_CASE("the calculation carries its sessions, its clause and its readings") {
    const auto result = use("16:00-24:00,00:00-08:00");
    CHECK(result->work.clauses == std::vector<std::string>{"SS-1.seat"});
    CHECK(result->work.readings == std::vector<ReadingUse>{{"R-SS-04", "rolling_24h"}, {"R-SS-32", "login_time"}});
    CHECK(output_of(result->work, "seats") == "2");
    CHECK(output_of(result->work, "extra") == "1");
    CHECK(output_of(result->work, "hours") == "16");
    CHECK(output_of(result->work, "first_excess") == "1970-01-02");
    CHECK(result->work.derivation.find("sessions")->value ==
          Value(std::string("1970-01-01T16:00:00Z/1970-01-02T00:00:00Z,1970-01-02T00:00:00Z/1970-01-02T08:00:00Z")));
}

TEST_CASE("sessions and parameters that make no sense are refused") {
    Session backwards;
    backwards.start = Instant(1);
    CHECK(seat_hours(terms(), {&backwards, 1}).error().code == Code::value_range);
    Session pieces;
    pieces.end = Instant(10);
    pieces.pieces = {{day("1970-01-01"), 9}};
    CHECK(seat_hours(terms(), {&pieces, 1}).error().code == Code::value_range);
    Session far;
    far.end = Instant(INT64_MAX);
    CHECK(seat_hours(terms(), {&far, 1}).error().code == Code::value_range);
    Session idle;
    idle.idle_micros = 1;
    CHECK(seat_hours(terms(), {&idle, 1}).error().code == Code::value_range);
    CHECK(seat_hours(terms({}, {{"seat.hours", "0"}}), {}).error().code == Code::value_range);
    CHECK(seat_hours(terms({}, {{"seat.window_hours", "100000"}}), {}).error().code == Code::value_range);
}
