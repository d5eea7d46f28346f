// Orders through resellers: the customer pays the reseller, who is to pass the money on. What becomes active under them
// is charged to nobody here; if the reseller does not pay, the reading that decides says what follows.
#include <algorithm>

#include "core/bill/recurring.hpp"
#include "core/engine/agreement_money.hpp"
#include "core/engine/fold.hpp"

namespace proviso {

bool Fold::is_resold(const OrderInHand &order) const {
    return !clause("resale").empty() && (!order.reseller.empty() || order.channel == "reseller");
}

bool Fold::activate_resold(const Event &event) {
    const std::string_view name = event.text("order");
    const std::string_view sku = event.text("sku");
    const std::int64_t quantity = event.number("quantity", 1);
    const auto waits = [&](const OrderInHand &order) {
        return !order.stands_apart && !is_resold(order) &&
               std::any_of(order.items.begin(), order.items.end(),
                           [&](const OrderedItem &item) { return item.sku == sku && item.waiting > 0; });
    };
    // Where the activation names no order, it is first of what the customer ordered itself.
    if (name.empty() && std::any_of(state_.orders.orders.begin(), state_.orders.orders.end(), waits)) return false;
    for (OrderInHand &order : state_.orders.orders) {
        if (order.stands_apart || !is_resold(order) || (!name.empty() && order.id != name)) continue;
        const auto item = std::find_if(order.items.begin(), order.items.end(), [&](const OrderedItem &one) {
            return one.sku == sku && one.waiting >= quantity;
        });
        if (item == order.items.end()) continue;
        item->waiting -= quantity;
        if (state_.status == Status::pending) set_status(Status::active, clause("seats"));
        return true;
    }
    return false;
}

Result<OrderInHand *> Fold::resold_order(const Event &event) {
    const std::string id(event.text("order"));
    OrderInHand *order = state_.orders.order(id);
    if (!order || !is_resold(*order))
        return Error(Code::event_reference_unknown, "\"" + id + "\" is no order of the account through a reseller",
                     "name one that is", {}, clause("resale"));
    return order;
}

Result<void> Fold::reseller_paid(const Event &event) {
    PV_TRY(OrderInHand * order, resold_order(event));
    PV_TRY(const Amount amount, agreement_amount(event.text("amount"), state_.currency));
    state_.orders.passed_on.push_back({order->id, day_, amount});
    order->reseller_owes = false;
    return {};
}

Result<void> Fold::reseller_unpaid(const Event &event) {
    PV_TRY(OrderInHand * order, resold_order(event));
    if (order->reseller_owes)
        return Error(Code::event_duplicate_reference, "that order \"" + order->id + "\" is unpaid is recorded",
                     "record it once", {}, clause("resale"));
    std::vector<Line> charges;
    if (option("reseller.unpaid") == "customer_pays_again") {
        const std::string origin = "order " + order->id;
        for (const OrderedItem &item : order->items) {
            const auto &rows = state_.prices.rows();
            const auto own = std::find_if(rows.begin(), rows.end(), [&](const PriceRow &row) {
                return row.sku == item.sku && row.source == PriceSource::order && row.origin == origin;
            });
            const PriceRow *row = own == rows.end() ? price(item.sku) : &*own;
            if (!row)
                return Error(Code::price_missing,
                             "\"" + item.sku + "\" of order " + order->id + " has no price on " + day_.text(),
                             "give it in the order or post one", {}, clause("resale"));
            PV_TRY(Calculation work, recurring(*terms_, row->price, item.quantity, row->origin, "resale"));
            Line charge = line(LineKind::one_off, item.sku, {day_, day_ + 1}, std::move(work));
            charge.quantity = item.quantity;
            charge.unit_price = row->price;
            record_choice(charge, "reseller.unpaid");
            charge.key = distinct_key(lines_, "resold/" + order->id + "/" + item.sku);
            charges.push_back(std::move(charge));
        }
    }
    order->reseller_owes = true;
    for (Line &charge : charges) lines_.push_back(std::move(charge));
    return {};
}

} // namespace proviso
