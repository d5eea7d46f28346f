#include "core/time/months.hpp"

#include <array>

#include "core/time/civil.hpp"

namespace proviso {

bool is_leap_year(std::int32_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

std::int32_t days_in_month(std::int32_t year, std::int32_t month) {
    constexpr std::array<std::int32_t, 12> lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    assert(month >= 1 && month <= 12);
    if (month == 2 && is_leap_year(year)) return 29;
    return lengths[static_cast<std::size_t>(month - 1)];
}

Result<Day> add_months(Day day, std::int32_t months, MonthEnd policy) {
    const CivilDate from = day.civil();
    const std::int64_t count = std::int64_t{from.year} * 12 + (from.month - 1) + months;
    const std::int64_t year = floor_divide(count, 12);
    if (year < 1 || year > 9999)
        return Error(Code::date_range, "the month lies outside the years 0001 to 9999", "use fewer months");
    CivilDate to{static_cast<std::int32_t>(year), static_cast<std::int32_t>(count - year * 12 + 1), from.day};
    const std::int32_t length = days_in_month(to.year, to.month);
    if (to.day <= length) return Day::of(to);
    if (policy == MonthEnd::fail)
        return Error(Code::date_no_such_day,
                     "the month of " + std::to_string(to.year) + '-' + std::to_string(to.month) + " has no day " +
                         std::to_string(to.day),
                     "choose round_down or round_up");
    to.day = length;
    PV_TRY(const Day last, Day::of(to));
    return policy == MonthEnd::round_down ? last : last + 1; // a short month is never December of 9999
}

Result<Day> month_series(Day anchor, std::int32_t n, MonthEnd policy, MonthSeries series) {
    if (n < 0) return Error(Code::date_range, "a series has no date before its anchor");
    if (series == MonthSeries::sticky) return add_months(anchor, n, policy);
    Day day = anchor;
    for (std::int32_t step = 0; step < n; ++step) { // ends with date.range after at most 120,000 steps
        PV_TRY(day, add_months(day, 1, policy));
    }
    return day;
}

} // namespace proviso
