// True-up: what a charge by count owes for units that came after it was charged (VT-10.1.1.b, VT-14).
//
// A counted service is charged at the start of each period for the units of that day. At the period's end its true-up
// joins the charge of the next one. Rule (question "quantity.true_up"), with `billed` units charged at the start:
//   illustration  the units at the end of the period beyond those billed, each a whole period
//   no_true_up    nothing
//   day_prorated  every unit beyond those billed by the days that it was there, over the days of the period
//   peak          the most units of any day beyond those billed, each a whole period
// Units that went (question "quantity.fall"): no_credit, nothing comes back; credit, a whole period for each unit that
// is missing at the end.
//
// Example: 100 are billed on 1 January at 1.00, 200 are there from the 16th: 100.00, 0.00, 51.61 (100 x 16/31), 100.00.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/explain/derivation.hpp"
#include "core/money/amount.hpp"
#include "core/pack/terms.hpp"
#include "core/time/day.hpp"

namespace proviso {

/// So many units from this day on, until the next count.
struct Counted {
    Day on;
    std::int64_t count = 0; ///< 0 or more
    [[nodiscard]] friend bool operator==(const Counted &, const Counted &) = default;
};

/// Notes a count. Counts come in order of days; of several on one day the largest stands.
void note_count(std::vector<Counted> &counts, Day on, std::int64_t count);
/// The count that holds at the end of the day before `day`; `otherwise` if none was taken by then.
[[nodiscard]] std::int64_t count_before(const std::vector<Counted> &counts, Day day, std::int64_t otherwise);

struct TrueUpFacts {
    UnitPrice price;             ///< of one unit
    Ratio price_periods = 1;     ///< for how many times what it is for the period is charged: 12 months of a year
    std::string_view source;     ///< where the price comes from
    Period period;               ///< not empty
    std::int64_t billed = 0;     ///< units charged at its start
    std::optional<Day> ended;    ///< the first day without the service, if it ended within the period
    std::vector<Counted> counts; ///< in the period, by day; days before it are taken as its first
};

/// Calculation "trueup"; cites provision "true_up". Errors: period.invalid, value.range (counts out of order or outside
/// the period), reading.unknown, reading.option_unknown.
[[nodiscard]] Result<Calculation> true_up(const Terms &terms, const TrueUpFacts &facts);
/// Calculation "trueup_credit": what comes back for units that are gone at the end. Errors as true_up.
[[nodiscard]] Result<Calculation> true_up_credit(const Terms &terms, const TrueUpFacts &facts);

} // namespace proviso
