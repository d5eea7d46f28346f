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

} // namespace proviso
