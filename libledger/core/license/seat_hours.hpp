// Seat hours: how many seats the use of one login needs.
//
// Rule: a seat is one login used for at most seat.hours; exactly so many hours are allowed. The reading of
// "seat.window" says in what:
//   rolling_24h   any span of seat.window_hours elapsed hours, wherever it starts (a clock change does not move it)
//   calendar_day  each civil day of the account's zone, however many hours it has
// seats = hours in the fullest window / seat.hours, rounded up, at least 1. Sessions of the login that overlap count
// once. The reading of "seat.idle": login_time counts all hours logged in; active_time takes each session's idle time
// off its end (how long a login idled is recorded, not when). What extra seats cost ("seat.excess") is the caller's
// question.
//
// Example: 16:00-24:00 and 00:00-08:00 the next day are 16 h in one rolling window, 2 seats; by calendar day 8 h each,
// 1 seat.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "core/explain/derivation.hpp"
#include "core/pack/terms.hpp"
#include "core/rate/usage.hpp"

namespace proviso {

struct SeatUse {
    std::int64_t seats = 1;          ///< that the login needs
    std::int64_t extra = 0;          ///< seats - 1
    std::optional<Day> first_excess; ///< the civil day on which more than one seat was first needed
    std::int64_t fullest_micros = 0; ///< use in the fullest window
    Instant window_start;            ///< of the fullest window (the earliest, if several are equally full); by calendar
    Instant window_end;              ///< day, of the first and last use of that day
    Day fullest_day;                 ///< civil day of the fullest window's start
    Calculation work; ///< result: seats. Outputs "seats", "extra", "hours", and if exceeded "first_excess"
};

/// Calculation "seats" for the sessions of ONE login, in any order; none is 1 seat. Cites provision "seat_hours".
/// Errors: value.range (an end before its start, pieces that do not add up to the session), reading.unknown,
/// parameter.*.
[[nodiscard]] Result<SeatUse> seat_hours(const Terms &terms, std::span<const Session> sessions);

} // namespace proviso
