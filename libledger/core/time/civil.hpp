// The arithmetic between a day number and year, month, day, used inside core/time only. Pure, thread-safe.
//
// The method is Howard Hinnant's ("chrono-Compatible Low-Level Date Algorithms"): years begin on 1 March, so that the
// leap day comes last, and 400 years are one era of 146,097 days.
#pragma once

#include "core/time/day.hpp"

namespace proviso {

[[nodiscard]] constexpr std::int64_t floor_divide(std::int64_t value, std::int64_t divisor) {
    return value / divisor - (value % divisor < 0 ? 1 : 0); // divisor > 0
}

/// Days since 1970-01-01 of a date that exists.
[[nodiscard]] constexpr std::int64_t number_from_civil(CivilDate date) {
    const std::int64_t year = std::int64_t{date.year} - (date.month <= 2 ? 1 : 0);
    const std::int64_t era = floor_divide(year, 400);
    const std::int64_t year_of_era = year - era * 400;                     // 0 to 399
    const std::int64_t month = date.month + (date.month > 2 ? -3 : 9);     // March is 0
    const std::int64_t day_of_year = (153 * month + 2) / 5 + date.day - 1; // 0 to 365
    const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146'097 + day_of_era - 719'468; // 0000-03-01 is 719,468 days before 1970-01-01
}

[[nodiscard]] constexpr CivilDate civil_from_number(std::int64_t number) {
    const std::int64_t shifted = number + 719'468;
    const std::int64_t era = floor_divide(shifted, 146'097);
    const std::int64_t day_of_era = shifted - era * 146'097; // 0 to 146,096
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t month = (5 * day_of_year + 2) / 153; // March is 0
    const std::int64_t year = year_of_era + era * 400 + (month >= 10 ? 1 : 0);
    return {static_cast<std::int32_t>(year), static_cast<std::int32_t>(month < 10 ? month + 3 : month - 9),
            static_cast<std::int32_t>(day_of_year - (153 * month + 2) / 5 + 1)};
}

static_assert(number_from_civil({1970, 1, 1}) == 0);
static_assert(number_from_civil({1, 1, 1}) == day_first.number());
static_assert(number_from_civil({9999, 12, 31}) == day_last.number());

} // namespace proviso
