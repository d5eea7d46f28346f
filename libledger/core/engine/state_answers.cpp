#include "core/engine/state_answers.hpp"

#include <algorithm>
#include <optional>

#include "core/engine/state_units.hpp"
#include "core/pack/state_facts.hpp"

namespace proviso {
namespace {

std::string yes_or_no(bool holds) { return holds ? "yes" : "no"; }

const OrderInHand *order_of(const AccountState::Impl &state, std::string_view id) {
    for (const OrderInHand &order : state.orders.orders)
        if (order.id == id) return &order;
    return nullptr;
}

std::string kind_of(const AccountState::Impl &state, std::string_view sku, Day on) {
    if (const Designation *found = state.duties.designation(sku, on)) return found->kind;
    const Sku *known = state.pack->sku(sku);
    return known && !known->kind.empty() ? known->kind : "general";
}

/// None if it is of something that was not named, or that the state does not know.
std::optional<std::string> answer(const AccountState::Impl &state, StateFact fact, const std::string *of, Day on) {
    const OrderInHand *order = of ? order_of(state, *of) : nullptr;
    switch (fact) {
    case StateFact::account_ended:
        return yes_or_no(state.status == Status::ended);
    case StateFact::account_paid:
        return yes_or_no(
            std::none_of(state.items.begin(), state.items.end(), [&](const Item &item) { return item.late(on) > 0; }));
    case StateFact::account_suspended:
        return yes_or_no(state.suspended);
    case StateFact::order_channel:
        return order ? std::optional(order->channel) : std::nullopt;
    case StateFact::order_entity:
        return order && !order->entity.empty() ? std::optional(order->entity) : std::nullopt;
    case StateFact::order_signed:
        return order ? std::optional(yes_or_no(order->signed_too)) : std::nullopt;
    case StateFact::order_terms:
        return order ? std::optional(order->terms.empty() ? std::string("none") : order->terms) : std::nullopt;
    case StateFact::order_through_reseller:
        return order ? std::optional(yes_or_no(!order->reseller.empty())) : std::nullopt;
    case StateFact::product_accepted: {
        if (!of || !state.duties.terms_posted) return std::nullopt;
        const auto &all = state.duties.accepted;
        return yes_or_no(std::any_of(all.begin(), all.end(), [&](const Acceptance &one) {
            return (one.sku.empty() || one.sku == *of) && one.on >= *state.duties.terms_posted && one.on <= on;
        }));
    }
    case StateFact::product_kind:
        return of ? std::optional(kind_of(state, *of, on)) : std::nullopt;
    case StateFact::server_registered: {
        const auto &servers = state.duties.servers;
        return of ? std::optional(yes_or_no(std::find(servers.begin(), servers.end(), *of) != servers.end()))
                  : std::nullopt;
    }
    }
    return std::nullopt;
}

} // namespace

std::vector<std::pair<std::string, std::string>> told_or_known(const AccountState::Impl &state, const Checklist &list,
                                                               ToldFacts told, Day on) {
    std::vector<std::pair<std::string, std::string>> all(told.begin(), told.end());
    const auto find = [&](std::string_view name) -> const std::string * {
        for (const auto &[key, text] : told)
            if (key == name) return &text;
        return nullptr;
    };
    for (const FactSpec &spec : list.facts) {
        if (spec.from.empty() || find(spec.name)) continue;
        const StateFactSpec *from = state_fact(spec.from);
        auto known = from ? answer(state, from->fact, find(from->of), on) : units_fact(state, spec.from, on);
        if (known) all.emplace_back(spec.name, std::move(*known));
    }
    return all;
}

bool is_active(const AccountState::Impl &state, std::string_view name_or_kind, Day on) {
    const auto meant = [&](std::string_view sku) {
        const Sku *known = state.pack->sku(sku);
        return sku == name_or_kind || (known && !known->kind.empty() && known->kind == name_or_kind);
    };
    for (const OrderInHand &order : state.orders.orders) { // what a reseller is paid for has no line here
        if (order.reseller.empty() && order.channel != "reseller") continue;
        for (const OrderedItem &item : order.items)
            if (item.waiting < item.quantity && meant(item.sku)) return true;
    }
    return std::any_of(state.subscriptions.begin(), state.subscriptions.end(),
                       [&](const Subscription &sub) { return sub.active > 0 && meant(sub.sku); }) ||
           std::any_of(state.lines.lines.begin(), state.lines.lines.end(),
                       [&](const StandingLine &line) { return line.runs_on(on) && meant(line.sku); });
}

std::string missing_needs(const AccountState::Impl &state, const Sku &sku, Day on, bool ordered_counts) {
    const auto ordered = [&](std::string_view name) {
        for (const OrderInHand &order : state.orders.orders)
            for (const OrderedItem &item : order.items) {
                const Sku *known = state.pack->sku(item.sku);
                if (item.sku == name || (known && !known->kind.empty() && known->kind == name)) return true;
            }
        return false;
    };
    std::string missing;
    for (const std::string &need : sku.needs) {
        if (is_active(state, need, on) || (ordered_counts && ordered(need))) continue;
        (missing += missing.empty() ? "" : ", ") += need;
    }
    return missing;
}

} // namespace proviso
