// The availability of an account's services in a month, or in its year, from what the account keeps. Pure; used by the
// fold, which credits it, and by the questions that are asked about it.
//
// Services that were down at the same times are looked at together; where fees of all services count, all of them are.
// The fee of a year is the last charge of a service before the period's end, for twelve months. A suspended day counts
// from midnight to midnight; an outage that is still open runs to the end of the day looked from.
#pragma once

#include <string>
#include <vector>

#include "core/engine/state.hpp"
#include "core/sla/uptime.hpp"

namespace proviso {

/// Services that were down together.
struct Availability {
    std::vector<std::string> skus; ///< sorted
    bool all = false;              ///< every service was down
    Calculation work;              ///< calculation "uptime"
};

/// `month` is a first day, `today` the last day that is over. Without an outage in the period the list is empty.
/// Errors: reading.*, parameter.*, value.range.
[[nodiscard]] Result<std::vector<Availability>> availability(const AccountState::Impl &state, const Terms &terms,
                                                             Day month, Day today);

/// The month of the day, as its first day.
[[nodiscard]] Day month_of(Day day);
/// The first day of the next month; day_last at the end of the calendar.
[[nodiscard]] Day next_month(Day month);

} // namespace proviso
