// Cancellation: the last day on which a notice ends the agreement with the running cycle.
//
// Rule (question "notice.deadline"), with lead = notice.lead_days:
//   renewal_minus_N   renewal - lead; that day itself is in time. N is the lead that the contract prints
//   last_day_minus_7  (renewal - 1) - lead
//   within_literal    from renewal - lead to the day before the renewal; an earlier notice is refused as well as a
//   later one
//   any_time_before_renewal  the day before the renewal: the contract gives no lead
// Where "notice.any_time" is yes (a way of notice that no lead is asked for) the last holds whatever the option is.
// The names are the catalogue's; the days come from the parameter. A notice that is not in time ends the cycle after.
//
// Example: renewal on 5 October, lead 7 days: 28 September is the last day; under within_literal 4 October.
#pragma once

#include <optional>

#include "core/explain/working.hpp"
#include "core/pack/terms.hpp"
#include "core/time/day.hpp"

namespace proviso {

struct CancellationWindow {
    std::optional<Day> earliest; ///< only under within_literal
    Day deadline;                ///< last day, inside
    [[nodiscard]] bool in_time(Day deemed) const { return deemed <= deadline && (!earliest || *earliest <= deemed); }
};

/// The window for the cycle that ends where `renewal` begins. Errors: reading.unknown, parameter.*.
[[nodiscard]] Result<CancellationWindow> cancellation_window(const Terms &terms, Day renewal);

/// The same as steps of a derivation, for calculations that go on from them.
struct CancellationSteps {
    std::optional<Term> earliest;
    Term deadline;
};
[[nodiscard]] CancellationSteps cancellation_steps(Working &work, Term renewal);

} // namespace proviso
