#include "core/bill/interest.hpp"

#include <string>
#include <vector>

#include "core/bill/demand.hpp"
#include "core/explain/working.hpp"
#include "core/time/months.hpp"

namespace proviso {
namespace {

constexpr std::string_view question = "interest.method";
constexpr int power_decimals = 20; ///< guarded digits: right to the cent for any principal below 10^15

/// Whole calendar months from the due day, and what is left of the next one.
struct CalendarSpan {
    std::int32_t months = 0;
    std::int32_t rest_days = 0;
    std::int32_t month_days = 1; ///< of the month that the rest lies in
};

Result<CalendarSpan> calendar_span(Day due, Day until, MonthEnd policy) {
    CalendarSpan span;
    Day reached = due;
    for (;;) {
        PV_TRY(const Day next, add_months(due, span.months + 1, policy));
        if (next > until) {
            span.rest_days = until - reached;
            span.month_days = next - reached;
            return span;
        }
        reached = next;
        ++span.months;
    }
}

/// Works out slices by one method; what all slices share is written once.
class Method {
  public:
    explicit Method(Working &work) : work_(work) {}

    void prepare() {
        rate_ = work_.parameter("interest.monthly_rate");
        if (const auto ceiling = work_.optional_parameter("interest.annual_ceiling")) {
            const Term monthly = work_.divide(*ceiling, work_.constant("months of a year", 12), "ceiling for a month");
            rate_ = work_.minimum(rate_, monthly, "rate for a month");
        }
        option_ = work_.terms().option(question) ? work_.terms().option(question)->option : std::string_view();
        const auto months = work_.terms().text("interest.whole_months");
        by_calendar_ = months && *months == "calendar";
        if (option_ == "simple.18pct_365") {
            rate_ = work_.multiply(rate_, work_.constant("months of a year", 12), "rate for a year");
            unit_days_ = work_.constant("days of a year", 365);
        } else if (option_ != "simple.calendar") {
            unit_days_ = work_.parameter("interest.month_days");
            if (!work_.failed() && work_.number(unit_days_).sign() <= 0)
                work_.fail(Error(Code::value_range, "parameter interest.month_days is not above 0"));
        }
        if (is_compound()) growth_ = work_.add(work_.constant("the sum itself", 1), rate_, "growth in a month");
    }

    Term slice(const InterestSlice &slice) {
        principal_ = work_.input("principal", slice.principal.ratio(), slice.source);
        std::optional<Term> last_day;
        if (slice.demanded) {
            const DemandSteps steps = demand_steps(work_, *slice.demanded, slice.method);
            due_ = steps.interest_from;
            last_day = steps.due;
        } else {
            due_ = work_.input("due", slice.due, "due day, outside");
        }
        paid_ = work_.input("paid", slice.until, "last day, inside");
        if (last_day && slice.until <= work_.day(*last_day)) return work_.constant("nothing, paid in time", 0);
        if (option_ == "simple.calendar") return simple(with_part(calendar_months(slice)));
        if (by_calendar_ && counts_whole_months()) return by_whole_months(calendar_months(slice));
        Term days = work_.days(due_, paid_, "days late");
        if (work_.number(days).sign() < 0)
            days = work_.maximum(days, work_.constant("none", 0), "days late, not below 0");
        return is_compound() ? compound(days) : simple(simple_months(days));
    }

    /// n/d of the last slice as the method states it, where it has one.
    void fraction() const {
        if (numerator_) work_.fraction(*numerator_, denominator_);
    }

  private:
    [[nodiscard]] bool is_compound() const { return option_.substr(0, 9) == "compound."; }

    Term simple(Term months) {
        return work_.multiply(work_.multiply(principal_, rate_, "interest for a month"), months, "interest");
    }

    /// Days over the days of a month (or, with the yearly rate, of a year), whole or in part.
    Term simple_months(Term days) {
        if (option_ == "simple.days_30" || option_ == "simple.18pct_365") {
            numerator_ = static_cast<std::int64_t>(work_.number(days).numerator());
            denominator_ = static_cast<std::int64_t>(work_.number(unit_days_).numerator());
            work_.choose(question);
            return work_.divide(days, unit_days_, option_ == "simple.days_30" ? "months" : "years");
        }
        return whole_months(days);
    }

    Term whole_months(Term days) {
        const Term months = work_.divide(days, unit_days_, "months");
        if (option_ == "simple.full_months" || option_ == "compound.month_then_simple") {
            work_.choose(question);
            return work_.floor(months, "full months");
        }
        if (option_ == "simple.started_months" || option_ == "compound.started") {
            work_.choose(question);
            return work_.ceiling(months, "months begun");
        }
        if (!work_.failed())
            work_.fail(Error(Code::reading_option_unknown, "'" + std::string(option_) + "' is no method of interest",
                             "choose another option"));
        return months;
    }

