// Questions of money: what may be collected, on what terms something may be had, what comes back. Each is a right that
// core/engine/money_rights.hpp draws from the account's state.
#include "core/decide/asked.hpp"
#include "core/engine/money_rights.hpp"
#include "core/engine/refund_rights.hpp"

namespace proviso::decide_family {

Result<Decision> account_collect(const Asked &asked) {
    return told(may_collect(asked.state, asked.terms, asked.question.on));
}

Result<Decision> account_end(const Asked &asked) { return told(may_end(asked.state, asked.terms, asked.question.on)); }

Result<Decision> account_on_credit(const Asked &asked) {
    PV_TRY(const Right right, on_credit(asked.state, asked.terms));
    return told(right);
}

Result<Decision> card_change(const Asked &asked) { return told(card_changed(asked.state, asked.terms)); }

Result<Decision> dispute_stand(const Asked &asked) {
    PV_TRY(const Right right, dispute_stands(asked.state, asked.terms, asked.with("dispute")));
    return told(right);
}

Result<Decision> outage_credit(const Asked &asked) {
    PV_TRY(const Right right, may_have_back(asked.terms, "service_credit"));
    return told(right);
}

Result<Decision> payment_method(const Asked &asked) {
    PV_TRY(const Right right, may_pay_by(asked.state, asked.terms, asked.with("method")));
    return told(right);
}

Result<Decision> refund_give(const Asked &asked) {
    PV_TRY(const Right right,
           may_give_back(asked.state, asked.terms, asked.question.on, asked.with("sku"), asked.with("channel")));
    return told(right);
}

} // namespace proviso::decide_family
