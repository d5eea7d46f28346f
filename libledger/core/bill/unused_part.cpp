#include "core/bill/unused_part.hpp"

#include <algorithm>
#include <string>

#include "core/time/day_count.hpp"

namespace proviso {
namespace {

struct Named {
    std::string_view option;
    UnusedCount count;
};
constexpr Named conventions[] = {
    {"days_actual", UnusedCount::actual},         {"days_366", UnusedCount::actual},
    {"days_365", UnusedCount::year_365},          {"months", UnusedCount::months},
    {"whole_months_unused", UnusedCount::months}, {"days_30_360", UnusedCount::thirty_360},
};

constexpr std::int32_t days_of_year = 365, months_of_year = 12;

/// The inputs as steps.
struct Given {
    Term paid, from, until, ended;
};

void decide(Working &work, std::string_view question) {
    if (!question.empty()) work.choose(question);
}

Term share_of(Working &work, Term unused, Term whole) {
    Term kept = unused;
    if (work.number(unused).sign() < 0) kept = work.maximum(unused, work.constant("none", 0), "unused, not below 0");
    if (work.number(kept) > work.number(whole)) kept = work.minimum(kept, whole, "unused, at most the whole");
    if (work.number(kept).is_integer() && work.number(whole).is_integer())
        work.fraction(static_cast<std::int64_t>(work.number(kept).numerator()),
                      static_cast<std::int64_t>(work.number(whole).numerator()));
    return work.divide(kept, whole, "unused share");
}

Term share_of_year(Working &work, const Given &given, const PrepaidSum &sum, std::string_view question) {
    const Term used = work.days(given.from, given.ended, "used days");
    Term whole = work.constant("days of a year", days_of_year);
    const auto months = whole_months(sum.service.from, sum.service.until, month_end_of(work, sum.service.from));
    if (!months) {
        work.fail(months.error());
        return whole;
    }
    if (*months != months_of_year) {
        const Term length = work.attest("months of the period", Ratio(std::max(*months, 1)), "calendar of months",
                                        {given.from, given.until});
        whole = work.multiply(whole, work.divide(length, work.constant("months of a year", months_of_year), "years"),
                              "days of the period, 365 to a year");
    }
    decide(work, question);
    return share_of(work, work.subtract(whole, used, "unused days"), whole);
}

Term share_of_months(Working &work, const Given &given, const PrepaidSum &sum, std::string_view question) {
    const MonthEnd policy = month_end_of(work, sum.service.from);
    // A part of a month at the end counts as one, and so does a month begun when the service ended.
    const auto begun = [&](Day day) -> Result<std::int32_t> {
        PV_TRY(const std::int32_t full, whole_months(sum.service.from, day, policy));
        PV_TRY(const Day reached, add_months(sum.service.from, full, policy));
        return reached < day ? full + 1 : full;
    };
    const auto whole = begun(sum.service.until), used = begun(std::max(sum.ended, sum.service.from));
    if (!whole || !used) {
        work.fail(whole ? used.error() : whole.error());
        return given.paid;
    }
    const Term all =
        work.attest("months of the period", Ratio(*whole), "calendar of months", {given.from, given.until});
    const Term gone =
        work.attest("months used or begun", Ratio(*used), "calendar of months", {given.from, given.ended});
    decide(work, question);
    return share_of(work, work.subtract(all, gone, "whole months unused"), all);
}

Term share_of_thirty(Working &work, const Given &given, const PrepaidSum &sum, std::string_view question) {
    constexpr std::string_view convention = "months of thirty days (30E/360)";
    const Term whole = work.attest("days of the period", Ratio(days_30e_360(sum.service.from, sum.service.until)),
                                   convention, {given.from, given.until});
    const Term used = work.attest("used days", Ratio(days_30e_360(sum.service.from, sum.ended)), convention,
                                  {given.from, given.ended});
    decide(work, question);
    return share_of(work, work.subtract(whole, used, "unused days"), whole);
}

} // namespace

std::optional<UnusedCount> unused_count(std::string_view option) {
    for (const Named &named : conventions)
        if (named.option == option) return named.count;
    return std::nullopt;
}

MonthEnd month_end_of(Working &work, Day from) {
    constexpr std::int32_t in_every_month = 28;
    if (from.civil().day <= in_every_month || !work.terms().decides("month.end")) return MonthEnd::round_down;
    const std::string_view end = work.choose("month.end");
    return end == "round_up" ? MonthEnd::round_up : end == "fail" ? MonthEnd::fail : MonthEnd::round_down;
}

Result<std::int32_t> whole_months(Day from, Day until, MonthEnd policy) {
    const CivilDate first = from.civil(), last = until.civil();
    std::int32_t months = (last.year - first.year) * months_of_year + last.month - first.month;
    while (months > 0) {
        PV_TRY(const Day reached, add_months(from, months, policy));
        if (reached <= until) break;
        --months;
    }
    return std::max(months, 0);
}

UnusedPart unused_part(Working &work, const PrepaidSum &sum, UnusedCount count, std::string_view question) {
    Given given;
    given.paid = work.input("amount", sum.paid.ratio(), sum.source);
    given.from = work.input("from", sum.service.from, "first day paid for");
    given.until = work.input("until", sum.service.until, "first day not paid for");
    given.ended = work.input("ended", sum.ended, "first day without service");
    if (sum.service.until <= sum.service.from) {
        work.fail(Error(Code::period_invalid,
                        "the period from " + sum.service.from.text() + " ends on " + sum.service.until.text(),
                        "give an end after the start"));
        return {given.paid, given.paid};
    }
    Term share{};
    if (count == UnusedCount::year_365) {
        share = share_of_year(work, given, sum, question);
    } else if (count == UnusedCount::months) {
        share = share_of_months(work, given, sum, question);
    } else if (count == UnusedCount::thirty_360) {
        share = share_of_thirty(work, given, sum, question);
    } else {
        const Term left = work.days(given.ended, given.until, "unused days");
        const Term whole = work.days(given.from, given.until, "days of the period");
        decide(work, question);
        share = share_of(work, left, whole);
    }
    return {given.paid, work.multiply(given.paid, share, "unused part")};
}

} // namespace proviso
