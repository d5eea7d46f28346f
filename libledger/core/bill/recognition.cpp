#include "core/bill/recognition.hpp"

#include <algorithm>

namespace proviso {

Result<Amount> earned_before(Amount amount, Period service, Day until) {
    const std::int32_t days = service.days();
    if (days <= 0 || until >= service.until) return amount;
    PV_TRY(const Ratio share, Ratio::of(std::max(0, until - service.from), days));
    PV_TRY(const Ratio exact, multiply(amount.ratio(), share));
    return round_to_amount(exact, amount.currency(), Rounding::half_up);
}

Result<Amount> deferred_amount(const Line &line, DocumentKind kind) {
    const Amount tax = line.tax.is_zero() ? Amount(0, line.amount.currency()) : line.tax;
    PV_TRY(const Amount net, subtract(line.amount, tax));
    return kind == DocumentKind::credit_note ? negate(net) : Result<Amount>(net);
}

} // namespace proviso
