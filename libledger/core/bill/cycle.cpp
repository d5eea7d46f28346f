#include "core/bill/cycle.hpp"

#include <string>

#include "core/bill/month_rule.hpp"
#include "core/explain/working.hpp"

namespace proviso {
namespace {

constexpr std::int32_t cycles_shown_max = 1'200;
constexpr std::int64_t cycle_days_max = 36'525;    ///< a century
constexpr std::int64_t renewal_months_max = 1'200; ///< a century

Result<std::int32_t> length(const Terms &terms, std::string_view parameter, std::int64_t max) {
    PV_TRY(const std::int64_t value, terms.integer(parameter));
    if (value >= 1 && value <= max) return static_cast<std::int32_t>(value);
    return Error(Code::value_range, "parameter " + std::string(parameter) + " is " + std::to_string(value),
                 "give it a value from 1 to " + std::to_string(max), {}, terms.clause("cycle"));
}

Error unknown(const ChosenReading &chosen, std::string_view question) {
    return Error(Code::reading_option_unknown,
                 "reading " + chosen.reading->id + " answers " + std::string(question) + " with '" +
                     std::string(chosen.option) + "', which no cycle follows",
                 "choose another option");
}

/// The cycle rule of some terms, looked up once.
class CycleRule {
  public:
    static Result<CycleRule> of(const Terms &terms) {
        CycleRule rule;
        PV_TRY(const ChosenReading chosen, terms.option("cycle.rule"));
        if (chosen.option == "cycle.thirty_day") {
            PV_TRY(rule.days_, length(terms, "cycle.days", cycle_days_max));
            return rule;
        }
        if (chosen.option != "cycle.anniversary") return unknown(chosen, "cycle.rule");
        PV_TRY(rule.months_, length(terms, "cycle.renewal_months", renewal_months_max));
        PV_TRY(rule.calendar_, month_rule(terms));
        return rule;
    }

    [[nodiscard]] bool by_days() const { return days_ > 0; }
    /// At most so many days lie between two starts.
    [[nodiscard]] std::int32_t longest() const { return by_days() ? days_ : 31 * months_; }

    /// The start of cycle `index`.
    [[nodiscard]] Result<Day> start(Day anchor, std::int32_t index) const {
        const std::int64_t steps = std::int64_t{index} * (by_days() ? days_ : months_);
        if (index < 0 || steps > day_last - day_first)
            return Error(Code::date_range,
                         "cycle " + std::to_string(index) + " of " + anchor.text() + " is outside the calendar");
        if (by_days()) {
            const std::int64_t number = anchor.number() + steps;
            if (number <= day_last.number()) return Day(static_cast<std::int32_t>(number));
            return Error(Code::date_range,
                         "cycle " + std::to_string(index) + " of " + anchor.text() + " is outside the calendar");
        }
        return series_day(calendar_, anchor, index, months_);
    }

    [[nodiscard]] Result<Period> period(Day anchor, std::int32_t index) const {
        Period period;
        PV_TRY(period.from, start(anchor, index));
        PV_TRY(period.until, start(anchor, index + 1));
        return period;
    }

  private:
    std::int32_t days_ = 0; ///< 0: by months
    std::int32_t months_ = 0;
    MonthRule calendar_;
};

} // namespace

Result<Period> cycle_period(const Terms &terms, Day anchor, std::int32_t index) {
    PV_TRY(const CycleRule rule, CycleRule::of(terms));
    return rule.period(anchor, index);
}

Result<Cycle> cycle_containing(const Terms &terms, Day anchor, Day day) {
    if (day < anchor)
        return Error(Code::value_range, day.text() + " is before the first cycle, which starts on " + anchor.text());
    PV_TRY(const CycleRule rule, CycleRule::of(terms));
    // No cycle is longer than `longest`, so this index is never too great; the true one is at most a tenth above it.
    Cycle cycle;
    cycle.index = (day - anchor) / rule.longest();
    PV_TRY(cycle.period, rule.period(anchor, cycle.index));
    while (day >= cycle.period.until) {
        ++cycle.index;
        PV_TRY(cycle.period, rule.period(anchor, cycle.index));
    }
    return cycle;
}

Result<Calculation> cycle(const Terms &terms, Day anchor, std::int32_t count) {
    if (count < 1 || count > cycles_shown_max)
        return Error(Code::value_range, "the count of cycles is " + std::to_string(count),
                     "ask for 1 to " + std::to_string(cycles_shown_max));
    PV_TRY(const CycleRule rule, CycleRule::of(terms));
    Working work(terms, "cycle");
    work.input("count", Ratio(count), "cycles asked for");
    Term at = work.input("start", anchor, "sign-up or first activation");
    if (rule.by_days()) {
        const Term days = work.parameter("cycle.days");
        for (std::int32_t i = 0; i < count && !work.failed(); ++i) {
            const std::string place = "periods." + std::to_string(i);
            work.output(place + ".start", work.day(at));
            work.choose("cycle.rule");
            at = work.shift(at, days, "next billing date");
            work.output(place + ".end", work.day(at));
        }
        return work.finish(at);
    }
    const Term months = work.parameter("cycle.renewal_months");
    work.choose("month.end");
    work.choose("month.series");
    for (std::int32_t i = 0; i < count && !work.failed(); ++i) {
        PV_TRY(const Period period, rule.period(anchor, i));
        const std::string place = "periods." + std::to_string(i);
        work.output(place + ".start", period.from);
        work.choose("cycle.rule");
        at = work.attest("next billing date", period.until, "calendar of months", {at, months});
        work.output(place + ".end", period.until);
    }
    return work.finish(at);
}

} // namespace proviso
