// Which paper an order is and what it presupposes, what products are designated, and what makes the agreement binding.
#include <algorithm>

#include "core/engine/fold.hpp"
#include "core/engine/state_answers.hpp"

namespace proviso {

void Fold::binds() {
    if (!state_.duties.bound) state_.duties.bound = day_;
}

bool Fold::refers_elsewhere(const OrderInHand &order) {
    const ParameterValue *own = terms_->find("order.terms");
    if (!own || order.terms.empty() || order.terms == own->text) return false;
    raise(Code::order_other_terms, own->clause,
          "order " + order.id + " refers to " + order.terms + ", not to " + own->text + ": they govern it",
          order.event);
    return true;
}

bool Fold::order_counts(const PriceRow &row) const {
    if (row.source != PriceSource::order) return true;
    const auto of_row = [&](const OrderInHand &order) { return row.origin == "order " + order.id; };
    const auto &orders = state_.orders.orders;
    const auto order = std::find_if(orders.begin(), orders.end(), of_row);
    if (order == orders.end()) return true;
    if (!order->signed_too && option("precedence.unsigned") == "signed_only") return false;
    if (option("precedence.posting") != "posting_alters") return true;
    const PriceRow *posted = book_.price(*state_.pack, row.sku, day_);
    return !posted || posted->source != PriceSource::posted || posted->posted <= order->on;
}

void Fold::say_unsigned(const OrderInHand &order) {
    if (order.signed_too || option("precedence.unsigned") != "signed_only") return;
    const auto &rows = state_.prices.rows();
    if (std::any_of(rows.begin(), rows.end(), [&](const PriceRow &row) { return row.origin == "order " + order.id; }))
        raise(Code::order_overruled, clause("papers"),
              "order " + order.id + " is not signed, so that its prices do not come before those posted", order.event);
}

void Fold::say_missing_needs(std::string_view sku, std::uint64_t event, bool ordered_counts) {
    const Sku *known = state_.pack->sku(sku);
    if (!known || known->needs.empty()) return;
    const std::string missing = missing_needs(state_, *known, day_, ordered_counts);
    if (!missing.empty())
        raise(Code::order_prerequisite, known->clause, "\"" + known->id + "\" needs " + missing + ", not active here",
              event);
}

void Fold::designate(const Event &event) {
    state_.duties.designations.push_back(
        {std::string(event.text("sku")), std::string(event.text("kind")), day_, event.day("through")});
}

void Fold::register_server(const Event &event) {
    std::vector<std::string> &servers = state_.duties.servers;
    const std::string name(event.text("server"));
    const auto at = std::lower_bound(servers.begin(), servers.end(), name);
    if (at == servers.end() || *at != name) servers.insert(at, name);
}

} // namespace proviso
