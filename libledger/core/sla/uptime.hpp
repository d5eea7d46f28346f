// Availability of a service over a period, and what it is credited with.
//
// Calculation "uptime", cited by provision "uptime":
//   uptime  = 100 - 100 x down minutes / measured minutes, exact; the promise is kept from uptime.percent on
//   credit  = base x uptime.credit_percent / 100 for each period that earns it: below uptime.credit_below_percent
// with the readings
//   uptime.period         monthly, or annual: the calendar year of the month
//   uptime.downtime       what counts as downtime (core/sla/downtime.hpp), of runs no shorter than
//                         uptime.run_minutes and uptime.excluded_minutes
//   uptime.first_month    full_calendar_month, or from_activation: measured from the service's first day
//   uptime.suspended      full_month, or net_of_suspension: suspended time is not measured
//   uptime.denominator    full_month, or net_month: excluded time is not measured
//   uptime.no_row         no_row_no_credit, or only_row_is_the_credit: a promise missed by less earns the same
//   uptime.annual_credit  of a bad year: once, every_month, or missed_months
//   uptime.base           annual_fee_over_12 (annual fee / uptime.credit_divisor), or fees_owed_in_period
//   uptime.scope          affected_only, or all_services: the other services' fees too
//   beta.scope            every_app: an app is treated as a beta; a beta has no service level
// Excluded and suspended time is never downtime, whatever else was down in it.
//
// Example: 500 minutes down in a month of 30 days, 12,000.00 a year: 98.8426 %, 20 % of 1,000.00 = 200.00.
#pragma once

#include <optional>

#include "core/explain/derivation.hpp"
#include "core/money/amount.hpp"
#include "core/pack/terms.hpp"
#include "core/sla/time_spans.hpp"

namespace proviso {

struct UptimeFacts {
    Day month;                      ///< its first day
    std::optional<TimeSpan> period; ///< the month or its year; absent: as the calendar of UTC has it
    TimeSpans outages;              ///< that count, in any order; may reach beyond the period
    TimeSpans excluded;             ///< time out of account
    TimeSpans suspended;
    std::optional<Day> service_from;    ///< first day of the service
    Ratio annual_fee, other_annual_fee; ///< of the affected services; of those that were up; not negative
    Ratio owed, other_owed;             ///< what of them is owed for the period
    std::string kind;                   ///< of the service: "app", "beta", ...; or empty
};

/// True if the readings measure a year at a time.
[[nodiscard]] bool measures_years(const Terms &terms);
/// The month of the day, or its year, by the calendar of UTC.
[[nodiscard]] Result<TimeSpan> utc_period(Day month, bool year);

/// Outputs "uptime" (as many decimals, at least four, as keep it on its side of what is promised), "met",
/// "down_minutes", "measured_minutes"; the amount is the credit. Errors: reading.*, parameter.*, value.range (a
/// parameter that is no length, a first day of the month that is none).
[[nodiscard]] Result<Calculation> uptime(const Terms &terms, const UptimeFacts &facts);

} // namespace proviso
