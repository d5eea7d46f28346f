// May the product be used on this day? What was activated, its term, suspension and the end decide.
#include <algorithm>

#include "core/decide/asked.hpp"

namespace proviso::decide_family {
namespace {

/// Charged once and without a term: called perpetual.
bool perpetual(const StandingLine &line) { return line.months == 0 && line.term_months == 0; }

std::string over(const StandingLine &line) {
    const bool by_term = line.term_months > 0 && line.ends_on && *line.ends_on == line.term.until;
    return "\"" + line.name + "\" is over since " + line.ends_on.value_or(line.term.until).text() +
           (by_term ? ", with its term" : "");
}

} // namespace

Result<Decision> product_access(const Asked &asked) {
    const std::string_view sku = asked.with("sku");
    const AccountState::Impl &state = asked.state;
    const Day on = asked.question.on;
    const std::string clause = asked.clause("access");
    Weighing weighing;
    const StandingLine *line = nullptr; // one that runs, else the last that did
    for (const StandingLine &candidate : state.lines.lines)
        if (candidate.sku == sku || candidate.name == sku)
            if (!line || candidate.runs_on(on) || !line->runs_on(on)) line = &candidate;
    const auto by_cycle = std::find_if(state.subscriptions.begin(), state.subscriptions.end(),
                                       [&](const Subscription &sub) { return sub.sku == sku && sub.active > 0; });
    const bool ended = state.status == Status::ended;
    if (!line && by_cycle == state.subscriptions.end()) {
        weighing.failed(clause, "\"" + std::string(sku) + "\" was never active by " + on.text());
        return weighing.answer(clause, {});
    }
    bool outlives = false;
    if (ended && line && perpetual(*line) && line->ends_on == state.ends_on) {
        PV_TRY(const ReadingUse used, asked.reading("licence.perpetual"));
        outlives = used.option == "perpetual_survives";
        weighing.used(used);
    }
    const std::string end = asked.clause("access_end");
    if (ended && outlives)
        weighing.met(end, "the licence is perpetual and outlives the agreement");
    else
        weighing.require(!ended, end, "the agreement goes on",
                         "the agreement ended on " + state.ends_on.value_or(on).text() +
                             ", and what was licensed with it");
    if (line && !ended) weighing.require(line->runs_on(on), clause, "\"" + line->name + "\" runs", over(*line));
    if (!ended)
        weighing.require(!state.suspended, asked.clause("suspension"), "nothing is suspended",
                         "services are suspended since " + state.suspended_from.text());
    return weighing.answer(clause, "the product may be used");
}

} // namespace proviso::decide_family
