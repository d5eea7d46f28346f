// Equipment that will not do, found before anything was active: what becomes of the order and of what was paid for it.
#include <algorithm>

#include "core/bill/recurring.hpp"
#include "core/engine/fold.hpp"

namespace proviso {

Result<void> Fold::assessed(const Event &event) {
    const bool begun = state_.anchor && !state_.anchor_provisional;
    if (event.flag("fit", true)) {
        state_.orders.unfit.reset();
        return {};
    }
    if (terms_->clause("unfit").empty()) return {};
    if (begun) {
        raise(Code::equipment_unfit, clause("unfit"),
              "the equipment will not do; as something is active, it is too late to cancel for it", event.sequence);
        return {};
    }
    state_.orders.unfit = day_;
    raise(Code::equipment_unfit, clause("unfit"),
          "the equipment will not do; the customer may make it fit, or cancel before anything is active",
          event.sequence);
    return {};
}

Result<void> Fold::cancel_unfit() {
    if (!state_.orders.unfit || state_.ends_on || !state_.anchor) return {};
    if (option("cancel.unfit") == "cancel_unwinds") {
        state_.orders.unwinds = true;
        state_.ends_on = day_ + 1;
        state_.deadlines.push_back(
            {"agreement-end", day_ + 1, day_, day_ + 1, clause("unfit"), "the agreement ends, cancelled in time", {}});
        set_status(Status::ending, clause("unfit"));
        return {};
    }
    // The fees stay payable: what was ordered is charged as if it were active, until a notice ends it.
    state_.orders.unfit.reset();
    std::vector<Line> lines;
    for (OrderInHand &order : state_.orders.orders) {
        if (order.stands_apart) continue;
        for (OrderedItem &item : order.items) {
            const PriceRow *row = price(item.sku);
            if (item.waiting == 0 || !row || row->every.empty() || row->every == "year") continue;
            PV_TRY(Calculation calculation, recurring(*terms_, row->price, item.waiting, row->origin, "unfit"));
            const bool once = row->every == "once";
            Line charge = line(once ? LineKind::one_off : LineKind::recurring, item.sku,
                               once ? Period{day_, day_ + 1} : state_.cycle, std::move(calculation));
            charge.quantity = item.waiting;
            charge.unit_price = row->price;
            record_choice(charge, "cancel.unfit");
            charge.key += "/" + order.id;
            lines.push_back(std::move(charge));
            if (!once) {
                Subscription &sub = subscription(item.sku);
                sub.active += item.waiting;
                sub.billed = std::max(sub.billed, sub.active);
            }
            item.waiting = 0;
        }
    }
    if (lines.empty()) return {};
    state_.anchor_provisional = false;
    PV_CHECK(cycle_deadlines());
    return issue(DocumentKind::invoice, std::move(lines));
}

void Fold::unwind() {
    if (!state_.orders.unwinds) return;
    state_.orders.unwinds = false;
    Amount left(0, state_.currency);
    for (const Receipt &receipt : state_.receipts)
        if (const auto sum = add(left, receipt.left)) left = *sum;
    if (left.is_zero()) return;
    state_.deadlines.push_back({"refund",
                                day_,
                                day_,
                                day_last,
                                clause("unfit"),
                                "the vendor returns " + left.text() + ", paid for what was cancelled",
                                {}});
}

} // namespace proviso
