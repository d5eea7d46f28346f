// Costs that are billed to the customer, suits, refunds asked for and outages: what the contract makes of them in
// money.
//
// They are told in the phase of claims, and their lines belong to the day's invoice or credit note; so they are gone
// through before those are issued.
#include <algorithm>

#include "core/bill/giving_back.hpp"
#include "core/bill/recovery.hpp"
#include "core/engine/agreement_money.hpp"
#include "core/engine/fold.hpp"

namespace proviso {
namespace {

/// A claim is a debt of the customer's only where its mere threat is one; of others what they cost is, once it is
/// spent.
bool is_debt(const Event &event) {
    return event.type == EventType::cost_incurred || recovery_provision(event.text("kind")) == "compliance";
}

} // namespace

void Fold::costs_of_day(std::span<const Event *const> events) {
    for (const Event *event : events) {
        Result<void> done;
        switch (event->type) {
        case EventType::cost_incurred:
        case EventType::claim_made:
            if (!is_debt(*event)) continue;
            done = cost(*event);
            break;
        case EventType::expense_recorded:
            done = expense(*event);
            break;
        case EventType::judgment_entered:
            done = judgment(*event);
            break;
        case EventType::payment_received:
            done = withholding_line(*event);
            break;
        case EventType::audit_closed:
            done = audit(*event);
            break;
        case EventType::refund_requested:
            done = refund_request(*event);
            break;
        case EventType::reseller_unpaid:
            done = reseller_unpaid(*event);
            break;
        default:
            continue;
        }
        if (done) continue;
        refuse(*event, std::move(done.error()));
        refused_today_.push_back(event);
    }
}

Result<void> Fold::cost(const Event &event) {
    PV_TRY(const Amount amount, agreement_amount(event.text("amount"), state_.currency));
    const std::string_view kind = event.text("kind");
    const std::string_view provision = recovery_provision(kind);
    if (clause(provision).empty() || amount.is_zero()) return {}; // no clause of this contract makes it good
    const bool of_arrears = provision == "costs";
    if (of_arrears && !state_.money.was_late &&
        std::none_of(state_.items.begin(), state_.items.end(), [&](const Item &item) { return item.late(day_) > 0; })) {
        raise(Code::cost_not_due, clause(provision),
              amount.text() + " of " + std::string(kind) + " costs are not the customer's: nothing is or was past due",
              event.sequence);
        return {};
    }
    PV_TRY(Calculation calculation, recovered_cost(*terms_, amount, kind));
    add_cost_line("Costs: " + std::string(kind), "cost/" + std::string(kind), std::move(calculation));
    return {};
}

Result<void> Fold::judgment(const Event &event) {
    if (clause("judgment").empty()) return {};
    SuitFacts facts;
    facts.winner = event.text("winner") == "vendor" ? Party::vendor : Party::customer;
    const auto spent = [&](std::string_view field) -> Result<Amount> {
        if (event.text(field).empty()) return Amount(0, state_.currency);
        return agreement_amount(event.text(field), state_.currency);
    };
    PV_TRY(facts.vendor_costs, spent("vendor_costs"));
    PV_TRY(facts.customer_costs, spent("customer_costs"));
    PV_TRY(SuitCosts costs, suit_costs(*terms_, facts));
    if (!costs.work.amount || costs.work.amount->is_zero()) return {};
    if (costs.payer == Party::customer) {
        add_cost_line("Costs of the suit", "judgment", std::move(costs.work));
        return {};
    }
    add_credit_line(LineKind::credit, "Customer's costs of the suit", "judgment", std::move(costs.work));
    return {};
}

Result<void> Fold::refund_request(const Event &event) {
    if (clause("refund").empty() || !terms_->find("refund.share")) return {};
    if (!event.text("sku").empty() && !clause("refund_window").empty())
        if (StandingLine *standing = state_.lines.find(event.text("sku"))) return refund_in_window(event, *standing);
    const std::string document(event.text("invoice"));
    Amount charged(0, state_.currency);
    for (const Item &item : state_.items) {
        if (!document.empty() && item.document != document) continue;
        PV_TRY(charged, add(charged, item.total));
    }
    if (!document.empty() && !item(document))
        return Error(Code::event_reference_unknown, "there is no document \"" + document + "\" to refund",
                     "name a document of the account by its number or date");
    PV_TRY(Calculation calculation, refund(*terms_, charged));
    if (calculation.amount && !calculation.amount->is_zero()) {
        add_credit_line(LineKind::refund, "Refund", "refund", std::move(calculation));
        return {};
    }
    raise(Code::refund_none, clause("refund"), "of " + charged.text() + " charged 0.00 comes back: payments are final",
          event.sequence);
    return {};
}

Result<void> Fold::outage(const Event &event) {
    std::vector<Outage> &outages = state_.money.outages;
    const std::string id(event.text("outage"));
    const auto at = std::find_if(outages.begin(), outages.end(), [&](const Outage &known) { return known.id == id; });
    if (event.type == EventType::outage_opened) {
        if (at != outages.end())
            return Error(Code::event_duplicate_reference, "the outage \"" + id + "\" was opened before",
                         "give every outage its own name");
        PV_CHECK(note_outage(event));
        outages.push_back({id, std::string(event.text("sku")), day_, false});
        return {};
    }
    if (at == outages.end() || at->closed)
        return Error(Code::event_reference_unknown, "there is no open outage \"" + id + "\"",
                     "record outage.opened first");
    PV_CHECK(note_outage(event));
    at->closed = true;
    if (clause("service_credit").empty() || !terms_->find("service_credit.share")) return {};
    Amount charged(0, state_.currency);
    for (const Subscription &sub : state_.subscriptions) {
        const PriceRow *row = price(sub.sku);
        if (!row || sub.billed == 0 || (!at->sku.empty() && at->sku != sub.sku)) continue;
        PV_TRY(const Ratio whole, multiply(row->price.ratio(), Ratio(sub.billed)));
        PV_TRY(const Amount part, round_to_amount(whole, state_.currency, Rounding::half_up));
        PV_TRY(charged, add(charged, part));
    }
    PV_TRY(Calculation calculation, service_credit(*terms_, charged));
    if (calculation.amount && !calculation.amount->is_zero()) {
        add_credit_line(LineKind::credit, "Credit for outage " + id, "outage/" + id, std::move(calculation));
        return {};
    }
    raise(Code::service_credit_none, clause("service_credit"),
          "the outage of " + at->opened.text() + " gives 0.00 of the cycle's " + charged.text(), event.sequence);
    return {};
}

void Fold::add_cost_line(std::string text, std::string_view what, Calculation calculation) {
    Line charge = line(LineKind::cost, {}, {day_, day_ + 1}, std::move(calculation));
    charge.quantity = 1;
    charge.text = std::move(text);
    charge.key = distinct_key(lines_, what);
    lines_.push_back(std::move(charge));
}

void Fold::add_credit_line(LineKind kind, std::string text, std::string_view what, Calculation calculation) {
    Line credit = line(kind, {}, {day_, day_ + 1}, std::move(calculation));
    credit.quantity = 1;
    credit.text = std::move(text);
    credit.ledger = chart::credits;
    credit.key = distinct_key(credits_, what);
    credits_.push_back(std::move(credit));
}

std::string Fold::distinct_key(std::span<const Line> lines, std::string_view what) const {
    const std::string key = state_.account + "/" + day_.text() + "/" + std::string(what);
    const auto before = std::count_if(lines.begin(), lines.end(),
                                      [&](const Line &other) { return other.key.substr(0, key.size()) == key; });
    return before == 0 ? key : key + "/" + std::to_string(before + 1);
}

} // namespace proviso
