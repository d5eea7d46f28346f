#include "core/bill/support.hpp"

#include <string>

#include "core/explain/working.hpp"

namespace proviso {
namespace {

/// Minutes of a step; 0: time counts as it is.
std::optional<std::int64_t> step_minutes(std::string_view option) {
    if (option == "exact") return 0;
    if (option == "six_min") return 6;
    if (option == "fifteen_min") return 15;
    if (option == "hour") return 60;
    return std::nullopt;
}

struct Named {
    FreeWork free;
    std::string_view name;
};
constexpr Named free_names[] = {
    {FreeWork::no, "no"},
    {FreeWork::credited_back, "credited back"},
    {FreeWork::maintained, "maintained"},
    {FreeWork::in_window, "in the window"},
};

Result<Term> billed_minutes(Working &work, Term minutes) {
    PV_TRY(const ChosenReading rule, work.terms().option("support.increment"));
    const auto step = step_minutes(rule.option);
    if (!step)
        return Error(Code::reading_option_unknown,
                     "reading " + rule.reading->id + " has option '" + std::string(rule.option) +
                         "', by which no time is counted",
                     "choose another option");
    if (*step == 0) {
        work.choose("support.increment");
        return work.maximum(minutes, work.constant("none", 0), "minutes billed");
    }
    const Term length = work.constant("minutes of a step", *step);
    const Term steps = work.ceiling(work.divide(minutes, length), "steps begun");
    work.choose("support.increment");
    return work.multiply(steps, length, "minutes billed");
}

} // namespace

std::string_view free_work_name(FreeWork free) {
    for (const Named &named : free_names)
        if (named.free == free) return named.name;
    return {};
}

std::optional<FreeWork> free_work_from(std::string_view name) {
    for (const Named &named : free_names)
        if (named.name == name) return named.free;
    return std::nullopt;
}

Result<WorkCharge> support_charge(const Terms &terms, const WorkFacts &facts, std::string_view provision) {
    if (facts.minutes.sign() < 0 || (facts.credits && facts.credits->sign() < 0))
        return Error(Code::value_range, "the time or the credits are below 0", "give 0 or more");
    Working work(terms, provision, "support");
    const Term minutes = work.input("minutes", facts.minutes, "support.worked");
    if (!facts.clause.empty()) work.cite(facts.clause);
    WorkCharge charge;
    const Currency currency = terms.pack().currency;
    if (facts.free != FreeWork::no) {
        work.input("free", free_work_name(facts.free), "the clause's ground");
        PV_TRY(charge.work, work.finish_money(work.multiply(minutes, work.constant("charged", 0), "exact"), currency));
        return charge;
    }
    if (facts.alert) work.input("alert", "yes", "support.worked");
    if (facts.rate != "support.hourly_rate") work.input("rate", facts.rate, "the parameter that prices an hour");
    PV_TRY(Term time, billed_minutes(work, minutes));
    if (facts.credits) {
        const Term size = work.parameter("support.credit_minutes");
        if (!work.failed() && work.number(size).sign() <= 0)
            return Error(Code::value_range, "support.credit_minutes is not above 0", "correct the parameter", {},
                         terms.clause(provision));
        if (facts.alert) {
            if (const auto each = work.optional_parameter("monitoring.credits_per_alert"))
                time = work.multiply(*each, size, "minutes of an alert");
        }
        const Term hand = work.multiply(work.input("credits", *facts.credits, "in hand"), size, "minutes in hand");
        const Term paid = work.minimum(time, hand, "minutes paid by credits");
        const Term used = work.divide(paid, size, "credits used");
        work.output("credits_used", work.number(used));
        charge.credits_used = work.number(used);
        time = work.subtract(time, paid, "minutes beyond the credits");
    }
    work.output("minutes", work.number(time));
    // Without time to pay for, no rate is needed.
    if (!work.failed() && work.number(time).is_zero()) {
        PV_TRY(charge.work, work.finish_money(work.multiply(time, work.constant("charged", 0), "exact"), currency));
        return charge;
    }
    const Term hours = work.divide(time, work.constant("minutes of an hour", 60), "hours");
    PV_TRY(charge.work, work.finish_money(work.multiply(hours, work.parameter(facts.rate), "exact"), currency));
    return charge;
}

} // namespace proviso
