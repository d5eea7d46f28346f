#include "core/bill/payment_days.hpp"

#include <string>

#include "core/explain/working.hpp"
#include "core/time/months.hpp"

namespace proviso {
namespace {

constexpr std::string_view question = "autopay.series";
constexpr std::int32_t most = 1'200;

/// The index-th month after `since` that has its day.
Result<Day> with_day(Day since, std::int32_t index) {
    Day day = since;
    for (std::int32_t month = 0; index > 0; --index) {
        auto next = add_months(since, ++month, MonthEnd::fail);
        while (!next && next.error().code == Code::date_no_such_day) next = add_months(since, ++month, MonthEnd::fail);
        if (!next) return std::move(next).error();
        day = *next;
    }
    return day;
}

} // namespace

Result<Day> payment_day(const Terms &terms, Day since, std::int32_t index) {
    PV_TRY(const ChosenReading chosen, terms.option(question));
    if (chosen.option == "clamp_sticky") return month_series(since, index, MonthEnd::round_down, MonthSeries::sticky);
    if (chosen.option == "clamp_drift") return month_series(since, index, MonthEnd::round_down, MonthSeries::drift);
    if (chosen.option == "roll_forward") return month_series(since, index, MonthEnd::round_up, MonthSeries::sticky);
    if (chosen.option == "skip") return with_day(since, index);
    return Error(Code::reading_option_unknown,
                 "reading " + chosen.reading->id + " answers " + std::string(question) + " with '" +
                     std::string(chosen.option) + "', which is no series of days",
                 "choose another option");
}

Result<Calculation> payment_days(const Terms &terms, Day since, std::int32_t count) {
    if (count < 1 || count > most)
        return Error(Code::value_range, "the count of days is " + std::to_string(count),
                     "ask for 1 to " + std::to_string(most));
    Working work(terms, "autopay", "payment_days");
    work.input("count", Ratio(count), "days asked for");
    const Term first = work.input("since", since, "the day on which it was arranged");
    Term last = first;
    for (std::int32_t i = 0; i < count && !work.failed(); ++i) {
        PV_TRY(const Day day, payment_day(terms, since, i + 1));
        work.choose(question);
        last = work.attest("payment day", day, "calendar of months", {first});
        work.output("days." + std::to_string(i), day);
    }
    return work.finish(last);
}

} // namespace proviso
