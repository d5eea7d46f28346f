// What a sku costs an account on a day, by the contract's order of precedence, and from when the agreement holds.
#include <tuple>

#include "core/engine/fold.hpp"

namespace proviso {

bool Fold::versioned() const { return !state_.orders.terms.empty() || terms_->decides("terms.scope"); }

const PriceRow *Fold::price(std::string_view sku) const {
    if (option("precedence.order_terms") != "terms_win_always") {
        const PriceRow *found = state_.prices.find(sku, day_, [&](const PriceRow &row) { return order_counts(row); });
        if ((!found || found->source != PriceSource::order) && terms_->decides("price.effective")) {
            found = announced_price(sku);
            if (versioned()) found = version_price(sku, found);
        } else if (!found) {
            found = book_.price(*state_.pack, sku, day_);
            if (versioned()) found = version_price(sku, found);
        }
        if (found) return found;
    }
    return contract_price(sku);
}

const PriceRow *Fold::contract_price(std::string_view sku) const {
    const Sku *known = state_.pack->sku(sku);
    if (!known) return nullptr;
    PriceRow row{known->id, PriceSource::pack, day_first, day_first, {}, known->every, known->clause};
    if (known->price) {
        row.price = *known->price;
    } else {
        const ParameterValue *value = known->price_parameter.empty() ? nullptr : terms_->find(known->price_parameter);
        if (!value) return nullptr;
        const auto price = parse_unit_price(value->text, state_.currency);
        if (!price) return nullptr;
        row.price = *price;
        row.origin = "parameter " + known->price_parameter;
    }
    return &(contract_prices_[known->id] = std::move(row));
}

void Fold::not_effective_yet() {
    if (activated_.empty()) return;
    const std::string rule = option("effective.date");
    const auto later = [&](const std::optional<Day> &day) { return !day || *day > day_; };
    const bool waits =
        (rule == "papers_received" && later(state_.papers)) || (rule == "first_payment" && later(state_.first_payment));
    if (!waits) return;
    for (const std::uint64_t event : activated_)
        raise(Code::agreement_not_effective, clause("effective"),
              rule == "first_payment" ? "it is active and the agreement binds only with the first payment"
                                      : "it is active and the agreement begins only with the signed papers",
              event);
}

} // namespace proviso
