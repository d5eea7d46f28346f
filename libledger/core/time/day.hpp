// Civil days, half-open periods and instants. No clock and no time zone: zones are resolved in io/, once, at import.
//
// Day is a day of the proleptic Gregorian calendar, counted from 1970-01-01; it has no hour. Day - Day is a number of
// days; Day + Day does not compile. Range 0001-01-01 to 9999-12-31. Values, thread-safe.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace proviso {

/// Year, month 1-12, day 1-31 as written; may not exist (30 February).
struct CivilDate {
    std::int32_t year = 1970;
    std::int32_t month = 1;
    std::int32_t day = 1;
    [[nodiscard]] friend bool operator==(const CivilDate &, const CivilDate &) = default;
};

/// 1 Monday ... 7 Sunday (ISO 8601).
enum class Weekday : std::uint8_t { monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday };

class Day {
  public:
    constexpr Day() = default;
    constexpr explicit Day(std::int32_t days_since_1970) : days_(days_since_1970) {}

    /// Error: date.invalid for a date that does not exist, date.range outside 0001..9999.
    [[nodiscard]] static Result<Day> of(CivilDate date);
    /// "2013-03-20", exactly. Error: date.invalid, date.range.
    [[nodiscard]] static Result<Day> parse(std::string_view text);

    [[nodiscard]] constexpr std::int32_t number() const { return days_; } ///< days since 1970-01-01
    [[nodiscard]] CivilDate civil() const;
    [[nodiscard]] Weekday weekday() const;
    [[nodiscard]] std::string text() const; ///< "2013-03-20"

    [[nodiscard]] friend constexpr auto operator<=>(const Day &, const Day &) = default;
    [[nodiscard]] friend constexpr Day operator+(Day day, std::int32_t days) { return Day(day.days_ + days); }
    [[nodiscard]] friend constexpr Day operator-(Day day, std::int32_t days) { return Day(day.days_ - days); }
    [[nodiscard]] friend constexpr std::int32_t operator-(Day a, Day b) { return a.days_ - b.days_; }

  private:
    std::int32_t days_ = 0;
};

constexpr Day day_first{-719162}; ///< 0001-01-01
constexpr Day day_last{2932896};  ///< 9999-12-31

/// day + days for a number that comes from outside: the plain + is for small numbers that cannot leave the range.
/// Error: date.range.
[[nodiscard]] Result<Day> add_days(Day day, std::int64_t days);

/// [from, until): the day `until` is outside.
struct Period {
    Day from;
    Day until;
    [[nodiscard]] constexpr std::int32_t days() const { return until - from; }
    [[nodiscard]] constexpr bool contains(Day day) const { return from <= day && day < until; }
    [[nodiscard]] friend constexpr bool operator==(const Period &, const Period &) = default;
};

/// A point in time: microseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
class Instant {
  public:
    constexpr Instant() = default;
    constexpr explicit Instant(std::int64_t micros) : micros_(micros) {}
    /// RFC 3339 with an offset or Z: "2013-09-29T05:30:00Z", "2013-09-28T22:30:00.250-07:00". Capital T and Z, at most
    /// 6 decimals of a second, no leap second (:60), years 0001 to 9999. Error: instant.invalid.
    [[nodiscard]] static Result<Instant> parse(std::string_view text);

    [[nodiscard]] constexpr std::int64_t micros() const { return micros_; }
    [[nodiscard]] std::string text() const; ///< in UTC, with a fraction only if there is one
    [[nodiscard]] Day utc_day() const;
    [[nodiscard]] friend constexpr auto operator<=>(const Instant &, const Instant &) = default;

  private:
    std::int64_t micros_ = 0;
};

} // namespace proviso
