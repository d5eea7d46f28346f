// The part of a prepaid sum that falls on the time after its service ended: what a refund gives back, what a charge for
// an early end is worth (VT-2.1, VT-5.4.e, VT-7.3.1.2, IP-20.c).
//
// Conventions, over the service period [from, until) and `ended`, the first day without service:
//   actual      unused days / days of the period
//   year_365    (365 - used days) / 365 for each twelve months of the period
//   months      whole unused months / months of the period, both counted from its first day; a month begun is used
//   thirty_360  as actual, in months of thirty days
// The share is never below 0 and never above 1.
//
// Example: 1,200 for the year 2025, ended on 11 April: 265/365, 265/365, 8/12 and 260/360.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/explain/working.hpp"
#include "core/money/amount.hpp"
#include "core/time/day.hpp"
#include "core/time/months.hpp"

namespace proviso {

enum class UnusedCount : std::uint8_t { actual, year_365, months, thirty_360 };
/// The convention that an option of a reading names: days_actual, days_366 (the days of the period, 366 in a leap
/// year), days_365, months, whole_months_unused, days_30_360.
[[nodiscard]] std::optional<UnusedCount> unused_count(std::string_view option);

/// A sum that was paid in advance for a period, which ended early.
struct PrepaidSum {
    Amount paid;
    Period service{}; ///< not empty (period.invalid)
    Day ended;        ///< the first day without service; from `service.from` on
    std::string_view source = {};
};

/// Steps of a working: the sum itself, and of it the exact unused part.
struct UnusedPart {
    Term paid, unused;
};
/// Writes the steps. `question`: the one whose option named the convention; it marks the step that counts. Empty: no
/// reading decided. Errors stick to the working.
UnusedPart unused_part(Working &work, const PrepaidSum &sum, UnusedCount count, std::string_view question = {});

/// Which day stands for the 31st in a short month: asks "month.end" of a pack that decides it, if it matters for a
/// series of months from this day.
[[nodiscard]] MonthEnd month_end_of(Working &work, Day from);
/// Whole months from one day to another, the later not before the earlier. Errors: date.*.
[[nodiscard]] Result<std::int32_t> whole_months(Day from, Day until, MonthEnd policy);

} // namespace proviso
