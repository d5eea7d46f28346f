// What an account keeps of prices that change: what each service was last charged at, and until when the customer may
// leave one because its price changed (VT-2.4.b). Plain values; part of AccountState::Impl.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/money/amount.hpp"
#include "core/time/day.hpp"

namespace proviso {

struct ChargedPrice {
    std::string sku;
    UnitPrice price; ///< at the end of the last period charged
};

/// A change that shows on a bill for the first time.
struct PriceExit {
    std::string sku;
    Day effective;           ///< of the change
    Day billed;              ///< the date of that bill
    std::optional<Day> told; ///< the bill's notice counts on this day
    std::optional<Day> last; ///< last day for a notice; none while the reading that decides cannot tell it
};

struct PricesState {
    std::vector<ChargedPrice> charged; ///< one for each sku, in the order of the first charge
    std::vector<PriceExit> exits;      ///< in order
};

} // namespace proviso
