#include "core/bill/proration.hpp"

#include <algorithm>
#include <string>

#include "core/bill/cycle.hpp"
#include "core/explain/working.hpp"
#include "core/time/day_count.hpp"
#include "core/time/months.hpp"

namespace proviso {
namespace {

/// What a day count of "proration.day_count" charges, in steps of the derivation.
struct Share {
    Term days;            ///< charged
    Term whole;           ///< of so many
    bool of_year = false; ///< twelve times the price is the whole
};

/// The steps that all day counts share.
class DayCount {
  public:
    DayCount(Working &work, const Period &cycle, Day activated) : work_(work), cycle_(cycle), activated_(activated) {
        start_step_ = work.input("cycle start", cycle.from, "billing cycle");
        activated_step_ = work.input("activated", activated, "activation");
    }

    [[nodiscard]] bool on_first_day() const { return activated_ == cycle_.from; }

    /// thirty_less_index: so many days as the cycle has, less the day's place in it.
    Share less_index(std::string_view question) {
        const Term before = work_.days(start_step_, activated_step_, "days of the cycle before it");
        const Term index = work_.add(before, work_.constant("the day itself", 1), "day of the cycle");
        const Term whole = work_.parameter("cycle.days");
        work_.choose(question);
        return {not_below_zero(work_.subtract(whole, index, "days charged")), whole};
    }

    /// Days from activation to the next billing date, plus `adjustment`: -1 leaves the first out, +1 takes both ends.
    Term actual_days(std::string_view question, int adjustment) {
        const Term until = next_billing_date();
        if (adjustment == 0) {
            work_.choose(question);
            return work_.days(activated_step_, until, "days charged");
        }
        const Term left = work_.days(activated_step_, until, "days to the next billing date");
        const Term one = work_.constant(adjustment < 0 ? "the activation day" : "the next billing date itself", 1);
        work_.choose(question);
        return adjustment < 0 ? work_.subtract(left, one, "days charged") : work_.add(left, one, "days charged");
    }

    Term days_360(std::string_view question, bool us) {
        const Term until = next_billing_date();
        const std::int32_t days = us ? days_30us_360(activated_, cycle_.until) : days_30e_360(activated_, cycle_.until);
        work_.choose(question);
        return work_.attest("days charged", Ratio(days), us ? "30/360 US convention" : "30E/360 convention",
                            {activated_step_, until});
    }

    Term cycle_days() { return work_.days(start_step_, next_billing_date(), "days of the cycle"); }

    Term month_days() {
        const CivilDate first = cycle_.from.civil();
        return work_.attest("days of the month", Ratio(days_in_month(first.year, first.month)),
                            "calendar month in which the cycle starts", {start_step_});
    }

  private:
    /// Follows from the start by the cycle rule, or is given where a short month came in between.
    Term next_billing_date() {
        if (until_step_) return *until_step_;
        const auto by_rule = cycle_period(work_.terms(), cycle_.from, 0);
        if (!by_rule || *by_rule != cycle_) {
            until_step_ = work_.input("cycle end", cycle_.until, "billing cycle");
        } else if (const std::string_view rule = work_.choose("cycle.rule"); rule == "cycle.thirty_day") {
            const Term days = work_.parameter("cycle.days");
            until_step_ = work_.shift(start_step_, days, "next billing date");
        } else {
            until_step_ = work_.attest("next billing date", cycle_.until, "calendar of months", {start_step_});
        }
        return *until_step_;
    }

    Term not_below_zero(Term days) {
        if (work_.number(days).sign() >= 0) return days;
        return work_.maximum(days, work_.constant("none", 0), "days charged, not below 0");
    }

