#include "core/bill/demand.hpp"

#include <string>

#include "core/duty/notice.hpp"

namespace proviso {
namespace {

constexpr std::string_view question = "interest.start";
constexpr std::string_view provision = "credit_terms";

/// The day on which the demand counts as a notice; the sending day if its method is none of the contract's.
Term deemed_day(Working &work, Term sent, Term how, std::string_view method) {
    NoticeFacts facts;
    facts.method = method;
    facts.sent = work.day(sent);
    facts.by_customer = false;
    auto notice = deemed_notice(work.terms(), facts);
    if (!notice) {
        work.fail(std::move(notice).error());
        return sent;
    }
    work.choose(question);
    if (notice->state != NoticeState::deemed || !notice->day)
        return work.attest("demand counts", work.day(sent), "sent by no method of the contract", {sent, how});
    work.cite(notice->clause);
    return work.attest("demand counts", *notice->day, "calculation notice", {sent, how});
}

} // namespace

DemandSteps demand_steps(Working &work, Day sent, std::string_view method) {
    const std::string_view option =
        work.terms().option(question) ? work.terms().option(question)->option : std::string_view();
    const Term demanded = work.input("demanded", sent, "demand.sent");
    const std::string_view by = method.empty() ? usual_demand_method : method;
    const Term how = work.input("method", by, "demand.sent");
    const Term counts = option == "deemed_post" ? deemed_day(work, demanded, how, by) : demanded;
    const Term days = work.parameter("credit.due_days");
    for (const std::string &clause : work.terms().clauses(provision)) work.cite(clause);
    DemandSteps steps;
    steps.due = work.shift(counts, days, "last day to pay");
    const bool from_demand = option == "from_demand";
    const Term more = option == "day_after_due" ? work.constant("one day", 1) : work.constant("none", 0);
    work.choose(question);
    steps.interest_from = work.shift(from_demand ? demanded : steps.due, more, "interest from");
    return steps;
}

Result<DemandTerms> demand_terms(const Terms &terms, Day sent, std::string_view method) {
    Working work(terms, provision, "demand");
    const DemandSteps steps = demand_steps(work, sent, method);
    DemandTerms result;
    result.due = work.day(steps.due);
    result.interest_from = work.day(steps.interest_from);
    work.output("due", result.due);
    work.output("interest_from", result.interest_from);
    PV_TRY(result.work, work.finish(steps.interest_from));
    return result;
}

} // namespace proviso