    /// Whole months of the calendar, the days after them, and the days of the month that they lie in.
    struct Months {
        Term whole, rest, days;
    };

    [[nodiscard]] bool counts_whole_months() const {
        return option_ == "simple.full_months" || option_ == "simple.started_months" || option_ == "compound.started" ||
               option_ == "compound.month_then_simple";
    }

    Term by_whole_months(const Months &months) {
        const Term part = work_.divide(months.rest, months.days, "part of a month");
        if (option_ == "simple.full_months") return simple(months.whole);
        if (option_ == "compound.month_then_simple") {
            const Term factor = work_.power(growth_, months.whole, power_decimals, Rounding::half_even, "growth");
            return gained(with_part_simple(part, factor));
        }
        const Term begun = work_.ceiling(work_.add(months.whole, part, "months"), "months begun");
        if (option_ == "simple.started_months") return simple(begun);
        return gained(work_.power(growth_, begun, power_decimals, Rounding::half_even, "growth"));
    }

    Term with_part(const Months &months) {
        return work_.add(months.whole, work_.divide(months.rest, months.days, "part of a month"), "months");
    }

    Months calendar_months(const InterestSlice &slice) {
        const std::string_view end = work_.choose("month.end");
        const MonthEnd policy = end == "round_up" ? MonthEnd::round_up
                                : end == "fail"   ? MonthEnd::fail
                                                  : MonthEnd::round_down;
        const Day due = work_.day(due_);
        auto span = slice.until > due ? calendar_span(due, slice.until, policy) : CalendarSpan{};
        if (!span) {
            work_.fail(std::move(span).error());
            return {};
        }
        const std::vector<Term> from_to{due_, paid_};
        const Term months = work_.attest("full months", Ratio(span->months), "calendar of months", from_to);
        const Term rest =
            work_.attest("days of the month begun", Ratio(span->rest_days), "calendar of months", from_to);
        const Term days = work_.attest("days in that month", Ratio(span->month_days), "calendar of months", from_to);
        work_.choose(question);
        return {months, rest, days};
    }

    Term compound(Term days) {
        Term factor;
        if (option_ == "compound.exact") {
            const Term months = work_.divide(days, unit_days_, "months");
            work_.choose(question);
            factor = work_.power(growth_, months, power_decimals, Rounding::half_even, "growth");
        } else {
            const Term months = whole_months(days);
            factor = work_.power(growth_, months, power_decimals, Rounding::half_even, "growth");
            if (option_ == "compound.month_then_simple") factor = with_simple_rest(days, months, factor);
        }
        return gained(factor);
    }

    Term gained(Term factor) {
        const Term gain = work_.subtract(factor, work_.constant("the sum itself", 1), "gain");
        return work_.multiply(principal_, gain, "interest");
    }

    Term with_simple_rest(Term days, Term months, Term factor) {
        const Term rest = work_.subtract(days, work_.multiply(months, unit_days_, "days of full months"), "days left");
        return with_part_simple(work_.divide(rest, unit_days_, "part of a month"), factor);
    }

    Term with_part_simple(Term share, Term factor) {
        const Term part = work_.multiply(rate_, share, "rate for the part");
        return work_.multiply(factor, work_.add(work_.constant("the sum itself", 1), part, "growth in the part"),
                              "growth with the part");
    }

    Working &work_;
    std::string_view option_;
    bool by_calendar_ = false; ///< whole months are those of the calendar, not of so many days
    Term rate_, unit_days_, growth_, principal_, due_, paid_;
    std::optional<std::int64_t> numerator_;
    std::int64_t denominator_ = 1;
};

} // namespace

Result<Calculation> interest(const Terms &terms, std::span<const InterestSlice> slices, Amount billed) {
    if (slices.empty()) return Error(Code::argument_missing, "there is no sum to work out interest for");
    for (const InterestSlice &slice : slices)
        if (slice.principal.currency() != billed.currency())
            return Error(Code::money_currency, "the sums past due are in different currencies");
    Working work(terms, "interest");
    Method method(work);
    method.prepare();
    std::vector<Term> parts;
    parts.reserve(slices.size());
    for (const InterestSlice &slice : slices) parts.push_back(method.slice(slice));
    if (slices.size() > 1) return work.finish_money_less(work.sum(parts, "interest of all parts"), billed);
    method.fraction();
    return work.finish_money_less(parts.front(), billed);
}

} // namespace proviso
