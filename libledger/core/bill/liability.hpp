// How much is owed at most for a claim: the caps of a contract.
//
// Calculation "cap", cited by provision "cap". In order:
//   - a ground of cap.uncapped_grounds: no cap, all that is claimed is owed
//   - a loss of liability.barred_losses: nothing is owed; and nothing for a direct one under direct_excluded of
//     "cap.direct"
//   - a free product: cap.free_amount; a beta that cost something too, under no_charge_cap of "beta.cap"
//   - else what was received in cap.months before the day from which cap.runs_from says that it counts, "claim" or
//     "liability"; of a beta in cap.beta_months before cap.beta_runs_from, and of any app under every_app of
//     "beta.scope". By the reading of "cap.window" what was paid in the window counts (paid_in_...), or what of it is
//     for time in the window (accrued_in_...). The window's edges: core/bill/trailing.hpp.
// Of what is claimed no more than the cap is owed.
//
// Example: 12,000 paid on 1 January 2020 for that year, twelve months, claim on 1 September: 12,000.00 paid, 8,000.00
// accrued.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/bill/trailing.hpp"
#include "core/explain/derivation.hpp"

namespace proviso {

struct ClaimFacts {
    Day made;
    std::optional<Day> arose; ///< the liability; on the day of the claim where absent
    std::vector<ReceivedSum> payments;
    std::string product; ///< "free", "beta", "app", or anything else
    std::string loss;    ///< "direct", "lost-profit", ...; empty: not told
    std::string ground;  ///< "unpaid-fees", ...; empty: none of the exceptions
    std::optional<Amount> claimed;
};

/// The amount is what is owed at most: no more than `claimed`, if that is given. Outputs "capped", and where a window
/// was looked at "from" and "through", its first and last day. Errors: argument.missing (no cap holds, and no sum is
/// claimed), parameter.*, reading.*, date.*.
[[nodiscard]] Result<Calculation> liability_cap(const Terms &terms, const ClaimFacts &facts);

/// True if the contract looks at what was paid for the service concerned alone (cap.of is "service").
[[nodiscard]] bool caps_by_service(const Terms &terms);

} // namespace proviso
