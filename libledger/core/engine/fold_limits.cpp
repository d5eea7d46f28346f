// Use beyond a limit: limits that are posted, ordered quantities, and the line for what lies above.
#include <algorithm>

#include "core/engine/fold.hpp"
#include "core/license/normal_use.hpp"

namespace proviso {

Result<void> Fold::post_limit(const Event &event) {
    PV_TRY(Ratio quantity, Ratio::parse(event.text("quantity")));
    state_.counts.limits.push_back(
        {std::string(event.text("sku")), event.day("from").value_or(day_), day_, std::move(quantity)});
    return {};
}

Result<std::optional<Ratio>> Fold::posted_limit(std::string_view sku, Day on) const {
    // A limit for the account alone comes before one for all; of several the one that began last, and was posted last.
    const OwnLimit *own = nullptr;
    for (const OwnLimit &limit : state_.counts.limits)
        if (limit.sku == sku && limit.from <= on && (!own || own->from <= limit.from)) own = &limit;
    if (own) return std::optional(own->quantity);
    const Event *posted = nullptr;
    const auto from = [](const Event &event) { return event.day("from").value_or(event.on); };
    for (const Event &event : book_.events())
        if (event.type == EventType::limit_posted && event.text("sku") == sku && from(event) <= on &&
            (!posted || from(*posted) <= from(event)))
            posted = &event;
    if (!posted) return std::optional<Ratio>();
    PV_TRY(Ratio quantity, Ratio::parse(posted->text("quantity")));
    return std::optional(std::move(quantity));
}

Result<UseLimits> Fold::limits_of(std::string_view sku) const {
    UseLimits limits;
    std::optional<Day> renewed;
    for (const OrderInHand &order : state_.orders.orders) {
        if (order.stands_apart) continue;
        for (const OrderedItem &item : order.items)
            if (item.sku == sku) {
                PV_TRY(const Ratio sum, add(limits.ordered.value_or(Ratio(0)), Ratio(item.quantity)));
                limits.ordered = sum;
                for (const StandingLine &standing : state_.lines.lines)
                    if (standing.order == order.id && standing.term_index > 0 && standing.runs_on(day_))
                        renewed = std::max(renewed.value_or(day_first), standing.term.from);
            }
    }
    PV_TRY(limits.posted, posted_limit(sku, day_));
    if (renewed) { PV_TRY(limits.posted_at_renewal, posted_limit(sku, *renewed)); }
    return limits;
}

Result<bool> Fold::measured(const Event &event) {
    const Sku *sku = state_.pack->sku(event.text("sku"));
    if (!sku || sku->overage.empty()) return false;
    PV_TRY(const UseLimits limits, limits_of(sku->id));
    const PriceRow *row = price(sku->overage);
    const Sku *beyond = state_.pack->sku(sku->overage);
    if (!row)
        return Error(Code::price_missing, "\"" + sku->overage + "\" has no price for the account on " + day_.text(),
                     "post one with price.posted, or set the parameter that holds it", {},
                     beyond ? beyond->clause : sku->clause);
    PV_TRY(Calculation calculation, overage(*terms_, row->price, Ratio(event.number("quantity")), limits, row->origin));
    if (!calculation.amount || calculation.amount->is_zero()) return true;
    const Period use{event.day("from").value_or(day_), event.day("until").value_or(day_ + 1)};
    Line charge = line(LineKind::usage, sku->overage, use, std::move(calculation));
    charge.quantity = event.number("quantity");
    charge.unit_price = row->price;
    charge.key += "/measured";
    const auto same = [&](const Line &other) { return other.key.substr(0, charge.key.size()) == charge.key; };
    const auto before = std::count_if(state_.carried.begin(), state_.carried.end(), same);
    if (before > 0) charge.key += "/" + std::to_string(before + 1);
    state_.carried.push_back(std::move(charge));
    return true;
}

bool Fold::vendor_made_it_possible(const Event &event, std::string_view sku) {
    if (event.text("fraud") != "vendor-breach" || !terms_->decides("fraud.vendor_breach")) return false;
    if (option("fraud.vendor_breach") != "carve_out_4_1") {
        auto &skus = state_.counts.fraud;
        if (std::find(skus.begin(), skus.end(), sku) == skus.end()) skus.emplace_back(sku);
        return false;
    }
    const auto chosen = terms_->option("fraud.vendor_breach");
    raise(Code::usage_vendor_breach,
          chosen && !chosen->reading->clauses.empty() ? chosen->reading->clauses.front() : "",
          "the vendor's own breach made the use possible; it is not charged", event.sequence);
    return true;
}

} // namespace proviso
