// Applying money on account to documents.
#pragma once

#include <string>
#include <vector>

#include "book/book.hpp"

namespace proviso {

struct PaymentApplyRequest {
    std::string account;
    std::string payment;  ///< key or event number of the payment; empty: money on account, oldest first
    std::string document; ///< number or draft id
    std::string amount;   ///< empty: as much as fits
    Day on;               ///< the civil day of the application
};
struct PaymentApplyReport {
    std::string account;
    std::vector<Allocation> allocations; ///< made by this call; Allocation::document is the number
    Amount unapplied;                    ///< left on account
    Head head;
};
/// Records a payment.applied event and posts it. Errors: event.account_unknown, document.unknown, amount.exceeds_open.
[[nodiscard]] Result<PaymentApplyReport> apply_payment(Book &book, const PaymentApplyRequest &request);

} // namespace proviso
