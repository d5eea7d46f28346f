// What a contract gives back: a share of what was charged, which may be none.
//
// Rule: refund = amount x refund.share, cited by provision "refund"; service credit = charge of the running cycle x
// service_credit.share, cited by "service_credit". A share of 0 gives 0.00 and says so.
//
// Example: no refunds (share 0): of 199.00 paid 0.00 come back.
#pragma once

#include "core/explain/derivation.hpp"
#include "core/money/amount.hpp"
#include "core/pack/terms.hpp"

namespace proviso {

/// Calculation "refund". Errors: parameter.*, money.overflow.
[[nodiscard]] Result<Calculation> refund(const Terms &terms, Amount paid);
/// Calculation "service_credit". Errors as above.
[[nodiscard]] Result<Calculation> service_credit(const Terms &terms, Amount charged);

} // namespace proviso
