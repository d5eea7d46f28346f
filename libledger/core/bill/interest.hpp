// Late interest on past-due sums, worked out cumulatively and rounded once.
//
// Rule: the due day is outside, the payment day inside, so that d = until - due days count. With rate =
// interest.monthly_rate (at most interest.annual_ceiling / 12, if a ceiling is set) and m = interest.month_days, the
// reading of "interest.method" gives the interest on a principal P:
//   simple.days_30             P x rate x d / m
//   simple.calendar            P x rate x (whole calendar months from the due day + rest / days of the month it lies
//   in) simple.full_months         P x rate x floor(d / m) simple.started_months      P x rate x ceiling(d / m)
//   simple.18pct_365           P x (12 x rate) x d / 365
//   compound.exact             P x ((1 + rate) ^ (d / m) - 1); irrational, so from a power of 20 decimals
//   compound.month_then_simple P x ((1 + rate) ^ floor(d / m) x (1 + rate x rest / m) - 1)
//   compound.started           P x ((1 + rate) ^ ceiling(d / m) - 1)
// Whole months, begun months and the rest are those of the calendar, as in simple.calendar, if interest.whole_months is
// "calendar".
// A partial payment splits a principal into slices, each running from the due day to the day on which that part was
// paid. The exact interest of all slices is added and rounded; what was billed before is taken off. A slice that was
// demanded under credit runs from the day that demand.hpp gives, and bears nothing if it was paid in time. Whether
// interest runs on after the end is the caller's question.
//
// Example: 597.00 due 1 April, paid 16 May 2013: 45 days, 597 x 0.015 x 45/30 = 13.4325, 13.43.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/explain/derivation.hpp"
#include "core/money/amount.hpp"
#include "core/pack/terms.hpp"
#include "core/time/day.hpp"

namespace proviso {

/// A part of a past-due sum and the days that it was owed: interest counts (due, until].
struct InterestSlice {
    Amount principal; ///< 0 or more
    Day due;          ///< the day from which interest runs (itself outside)
    Day until;        ///< payment day, or the day up to which interest is asked for (inside); before `due`: no interest
    std::string source;               ///< "invoice 2013-04-01", "paid by event 7": for the derivation
    std::optional<Day> demanded = {}; ///< the day of the demand, which then gives the due day; `due` is not read
    std::string method = {};          ///< by which the demand was sent; empty: the usual one
};

/// Calculation "interest": cumulative interest of the slices less `billed`. `exact` is unrounded and less `billed` too.
/// Cites provision "interest". Errors: argument.missing without a slice, money.currency, parameter.*, money.overflow.
[[nodiscard]] Result<Calculation> interest(const Terms &terms, std::span<const InterestSlice> slices, Amount billed);

} // namespace proviso
