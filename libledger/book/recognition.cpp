#include "book/recognition.hpp"

#include <algorithm>

namespace proviso {

Result<Amount> earned_before(const DeferralRow &line, Day until) {
    const Currency currency = line.amount.currency();
    const std::int32_t days = line.service.days();
    if (days <= 0 || until >= line.service.until) return line.amount;
    const std::int32_t passed = std::max(0, until - line.service.from);
    PV_TRY(const Ratio share, Ratio::of(passed, days));
    PV_TRY(const Ratio exact, multiply(line.amount.ratio(), share));
    return round_to_amount(exact, currency, Rounding::half_up);
}

} // namespace proviso
