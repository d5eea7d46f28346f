#include "io/calendar_reader.hpp"

#include <algorithm>
#include <array>

#include "io/toml_reader.hpp"

namespace proviso {
namespace {
constexpr std::array<std::string_view, 7> weekday_names{"monday", "tuesday",  "wednesday", "thursday",
                                                        "friday", "saturday", "sunday"};

Error out_of_range(std::string what, std::string todo) {
    return Error(Code::value_range, std::move(what), std::move(todo));
}

void read_closed(TomlTable &form, std::vector<Weekday> &closed) {
    for (const std::string &name : form.texts("closed", Need::required)) {
        const auto found = std::find(weekday_names.begin(), weekday_names.end(), name);
        const auto weekday = static_cast<Weekday>(found - weekday_names.begin() + 1);
        if (found == weekday_names.end())
            form.fail("closed", out_of_range("'" + name + "' is no weekday", "write monday to sunday"));
        else if (std::find(closed.begin(), closed.end(), weekday) != closed.end())
            form.fail("closed", out_of_range("'" + name + "' is closed twice", "name each weekday once"));
        else
            closed.push_back(weekday);
    }
}

/// Keys are dates, so that the file has one line for a day and TOML itself refuses a day twice.
void read_holidays(const TomlNode &list, TomlErrors &errors, BusinessCalendar &calendar) {
    for (const TomlEntry &entry : list.entries) {
        const auto day = Day::parse(entry.key);
        if (!day) {
            errors.add(entry.place, day.error());
        } else if (entry.value.kind != TomlKind::text) {
            errors.add(entry.value.place, Error(Code::value_type, "the name of a holiday is not text"));
        } else if (entry.value.text.empty()) {
            errors.add(entry.value.place, out_of_range("a holiday has no name", "say what is kept on the day"));
        } else if (!calendar.valid.contains(*day)) {
            errors.add(entry.place, out_of_range("a holiday lies outside the calendar's validity",
                                                 "widen from and until, or leave the day out"));
        } else {
            calendar.holidays.push_back({*day, entry.value.text});
        }
    }
    // total order: TOML has refused a day that stands twice
    std::sort(calendar.holidays.begin(), calendar.holidays.end(),
              [](const Holiday &a, const Holiday &b) { return a.day < b.day; });
}
} // namespace

Result<BusinessCalendar> read_calendar(std::string_view bytes, const std::string &name) {
    PV_TRY(const TomlNode root, parse_toml(bytes, name, calendar_size_limit));
    TomlErrors errors{name, {}};
    TomlTable file(root, errors, "the calendar file");
    TomlTable form = file.table("calendar", Need::required);
    BusinessCalendar calendar;
    calendar.id = form.text("id");
    calendar.version = form.text("version");
    form.text("title");
    form.text("source");
    calendar.valid = {form.day("from"), form.day("until")};
    if (calendar.valid.until < calendar.valid.from)
        form.fail("until", Error(Code::period_invalid, "the calendar's validity ends before it starts"));
    read_closed(form, calendar.closed_weekdays);
    form.finish();
    const TomlNode *holidays = file.take("holidays", Need::required);
    file.finish();
    if (holidays && holidays->kind != TomlKind::table)
        errors.add(holidays->place, Error(Code::value_type, "holidays is not a table",
                                          "write [holidays] with lines such as 2013-07-04 = \"Independence Day\""));
    else if (holidays && errors.none())
        read_holidays(*holidays, errors, calendar);
    if (!errors.none()) return std::move(errors.list.front());
    return calendar;
}

} // namespace proviso
