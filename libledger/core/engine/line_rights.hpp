// When a notice ends a service with dates of its own. Pure; the fold and the answers to questions are made of this.
// Internal.
//
// Rule (question "cancel.end"): with the billing period (end_of_billing_cycle), on the day of the notice (at_notice),
// or with the term; without the question with the term, and with the period where there is no term. The notice has to
// count by the deadline of that day ("notice.deadline", "notice.short_term"), else the next period or term is the last.
// Under "term.first_exit" = right_starts_after_first_term no service under the contract's general term ends with the
// first. A day that the notice names puts the end off to the first such day on or after it, and never brings it
// forward.
#pragma once

#include <optional>

#include "core/engine/lines_state.hpp"
#include "core/pack/terms.hpp"

namespace proviso {

struct LineEnd {
    Day ends;                  ///< the first day without the service
    Day term_end;              ///< end of the term that this lies in; `ends` without a term
    std::optional<Day> missed; ///< the deadline that the notice was too late for
    bool early = false;        ///< the notice named an earlier day, which does not hold
};

/// `deemed` is the day on which the notice counts; `by_vendor`: with the term at the earliest, whatever the customer
/// may. Errors: reading.*, parameter.*, date.*.
[[nodiscard]] Result<LineEnd> line_end(const Terms &terms, const StandingLine &line, Day deemed,
                                       std::optional<Day> effective, bool by_vendor = false);

} // namespace proviso
