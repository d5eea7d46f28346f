#include "core/bill/giving_back.hpp"

#include "core/explain/working.hpp"

namespace proviso {

Result<Calculation> refund(const Terms &terms, Amount paid) {
    Working work(terms, "refund");
    const Term amount = work.input("amount", paid.ratio(), "what was charged");
    return work.finish_money(work.multiply(amount, work.parameter("refund.share"), "refund"), paid.currency());
}

Result<Calculation> service_credit(const Terms &terms, Amount charged) {
    Working work(terms, "service_credit");
    const Term charge = work.input("charge", charged.ratio(), "charged for the cycle");
    return work.finish_money(work.multiply(charge, work.parameter("service_credit.share"), "credit"),
                             charged.currency());
}

} // namespace proviso
