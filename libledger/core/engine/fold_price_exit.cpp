// Leaving because of a price that changed: from the first bill that carries a higher price the customer has so many
// days to write that it ends the service, free of any charge for an early end (question "change.exit_start").
#include <algorithm>

#include "core/bill/price_change.hpp"
#include "core/engine/fold.hpp"

namespace proviso {

void Fold::note_price(std::string_view sku, const PriceRow &row, const PeriodPrice &facts) {
    const UnitPrice &now = facts.later.empty() ? row.price : facts.later.back().price;
    auto &charged = state_.price_changes.charged;
    const auto at =
        std::find_if(charged.begin(), charged.end(), [&](const ChargedPrice &one) { return one.sku == sku; });
    if (at == charged.end()) {
        charged.push_back({std::string(sku), now});
        return;
    }
    const bool higher = at->price.ratio() < now.ratio();
    at->price = now;
    if (!higher || clause("change_exit").empty()) return;
    Day effective = day_;
    if (const auto begins = price_begins(sku); begins)
        for (const PriceBegin &begin : *begins)
            if (begin.row->price.ratio() == now.ratio()) effective = begin.applies;
    PriceExit exit{std::string(sku), effective, day_, std::nullopt, std::nullopt};
    state_.price_changes.exits.push_back(std::move(exit));
    date_price_exit(state_.price_changes.exits.back());
}

void Fold::date_price_exit(PriceExit &exit) {
    const auto days = terms_->integer("change.exit_days");
    if (!days) return;
    const std::string start = option("change.exit_start");
    std::optional<Day> from = exit.billed;
    if (start == "effective_date") from = exit.effective;
    if (start == "deemed_receipt") from = exit.told;
    if (from) exit.last = *from + static_cast<std::int32_t>(std::clamp<std::int64_t>(*days, 0, day_last - *from));
    if (!options_.calendar) return;
    for (Deadline &deadline : state_.deadlines)
        if (deadline.name == "change-exit" && deadline.about == exit.sku && deadline.known_until > day_)
            deadline.known_until = std::max(day_, deadline.known_from);
    if (exit.last && *exit.last < day_) return;
    Deadline right{"change-exit",
                   exit.last.value_or(day_last),
                   day_,
                   exit.last ? *exit.last + 1 : day_last,
                   clause("change_exit"),
                   "last day for a notice that ends \"" + exit.sku + "\" because its price changed",
                   {}};
    right.about = exit.sku;
    if (!exit.last) right.within = "so many days after the bill is received";
    state_.deadlines.push_back(std::move(right));
}

void Fold::bill_noticed(Day counts) {
    for (PriceExit &exit : state_.price_changes.exits) {
        if (exit.told || exit.billed > counts) continue;
        exit.told = counts;
        if (option("change.exit_start") == "deemed_receipt") date_price_exit(exit);
    }
}

const PriceExit *price_exit_open(const AccountState::Impl &state, std::string_view sku, Day on) {
    for (const PriceExit &exit : state.price_changes.exits)
        if ((sku.empty() || exit.sku == sku) && exit.billed <= on && (!exit.last || on <= *exit.last)) return &exit;
    return nullptr;
}

} // namespace proviso
