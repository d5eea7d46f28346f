// A service with a billing period and a term of its own: how long they are, when they begin, and what a period costs.
// Pure; the fold keeps the lines themselves (engine/lines_state.hpp).
//
// Rule. The billing period is what the price is charged for ("month" 1, "year" 12, "once" none, "cycle" the whole term,
// or the contract's cycle where there is no term), unless the question "billing.cadence" makes it a year ("annual") or
// a month ("monthly") for all; then the price is charged in that proportion. The term is what the order says, else the
// months of the sku's own parameter; under "term.precedence" = one_year_for_all that of the contract's general
// parameter "term.years". Renewals are as long as the first term unless "renewal.length" says twelve months. Periods
// and terms are series of months from the first day ("month.end", "month.series").
//
// Example: 1,200.00 a year from 1 January 2025: one charge on that day, the next on 1 January 2026; under
// billing.cadence = monthly twelve of 100.00.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/bill/month_rule.hpp"
#include "core/duty/cancellation.hpp"
#include "core/explain/derivation.hpp"
#include "core/pack/terms.hpp"

namespace proviso {

constexpr std::int32_t line_months_max = 1'200; ///< of a period or term: a century

/// How a service is billed.
struct LineCadence {
    std::int32_t months = 0;       ///< of a billing period; 0: charged once
    std::int32_t price_months = 0; ///< that the price is for; as `months` unless a reading changes the period
    bool whole_term = false;       ///< the period is the term itself, whatever its length
};
/// How long a service is taken for.
struct LineTerm {
    std::int32_t months = 0; ///< of the first term; 0: none
    std::int32_t renewal_months = 0;
    bool general = false; ///< the contract's general term, not the service's own or the order's
};

/// `every` is the price's; `term_months` that of the running term (0: none). Errors: price.cadence (no such cadence, or
/// the term is no whole number of periods), parameter.*, reading.*.
[[nodiscard]] Result<LineCadence> line_cadence(const Terms &terms, std::string_view every, std::int32_t term_months);
/// `text` is the term as an order or activation writes it; empty: none there. Errors: order.term (not in months),
/// parameter.*, reading.*, value.range.
[[nodiscard]] Result<LineTerm> line_term(const Terms &terms, const Sku &sku, std::string_view text);

/// Term `index` (0: the first) of a service that began on `since`. Errors: date.range, date.no_such_day.
[[nodiscard]] Result<Period> line_term_period(const Terms &terms, Day since, const LineTerm &term, std::int32_t index);
/// Billing period `index` of a series from `from`. Errors: as line_term_period.
[[nodiscard]] Result<Period> line_period(const Terms &terms, Day from, std::int32_t months, std::int32_t index);

/// Until when a notice ends the service with the term (or period) that `renewal` follows; `months`: its length.
/// By "notice.deadline", and for terms of a month by "notice.short_term". Errors: reading.*, parameter.*.
[[nodiscard]] Result<CancellationWindow> line_window(const Terms &terms, Day renewal, std::int32_t months);

/// Calculation "term": the first `count` (1 to 1,200) terms of a service that is taken for so many months. Outputs
/// "terms.0.start", "terms.0.end" (exclusive) and, where notices have a deadline, "terms.0.deadline", ... The result is
/// the last of these days.
[[nodiscard]] Result<Calculation> line_terms(const Terms &terms, Day since, std::int32_t months, std::int32_t count);

/// Calculation "period": what one billing period of `quantity` units costs. `provision` is whose clauses are cited.
/// Errors: value.range, money.overflow.
[[nodiscard]] Result<Calculation> period_charge(const Terms &terms, const UnitPrice &price, std::int64_t quantity,
                                                const LineCadence &cadence, std::string_view source = {},
                                                std::string_view provision = "renewal");

} // namespace proviso
