#include "core/duty/cancellation.hpp"

#include <string>

namespace proviso {
namespace {

Term days_before(Working &work, Term day, Term days, std::string_view name) {
    return work.shift(day, work.subtract(work.constant("none", 0), days, "days back"), name);
}

} // namespace

CancellationSteps cancellation_steps(Working &work, Term renewal) {
    constexpr std::string_view question = "notice.deadline";
    const auto chosen = work.terms().option(question);
    if (!chosen) {
        work.fail(chosen.error());
        return {};
    }
    CancellationSteps steps;
    const ParameterValue *any_time = work.terms().find("notice.any_time");
    if (any_time && any_time->data == ParameterData(true)) {
        if (work.terms().decides("notice.methods")) work.choose("notice.methods");
        steps.deadline = work.shift(renewal, work.constant("the day before", -1), "deadline");
        return steps;
    }
    if (chosen->option == "any_time_before_renewal") {
        work.choose(question);
        steps.deadline = work.shift(renewal, work.constant("the day before", -1), "deadline");
        return steps;
    }
    const Term lead = work.parameter("notice.lead_days");
    if (chosen->option.starts_with("renewal_minus_")) {
        work.choose(question);
        steps.deadline = days_before(work, renewal, lead, "deadline");
    } else if (chosen->option.starts_with("last_day_minus_")) {
        const Term last = work.shift(renewal, work.constant("the day before", -1), "last day of the cycle");
        work.choose(question);
        steps.deadline = days_before(work, last, lead, "deadline");
    } else if (chosen->option == "within_literal") {
        steps.earliest = days_before(work, renewal, lead, "earliest day");
        work.choose(question);
        steps.deadline = work.shift(renewal, work.constant("the day before", -1), "deadline");
    } else {
        work.fail(Error(Code::reading_option_unknown,
                        "reading " + chosen->reading->id + " has option '" + std::string(chosen->option) +
                            "', which sets no deadline",
                        "choose another option"));
    }
    return steps;
}

Result<CancellationWindow> cancellation_window(const Terms &terms, Day renewal) {
    Working work(terms, "cancellation");
    const CancellationSteps steps = cancellation_steps(work, work.input("renewal", renewal, "billing cycle"));
    CancellationWindow window;
    if (steps.earliest) window.earliest = work.day(*steps.earliest);
    window.deadline = work.day(steps.deadline);
    PV_CHECK(work.finish(steps.deadline));
    return window;
}

} // namespace proviso
