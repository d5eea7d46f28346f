#include "core/time/day.hpp"

#include "core/time/civil.hpp"
#include "core/time/digits.hpp"
#include "core/time/months.hpp"

namespace proviso {

Result<Day> Day::of(CivilDate date) {
    if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > days_in_month(date.year, date.month))
        return Error(Code::date_invalid, "there is no such date", "write a date of the calendar, such as 2013-03-20");
    if (date.year < 1 || date.year > 9999)
        return Error(Code::date_range, "the year is outside 0001 to 9999", "write a year of four digits");
    return Day(static_cast<std::int32_t>(number_from_civil(date)));
}

Result<Day> Day::parse(std::string_view text) {
    const auto year = digits_at(text, 0, 4);
    const auto month = digits_at(text, 5, 2);
    const auto day = digits_at(text, 8, 2);
    if (text.size() != 10 || !year || !month || !day || text[4] != '-' || text[7] != '-')
        return Error(Code::date_invalid, "the text is not a date", "write it as year-month-day, such as 2013-03-20");
    return of({*year, *month, *day});
}

CivilDate Day::civil() const { return civil_from_number(days_); }

Weekday Day::weekday() const {
    const std::int64_t shifted = std::int64_t{days_} + 3; // 1970-01-01 was a Thursday
    return static_cast<Weekday>(shifted - floor_divide(shifted, 7) * 7 + 1);
}

std::string Day::text() const {
    const CivilDate date = civil();
    std::string out;
    if (date.year < 0) out += '-'; // outside the range of valid days: shown, not hidden
    append_digits(out, date.year < 0 ? -std::int64_t{date.year} : date.year, 4);
    out += '-';
    append_digits(out, date.month, 2);
    out += '-';
    append_digits(out, date.day, 2);
    return out;
}

Result<Day> add_days(Day day, std::int64_t days) {
    std::int64_t number = 0;
    if (__builtin_add_overflow(std::int64_t{day.number()}, days, &number) || number < day_first.number() ||
        number > day_last.number())
        return Error(Code::date_range, "the date lies outside 0001-01-01 to 9999-12-31");
    return Day(static_cast<std::int32_t>(number));
}

} // namespace proviso
