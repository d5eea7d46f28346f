#include "core/time/day_count.hpp"

#include <algorithm>

#include "core/time/months.hpp"

namespace proviso {
namespace {
std::int32_t days_of_thirty(CivilDate from, CivilDate until) {
    return (until.year - from.year) * 360 + (until.month - from.month) * 30 + (until.day - from.day);
}
bool is_last_of_february(CivilDate date) { return date.month == 2 && date.day == days_in_month(date.year, date.month); }
} // namespace

std::int32_t days_30e_360(Day from, Day until) {
    CivilDate first = from.civil();
    CivilDate second = until.civil();
    first.day = std::min(first.day, 30);
    second.day = std::min(second.day, 30);
    return days_of_thirty(first, second);
}

std::int32_t days_30us_360(Day from, Day until) {
    CivilDate first = from.civil();
    CivilDate second = until.civil();
    if (is_last_of_february(first) && is_last_of_february(second)) second.day = 30;
    if (is_last_of_february(first)) first.day = 30;
    if (second.day == 31 && first.day >= 30) second.day = 30;
    if (first.day == 31) first.day = 30;
    return days_of_thirty(first, second);
}

} // namespace proviso
