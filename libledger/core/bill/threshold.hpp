// Whether fees reach a threshold below which a right does not exist.
//
// Calculation "threshold", cited by provision "threshold": what was received in indemnity.window_months before the
// claim, against indemnity.least_fees; exactly so much is enough. By the reading of "threshold.fees" fees of the
// licence alone count (licence_only), or those of its support too (with_support). The window: core/bill/trailing.hpp.
//
// Example: 45,000 for the licence and 6,000 for its support, 50,000 wanted: 45,000.00, not reached; 51,000.00, reached.
#pragma once

#include <vector>

#include "core/bill/trailing.hpp"
#include "core/explain/derivation.hpp"

namespace proviso {

struct ThresholdFacts {
    Day claim;
    std::vector<ReceivedSum> fees;    ///< of the licence
    std::vector<ReceivedSum> support; ///< of its support
};

/// The amount is what counts; outputs "reached", "from" and "through". Errors: parameter.*, reading.*, date.*.
[[nodiscard]] Result<Calculation> fee_threshold(const Terms &terms, const ThresholdFacts &facts);

} // namespace proviso
