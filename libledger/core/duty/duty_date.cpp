#include "core/duty/duty_date.hpp"

#include <algorithm>

#include "core/duty/notice.hpp"

namespace proviso {
namespace {

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

} // namespace

Result<Day> duty_date(const Terms &terms, const DutyRule &rule, Day on, std::int64_t days, const Event *event) {
    Day start = on;
    if (event && rule.counts_from == DutyStart::deemed) {
        PV_TRY(start, counted(terms, on, *event));
    } else if (event && rule.counts_from == DutyStart::deemed_weekdays) {
        PV_TRY(const BusinessCalendar *calendar, terms.calendar());
        BusinessCalendar weekdays = *calendar;
        weekdays.holidays.clear();
        Terms without = terms;
        without.set_calendar(&weekdays);
        PV_TRY(start, counted(without, on, *event));
    }
    if (rule.days == DutyDays::clear) ++days;
    const std::int64_t most = day_last - start;
    const auto count = static_cast<std::int32_t>(std::clamp<std::int64_t>(days, 0, most));
    if (rule.days != DutyDays::business && !rule.open_day) return start + count;
    PV_TRY(const BusinessCalendar *calendar, terms.calendar());
    Day date = start + count;
    if (rule.days == DutyDays::business) { PV_TRY(date, calendar->add_business_days(start, count)); }
    return rule.open_day ? calendar->on_or_after(date) : Result<Day>(date);
}

} // namespace proviso
