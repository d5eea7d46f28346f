#include "core/engine/refund_rights.hpp"

#include <string>

namespace proviso {

GivenBack given_back(const AccountState::Impl &state, const StandingLine &standing, Day on, std::string_view by) {
    GivenBack back;
    for (const PrepaidCharge &one : standing.charges)
        if (one.service.from <= on) back.charge = &one;
    if (!back.charge) return back;
    WindowAsked &asked = back.asked;
    asked.paid = back.charge->amount;
    asked.bought = back.charge->service.from;
    asked.asked = on;
    asked.asked_by = by;
    asked.renewal = back.charge->service.from != standing.since;
    if (const Bought *bought = state.returns.bought_by(standing.event)) {
        if (!asked.renewal) asked.bought_at = bought->at;
        asked.channel = bought->channel;
    }
    for (const OrderFacts &order : state.returns.orders)
        if (asked.channel.empty() && !standing.order.empty() && order.order == standing.order)
            asked.channel = order.channel;
    return back;
}

Result<Right> may_give_back(const AccountState::Impl &state, const Terms &terms, Day on, std::string_view service,
                            std::string_view by) {
    if (service.empty() || terms.clause("refund_window").empty()) return may_have_back(terms, "refund");
    const StandingLine *standing = nullptr;
    for (const StandingLine &one : state.lines.lines)
        if (one.runs_on(on) && (one.name == service || one.sku == service)) standing = &one;
    if (!standing)
        return Error(Code::argument_invalid, "\"" + std::string(service) + "\" is not active",
                     "name a service that the account has on the day", "with.sku");
    const GivenBack back = given_back(state, *standing, on, by);
    if (!back.charge) return Right{false, terms.clause("refund"), "nothing was charged for it"};
    PV_TRY(const Calculation refund, window_refund(terms, back.asked));
    const std::string clause = refund.clauses.empty() ? terms.clause("refund") : refund.clauses.front();
    const bool any = refund.amount && !refund.amount->is_zero();
    return Right{any, clause,
                 (any ? refund.amount->text() : std::string("0.00")) + " of " + back.asked.paid.text() +
                     " charged for it come back"};
}

Result<Right> dispute_stands(const AccountState::Impl &state, const Terms &terms, std::string_view id) {
    const std::string clause = terms.clause("dispute");
    for (const Dispute &dispute : state.returns.disputes) {
        if (dispute.id != id) continue;
        if (!dispute.waived.empty()) return Right{false, clause, "it is waived: " + dispute.waived};
        if (dispute.closed) return Right{false, clause, "it was decided"};
        return Right{true, clause, dispute.amount.text() + " of " + dispute.document + " are disputed"};
    }
    return Error(Code::argument_invalid, "there is no dispute \"" + std::string(id) + "\"",
                 "name a dispute that was filed by then", "with.dispute");
}

} // namespace proviso
