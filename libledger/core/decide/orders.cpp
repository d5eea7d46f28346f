// Questions of orders and of what governs: since when the agreement binds, which orders it covers, which paper wins and
// which version of the terms is in force.
#include <algorithm>

#include "core/decide/asked.hpp"
#include "core/engine/account_versions.hpp"
#include "core/engine/order_rights.hpp"

namespace proviso::decide_family {

Result<Decision> agreement_bind(const Asked &asked) {
    const std::string clause = asked.clause("effective");
    const auto effective = effective_day(asked.state, asked.terms);
    Weighing weighing;
    if (asked.terms.decides("effective.date")) { // it begins by a paper or a payment, and with money in any case
        PV_TRY(const ReadingUse used, asked.reading("effective.date"));
        weighing.used(used);
        const auto &paid = asked.state.first_payment;
        weighing.require(paid.has_value(), clause, paid ? "the customer first paid on " + paid->text() : std::string(),
                         "the customer has paid nothing yet");
    }
    weighing.require(effective && *effective <= asked.question.on, clause,
                     effective ? "effective since " + effective->text() : std::string(),
                     "the day on which it becomes effective is not known yet");
    return weighing.answer(clause, effective ? "it binds, effective since " + effective->text() : std::string());
}

Result<Decision> order_end(const Asked &asked) {
    const std::string clause = asked.terms.clauses("resale").back();
    const std::string id(asked.with("order"));
    const auto &orders = asked.state.orders.orders;
    const auto order = std::find_if(orders.begin(), orders.end(), [&](const OrderInHand &one) { return one.id == id; });
    if (order == orders.end())
        return Error(Code::argument_invalid, "no order \"" + id + "\" is in hand", "name an order of the account",
                     "with.order", clause);
    Weighing weighing;
    weighing.require(order->reseller_owes, clause, "the reseller did not pay for the order",
                     "no reseller owes anything for the order");
    return weighing.answer(clause, "the vendor may end the rights under the order");
}

Result<Decision> order_govern(const Asked &asked) {
    const std::string clause = asked.clause("scope");
    const std::string id(asked.with("order"));
    const auto &orders = asked.state.orders.orders;
    const auto order = std::find_if(orders.begin(), orders.end(), [&](const OrderInHand &one) { return one.id == id; });
    if (order == orders.end())
        return Error(Code::argument_invalid, "no order \"" + id + "\" is in hand", "name an order of the account",
                     "with.order", clause);
    Weighing weighing;
    weighing.require(!order->stands_apart, clause, "it came by a way of ordering that the agreement covers",
                     "it is a paper of its own");
    return weighing.answer(clause, "the agreement governs what the order charges");
}

Result<Decision> order_place(const Asked &asked) {
    PV_TRY(const bool reseller, asked.flag("reseller"));
    PV_TRY(Right right, may_order_by(asked.state, asked.terms, asked.question.on, asked.with("channel"), reseller));
    right.reason = "an order " + right.reason;
    return told(right);
}

Result<Decision> order_prevail(const Asked &asked) {
    const std::string about(asked.with("about"));
    PV_TRY(const ReadingUse used, asked.reading("precedence.order_terms"));
    Weighing weighing;
    weighing.used(used);
    constexpr std::string_view handed_over[] = {"option", "price", "rates", "seats"};
    const bool known = std::find(std::begin(handed_over), std::end(handed_over), about) != std::end(handed_over);
    const Parameter *parameter = asked.terms.pack().parameter(about);
    if (!known && !parameter)
        return Error(Code::argument_invalid, "\"" + about + "\" is nothing that both papers can say",
                     "write option, price, rates, seats, or a parameter of the contract", "with.about");
    const std::string handed = known ? asked.clause("order_" + about) : std::string();
    if (!handed.empty() && used.option != "terms_win_always") {
        weighing.met(handed, "the terms leave this to the order");
        return weighing.answer(handed, "the order wins");
    }
    std::string reason = "the terms win";
    if (parameter) {
        const ParameterValue *value = asked.terms.find(about);
        reason += ": " + about + " is " + (value ? value->text : "not given") + " by " + parameter->clause;
    }
    weighing.failed(asked.clause("precedence"), reason);
    return weighing.answer({}, {});
}

Result<Decision> terms_govern(const Asked &asked) {
    const std::string clause = asked.clause("terms_change");
    Weighing weighing;
    std::string governs = asked.state.pack->version, since;
    if (asked.terms.decides("terms.scope")) {
        PV_TRY(const ReadingUse used, asked.reading("terms.scope"));
        weighing.used(used);
        PV_TRY(const TermsVersion *found,
               version_of_order(asked.book, asked.state, asked.terms, asked.with("order"), asked.question.on));
        if (found) governs = found->name;
    } else if (const auto &versions = asked.state.orders.terms; !versions.empty()) {
        governs = versions.back().version;
        since = " since " + versions.back().from.text();
    }
    if (asked.terms.decides("terms.effective")) {
        PV_TRY(const ReadingUse used, asked.reading("terms.effective"));
        weighing.used(used);
    }
    const std::string what = "version " + governs + " governs" + since;
    weighing.require(governs == asked.with("version"), clause, what, what + ", not this one");
    return weighing.answer(clause, what);
}

} // namespace proviso::decide_family