    Working &work_;
    const Period &cycle_;
    Day activated_;
    Term start_step_;
    Term activated_step_;
    std::optional<Term> until_step_;
};

struct Named {
    std::string_view option;
    int adjustment; ///< to the days from activation to the next billing date
    enum { cycle, month, year } whole;
};
constexpr Named actual_counts[] = {
    {"after_day_over_cycle", -1, Named::cycle}, {"from_day_over_cycle", 0, Named::cycle},
    {"both_ends_over_cycle", 1, Named::cycle},  {"after_day_over_month", -1, Named::month},
    {"from_day_over_month", 0, Named::month},   {"both_ends_over_month", 1, Named::month},
    {"both_ends_365", 1, Named::year},
};

constexpr std::string_view question = "proration.day_count";

Result<Share> share_of(Working &work, DayCount &count) {
    PV_TRY(const ChosenReading chosen, work.terms().option(question));
    if (chosen.option == "thirty_less_index") return count.less_index(question);
    for (const Named &named : actual_counts) {
        if (named.option != chosen.option) continue;
        Share share;
        share.days = count.actual_days(question, named.adjustment);
        share.of_year = named.whole == Named::year;
        share.whole = share.of_year                 ? work.constant("days of a year", 365)
                      : named.whole == Named::month ? count.month_days()
                                                    : count.cycle_days();
        return share;
    }
    const bool us = chosen.option == "thirty_us_360";
    if (us || chosen.option == "thirty_e_360")
        return Share{count.days_360(question, us), work.constant("days of a month by the convention", 30)};
    return Error(Code::reading_option_unknown,
                 "reading " + chosen.reading->id + " has option '" + std::string(chosen.option) +
                     "', which is no day count",
                 "choose another option");
}

Result<void> check(const Period &cycle, Day activated, std::int64_t quantity) {
    if (cycle.until <= cycle.from)
        return Error(Code::period_invalid, "the cycle from " + cycle.from.text() + " ends on " + cycle.until.text());
    if (!cycle.contains(activated))
        return Error(Code::value_range,
                     "the activation on " + activated.text() + " is not in the cycle from " + cycle.from.text() +
                         " to before " + cycle.until.text(),
                     "give the start of the cycle that the activation lies in");
    if (quantity < 1) return Error(Code::value_range, "the quantity is " + std::to_string(quantity), "give 1 or more");
    return {};
}

} // namespace

Result<Calculation> proration(const Terms &terms, const UnitPrice &price, std::int64_t quantity, const Period &cycle,
                              Day activated, std::string_view source) {
    PV_CHECK(check(cycle, activated, quantity));
    Working work(terms, "proration");
    const Term unit = work.input("price", price.ratio(), source);
    const Term cycle_price = work.multiply(unit, work.input("quantity", Ratio(quantity), "order"), "whole price");
    DayCount count(work, cycle, activated);
    if (count.on_first_day()) {
        // A whole cycle is a whole price, whatever the day count would say of its first day.
        const Term days = work.parameter("cycle.days");
        const std::int64_t all = static_cast<std::int64_t>(work.number(days).numerator());
        work.fraction(all, all);
        work.choose(question);
        const Term share = work.divide(days, days, "share, whole on the first day");
        return work.finish_money(work.multiply(cycle_price, share, "exact"), price.currency);
    }
    PV_TRY(Share share, share_of(work, count));
    Term whole_price = cycle_price;
    if (share.of_year)
        whole_price = work.multiply(cycle_price, work.constant("months of a year", 12), "price of a year");
    if (!share.of_year && work.number(share.days) > work.number(share.whole))
        share.days = work.minimum(share.days, share.whole, "days charged, at most the whole");
    work.fraction(static_cast<std::int64_t>(work.number(share.days).numerator()),
                  static_cast<std::int64_t>(work.number(share.whole).numerator()));
    const Term part = work.divide(share.days, share.whole, "share");
    Term exact = work.multiply(whole_price, part, "exact");
    if (share.of_year && work.number(exact) > work.number(cycle_price))
        exact = work.minimum(exact, cycle_price, "exact, at most the whole price");
    return work.finish_money(exact, price.currency);
}

} // namespace proviso
