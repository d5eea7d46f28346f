// Questions of the services: may they be suspended, may seats be activated, added and used, and what comes with them.
#include "core/decide/asked.hpp"
#include "core/engine/order_rights.hpp"
#include "core/engine/state_answers.hpp"

namespace proviso::decide_family {

Result<Decision> account_suspend(const Asked &asked) {
    Weighing weighing;
    for (const Breach &breach : asked.state.duties.breaches) {
        if (breach.cured) continue;
        weighing.met(asked.clause("breach"), "breach " + breach.id + " (" + breach.kind + ") was notified on " +
                                                 breach.on.text() + " and is not cured");
        return weighing.answer(asked.clause("breach"), "a breach is open, if only an alleged one");
    }
    const std::string clause = asked.clause("suspension");
    for (const Item &item : asked.state.items) {
        const std::int64_t late = item.late(asked.question.on);
        if (late == 0) continue;
        const std::string what = item.document + " is past due with " + Amount(late, asked.state.currency).text();
        weighing.met(clause, what);
        return weighing.answer(clause, what);
    }
    weighing.failed(clause, "nothing is past due and no breach is open");
    return weighing.answer({}, {});
}

Result<Decision> seat_activate(const Asked &asked) {
    PV_TRY(const Right right, may_activate(asked.state, asked.terms, asked.question.on));
    return told(right);
}

Result<Decision> seat_add(const Asked &asked) {
    Weighing weighing;
    weighing.require(asked.state.status != Status::ended, asked.clause("cancellation"), "the agreement goes on",
                     "the agreement has ended");
    const std::string clause = asked.clause("seat_adding");
    if (const auto prepaid = asked.state.orders.prepaid_after(asked.question.on)) {
        weighing.not_applied(clause, "something is prepaid to " + prepaid->text() +
                                         "; of who prepaid the clause on adding seats says nothing");
        const std::string general = asked.clause("seats");
        const std::string what = "any number of seats may be activated at any time";
        if (!general.empty()) weighing.met(general, what);
        return weighing.answer(general, what);
    }
    weighing.met(clause, "nothing is prepaid: the customer is from month to month");
    return weighing.answer(clause, "a customer from month to month may add seats");
}

Result<Decision> seat_use(const Asked &asked) {
    PV_TRY(const std::int64_t seats, asked.count("seats"));
    const std::int64_t licensed = licensed_seats(asked.state);
    const std::string clause = asked.clause("licence");
    const std::string what = std::to_string(seats) + " in use, " + std::to_string(licensed) + " active";
    Weighing weighing;
    weighing.require(seats <= licensed, clause, what, "more seats are used than are active: " + what);
    return weighing.answer(clause, what);
}

Result<Decision> service_order(const Asked &asked) {
    const std::string clause = asked.clause("prerequisites");
    const std::string name(asked.with("service"));
    const Sku *sku = asked.terms.pack().sku(name);
    if (!sku)
        return Error(Code::argument_invalid, "the contract has no service \"" + name + "\"",
                     "name one of the contract's", "with.service", clause);
    Weighing weighing;
    for (const std::string &need : sku->needs)
        weighing.require(is_active(asked.state, need, asked.question.on), sku->clause, need + " is active",
                         name + " needs " + need + ", which is not active");
    const std::string &cited = sku->needs.empty() ? clause : sku->clause;
    if (sku->needs.empty()) weighing.met(clause, name + " presupposes no other service");
    return weighing.answer(cited, "what it presupposes is active");
}

Result<Decision> service_include(const Asked &asked) {
    const std::string name(asked.with("sku"));
    const Sku *sku = asked.terms.pack().sku(name);
    if (!sku)
        return Error(Code::argument_invalid, "the contract has no service \"" + name + "\"",
                     "name one of the contract's", "with.sku");
    Weighing weighing;
    weighing.require(sku->included, sku->clause, "it comes with the licensed services, without a line of its own",
                     "it is ordered and priced by itself");
    return weighing.answer(sku->clause, "it comes with the licensed services");
}

} // namespace proviso::decide_family
