#include "core/bill/month_rule.hpp"

#include <string>

namespace proviso {
namespace {

Error unknown(const ChosenReading &chosen, std::string_view question) {
    return Error(Code::reading_option_unknown,
                 "reading " + chosen.reading->id + " answers " + std::string(question) + " with '" +
                     std::string(chosen.option) + "', which no cycle follows",
                 "choose another option");
}

} // namespace

Result<MonthRule> month_rule(const Terms &terms) {
    MonthRule rule;
    PV_TRY(const ChosenReading end, terms.option("month.end"));
    if (end.option == "round_down")
        rule.end = MonthEnd::round_down;
    else if (end.option == "round_up")
        rule.end = MonthEnd::round_up;
    else if (end.option == "fail")
        rule.end = MonthEnd::fail;
    else
        return unknown(end, "month.end");
    PV_TRY(const ChosenReading series, terms.option("month.series"));
    if (series.option == "sticky")
        rule.series = MonthSeries::sticky;
    else if (series.option == "drift")
        rule.series = MonthSeries::drift;
    else
        return unknown(series, "month.series");
    return rule;
}

Result<Day> series_day(const MonthRule &rule, Day anchor, std::int32_t index, std::int32_t months) {
    const std::int64_t steps = std::int64_t{index} * months;
    if (index < 0 || months < 1 || steps > day_last - day_first)
        return Error(Code::date_range,
                     "period " + std::to_string(index) + " from " + anchor.text() + " is outside the calendar");
    if (rule.series == MonthSeries::sticky || months == 1)
        return month_series(anchor, static_cast<std::int32_t>(steps), rule.end, rule.series);
    Day day = anchor; // only the dates of the series drift, not the months between them
    for (std::int32_t i = 0; i < index; ++i) { PV_TRY(day, add_months(day, months, rule.end)); }
    return day;
}

} // namespace proviso
