// Prices that change: from when a posted price is charged to who uses the service already, and what the period costs in
// which it begins.
//
// Question "price.effective":
//   before_period            told before a period, it holds for that period and those after it
//   thirty_days_next_period  it holds for the first period that begins when so many days have passed since it was told
//   thirty_days_split        it holds when so many days have passed, in the middle of a period too
//   on_posting               it holds from its posting on, in the middle of a period too
// Who does not use the service when a price is posted has it from the posting on. A price that is said to begin later
// begins then at the earliest. A period in which a price begins costs the old price and, of what the new one is above
// (or below) it, the share of the days from then on. A pack that does not ask has every price from the day that the
// posting names.
//
// Example: 100 a month, 120 posted and told on 15 March, the period April: 120.00, 100.00, 111.33 (17 of 30 days) and
// 120.00 by the four options.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/explain/derivation.hpp"
#include "core/money/amount.hpp"
#include "core/pack/terms.hpp"
#include "core/time/day.hpp"

namespace proviso {

/// A price as it was announced.
struct AnnouncedPrice {
    UnitPrice price;
    Day posted;
    std::optional<Day> told; ///< the notice of it counts on this day; none: it was told with the posting
    Day from;                ///< the first day that the posting names
    bool in_use = true;      ///< the service was in use when it was posted
    std::string source;      ///< where it comes from, for the derivation
    bool charged = false;    ///< it is in what the period was charged: a difference leaves it out
};

struct PriceStart {
    Day applies;         ///< a period that begins on or after this day has it
    bool splits = false; ///< it begins in the middle of a period, too
};
/// Errors: reading.option_unknown, parameter.*.
[[nodiscard]] Result<PriceStart> price_start(const Terms &terms, const AnnouncedPrice &announced);

/// What a period costs.
struct PeriodPrice {
    Period period;
    std::int64_t quantity = 1;
    UnitPrice price;                   ///< when it begins
    std::string source;                ///< of that price
    std::vector<AnnouncedPrice> later; ///< that begin within it, the earliest first
    bool difference = false;           ///< only what the later ones change: the rest was charged
};
/// Calculation "price_change". Outputs "applies.N" and "days.N" for each later price that begins within the period,
/// "applies" where it does not. Errors: as above, value.range, money.*.
[[nodiscard]] Result<Calculation> price_change(const Terms &terms, const PeriodPrice &facts);

} // namespace proviso
