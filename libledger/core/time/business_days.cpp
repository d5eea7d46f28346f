#include "core/time/business_days.hpp"

#include <algorithm>

namespace proviso {

Result<bool> BusinessCalendar::is_business_day(Day day) const {
    if (!valid.contains(day))
        return Error(Code::calendar_range,
                     "the calendar " + id + " does not cover " + day.text() + ", only " + valid.from.text() +
                         " until " + valid.until.text(),
                     "use a calendar whose data covers the date");
    if (std::find(closed_weekdays.begin(), closed_weekdays.end(), day.weekday()) != closed_weekdays.end()) return false;
    const auto found = std::lower_bound(holidays.begin(), holidays.end(), day,
                                        [](const Holiday &holiday, Day wanted) { return holiday.day < wanted; });
    return found == holidays.end() || found->day != day;
}

Result<Day> BusinessCalendar::add_business_days(Day day, std::int32_t count) const {
    const std::int32_t step = count < 0 ? -1 : 1;
    while (count != 0) { // a day outside the calendar ends it at the latest
        day = day + step;
        PV_TRY(const bool open, is_business_day(day));
        if (open) count -= step;
    }
    return day;
}

Result<Day> BusinessCalendar::on_or_after(Day day) const {
    for (;; day = day + 1) {
        PV_TRY(const bool open, is_business_day(day));
        if (open) return day;
    }
}

std::vector<Holiday> BusinessCalendar::holidays_between(Day from, Day until) const {
    std::vector<Holiday> found;
    for (const Holiday &holiday : holidays)
        if (from < holiday.day && holiday.day <= until) found.push_back(holiday);
    return found;
}

} // namespace proviso
