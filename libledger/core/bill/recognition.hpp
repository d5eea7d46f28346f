// Recognition: how much of an amount that was charged ahead has been earned.
//
// Rule: by civil day of the service period, the first day included: days before `until` / days of the period, rounded
// half up once. Cumulative: what is recognised from close to close is the difference, so that it always adds up to the
// whole. A period without days is earned at once. Error: money.overflow.
//
// Example: 398.00 for 1 to 31 March (30 days): 384.73 is earned before 30 March, all of it before 31 March.
#pragma once

#include "core/bill/document.hpp"
#include "core/money/amount.hpp"
#include "core/time/day.hpp"

namespace proviso {

[[nodiscard]] Result<Amount> earned_before(Amount amount, Period service, Day until);

/// What a line puts into deferred income: its amount without the tax inside; less than nothing on a credit note. For
/// lines on liabilities:deferred. Error: money.overflow.
[[nodiscard]] Result<Amount> deferred_amount(const Line &line, DocumentKind kind);

} // namespace proviso
