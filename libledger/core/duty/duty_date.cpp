#include "core/duty/duty_date.hpp"

#include <algorithm>

#include "core/duty/notice.hpp"
#include "core/time/months.hpp"

namespace proviso {
namespace {

constexpr std::int64_t hours_most = 8'766'000; ///< a thousand years
constexpr std::int64_t months_most = 12'000;   ///< as long

/// The day on which the notice counts that the event is; its own day if no method makes it count.
Result<Day> counted(const Terms &terms, Day on, const Event &event) {
    NoticeFacts facts;
    const std::string_view method = event.text("method");
    facts.method = method.empty() ? "email" : std::string(method);
    facts.sent = on;
    facts.by_customer = event.text("by") == "customer";
    if (facts.by_customer) return on; // dated by its receipt
    PV_TRY(const DeemedNotice notice, deemed_notice(terms, facts));
    return notice.day.value_or(on);
}

/// From when the time counts: a day that the event tells, the day on which it counts as a notice, or its own.
Result<Day> start_of(const Terms &terms, const DutyRule &rule, Day on, const Event *event) {
    if (!event) return on;
    if (!rule.date_field.empty()) return event->day(rule.date_field).value_or(on);
    if (rule.counts_from == DutyStart::deemed) return counted(terms, on, *event);
    if (rule.counts_from == DutyStart::event) return on;
    PV_TRY(const BusinessCalendar *calendar, terms.calendar());
    BusinessCalendar weekdays = *calendar;
    weekdays.holidays.clear();
    Terms without = terms;
    without.set_calendar(&weekdays);
    return counted(without, on, *event);
}

Result<Day> on_open_day(const Terms &terms, const DutyRule &rule, Day date) {
    if (!rule.open_day) return date;
    PV_TRY(const BusinessCalendar *calendar, terms.calendar());
    return calendar->on_or_after(date);
}

Result<MonthEnd> month_end(const Terms &terms, const DutyRule &rule) {
    if (rule.month_end == DutyMonthEnd::round_up) return MonthEnd::round_up;
    if (rule.month_end == DutyMonthEnd::round_down || !terms.decides("duty.month_end")) return MonthEnd::round_down;
    PV_TRY(const ChosenReading chosen, terms.option("duty.month_end"));
    if (chosen.option == "round_up") return MonthEnd::round_up;
    return chosen.option == "fail" ? MonthEnd::fail : MonthEnd::round_down;
}

} // namespace

Result<Day> duty_date(const Terms &terms, const DutyRule &rule, Day on, std::int64_t days, const Event *event) {
    PV_TRY(const Day start, start_of(terms, rule, on, event));
    if (rule.days == DutyDays::clear) ++days;
    const std::int64_t most = rule.ahead ? start - day_first : day_last - start;
    const auto count = static_cast<std::int32_t>(std::clamp<std::int64_t>(days, 0, most));
    if (rule.ahead) return on_open_day(terms, rule, start - count);
    if (rule.days != DutyDays::business) return on_open_day(terms, rule, start + count);
    PV_TRY(const BusinessCalendar *calendar, terms.calendar());
    PV_TRY(const Day date, calendar->add_business_days(start, count));
    return on_open_day(terms, rule, date);
}

Result<Day> duty_date(const Terms &terms, const DutyRule &rule, Day on, const Event *event) {
    PV_TRY(std::int64_t count, terms.integer(rule.within));
    const std::string &unit = terms.pack().parameter(rule.within)->unit;
    // Hours that are begun on the last day belong to it.
    if (unit == "hour") count = (std::clamp<std::int64_t>(count, 0, hours_most) + 23) / 24;
    if (unit != "month" && unit != "year") return duty_date(terms, rule, on, count, event);
    PV_TRY(const Day start, start_of(terms, rule, on, event));
    const std::int64_t each = unit == "year" ? 12 : 1;
    const auto months = static_cast<std::int32_t>(std::clamp<std::int64_t>(count, 0, months_most / each) * each);
    PV_TRY(const MonthEnd end, month_end(terms, rule));
    PV_TRY(const Day date, add_months(start, rule.ahead ? -months : months, end));
    return on_open_day(terms, rule, date);
}

} // namespace proviso
