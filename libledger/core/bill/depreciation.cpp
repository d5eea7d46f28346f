#include "core/bill/depreciation.hpp"

#include <algorithm>
#include <string>

#include "core/bill/unused_part.hpp"
#include "core/explain/working.hpp"
#include "core/time/day_count.hpp"

namespace proviso {
namespace {

constexpr std::string_view question = "refund.depreciation";
constexpr std::string_view calendar = "calendar of months";

/// The life of the software and its use, in the unit of one convention.
class Life {
  public:
    Life(Working &work, const BoughtSoftware &software) : work_(work), software_(software) {
        purchased_ = work.input("purchased", software.purchased, "day of purchase");
        ended_ = work.input("ended", software.ended, "first day without the right");
        years_ = work.parameter("refund.software_life_years");
        months_ = work.multiply(years_, work.constant("months of a year", 12), "months of the life");
        policy_ = month_end_of(work, software.purchased);
    }

    Term share_left() {
        const auto option = work_.terms().option(question);
        if (!option) {
            work_.fail(option.error());
            return {};
        }
        const std::string_view name = option->option;
        if (name == "days_actual") return left(actual_life(), work_.days(purchased_, ended_, "days used"));
        if (name == "days_1095")
            return left(work_.multiply(years_, work_.constant("days of a year", 365), "days of the life"),
                        work_.days(purchased_, ended_, "days used"));
        if (name == "30_360") return thirty();
        if (name == "full_months") return left(months_, full_months());
        if (name == "started_months") return left(months_, work_.ceiling(months_used(), "months begun"));
        if (name == "months_and_days") return left(months_, months_used());
        if (name == "yearly_steps") {
            const Term years = work_.divide(full_months(), work_.constant("months of a year", 12), "years used");
            return left(years_, work_.floor(years, "whole years used"));
        }
        work_.fail(Error(Code::reading_option_unknown,
                         "reading " + option->reading->id + " has option '" + std::string(name) +
                             "', which is no way to count",
                         "choose another option"));
        return {};
    }

  private:
    /// Written with the reading: the part of the life that is not used up.
    Term left(Term whole, Term used) {
        work_.choose(question);
        Term rest = work_.subtract(whole, used, "left of the life");
        if (work_.number(rest).sign() < 0) rest = work_.maximum(rest, work_.constant("none", 0), "left, not below 0");
        if (work_.number(rest).is_integer() && work_.number(whole).is_integer())
            work_.fraction(static_cast<std::int64_t>(work_.number(rest).numerator()),
                           static_cast<std::int64_t>(work_.number(whole).numerator()));
        return work_.divide(rest, whole, "share left");
    }

    Result<Day> life_ends() {
        const Ratio months = work_.number(months_);
        constexpr std::int64_t most = 12'000; // a thousand years
        if (!months.is_integer() || months.sign() <= 0 || months > Ratio(most))
            return Error(Code::value_range, "parameter refund.software_life_years gives no whole number of months",
                         "set it to years above 0, at most 1000");
        return add_months(software_.purchased, static_cast<std::int32_t>(months.numerator()), policy_);
    }

    template <class T> T kept(Result<T> value) {
        if (value) return *value;
        work_.fail(value.error());
        return T{};
    }

    Term actual_life() {
        const Term end = work_.attest("end of the life", kept(life_ends()), calendar, {purchased_, months_});
        return work_.days(purchased_, end, "days of the life");
    }

    Term thirty() {
        constexpr std::string_view convention = "months of thirty days (30E/360)";
        const Term whole =
            work_.multiply(months_, work_.constant("days of a month by the convention", 30), "days of the life");
        return left(whole, work_.attest("days used", Ratio(days_30e_360(software_.purchased, software_.ended)),
                                        convention, {purchased_, ended_}));
    }

    Term full_months() {
        const auto full = kept(whole_months(software_.purchased, software_.ended, policy_));
        return work_.attest("whole months used", Ratio(full), calendar, {purchased_, ended_});
    }

    /// Whole months, and of the month begun the days used over its days.
    Term months_used() {
        const auto full = kept(whole_months(software_.purchased, software_.ended, policy_));
        const Day begun = kept(add_months(software_.purchased, full, policy_));
        const Day next = kept(add_months(software_.purchased, full + 1, policy_));
        const Term months = work_.attest("whole months used", Ratio(full), calendar, {purchased_, ended_});
        const Term days =
            work_.attest("days of the month begun", Ratio(software_.ended - begun), calendar, {purchased_, ended_});
        const Term whole =
            work_.attest("days in that month", Ratio(std::max(next - begun, 1)), calendar, {purchased_, ended_});
        return work_.add(months, work_.divide(days, whole, "part of a month"), "months used");
    }

    Working &work_;
    const BoughtSoftware &software_;
    Term purchased_, ended_, years_, months_;
    MonthEnd policy_{};
};

} // namespace

Result<Calculation> depreciated(const Terms &terms, const BoughtSoftware &software) {
    if (software.ended < software.purchased)
        return Error(Code::value_range,
                     "the right ends on " + software.ended.text() + ", before the purchase on " +
                         software.purchased.text(),
                     "give an end that is not before the purchase");
    Working work(terms, "refund_software", "refund");
    work.input("ground", std::string_view("software"), "which refund");
    const Term paid = work.input("amount", software.paid.ratio(), software.source);
    Life life(work, software);
    const Term share = life.share_left();
    return work.finish_money(work.multiply(paid, share, "exact"), software.paid.currency());
}

} // namespace proviso
