// Demands for payment under credit: the day by which the demanded sum is to be paid, and the day from which interest
// runs if it is not.
//
// Rule: a demand sent on day D is to be paid within n = credit.due_days days after it; day n itself is in time. The
// reading of "interest.start" gives the day that interest counts from (itself outside, as a due day is):
//   from_due       D + n
//   from_demand    D; nothing is owed for it while the sum is paid in time
//   day_after_due  D + n + 1
//   deemed_post    the demand counts when its notice does (notice.hpp), n days run from there, and interest from their
//   end
// A demand by a method that the contract does not know counts on the day on which it was sent.
//
// Example: 1,000.00 demanded on Monday 1 April 2013 and paid on 15 May: due 15 April; 30 days from_due, 44 from_demand,
// 29 day_after_due; by tracked post deemed on Thursday 4 April, due on the 18th, 27 days.
#pragma once

#include <string_view>

#include "core/explain/derivation.hpp"
#include "core/explain/working.hpp"
#include "core/time/day.hpp"

namespace proviso {

inline constexpr std::string_view usual_demand_method = "certified-mail"; ///< where a demand does not say

struct DemandSteps {
    Term due;           ///< last day on which payment is in time
    Term interest_from; ///< outside
};
/// Writes the steps into `work` and cites provision "credit_terms". Sticks parameter.*, reading.unknown, calendar.*.
[[nodiscard]] DemandSteps demand_steps(Working &work, Day sent, std::string_view method);

struct DemandTerms {
    Day due;
    Day interest_from;
    Calculation work; ///< calculation "demand", outputs "due" and "interest_from"
};
/// Errors: parameter.*, reading.unknown, calendar.unknown, calendar.range.
[[nodiscard]] Result<DemandTerms> demand_terms(const Terms &terms, Day sent, std::string_view method);

} // namespace proviso
