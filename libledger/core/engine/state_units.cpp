#include "core/engine/state_units.hpp"

#include <algorithm>

namespace proviso {
namespace {

bool in_force(const StandingLine &line, Day on) {
    // What is charged once stays until it is ended.
    return line.months == 0 ? line.since <= on && (!line.ends_on || on < *line.ends_on) : line.runs_on(on);
}

bool is_open(const AccountState::Impl &state, std::string_view document) {
    return std::any_of(state.items.begin(), state.items.end(),
                       [&](const Item &item) { return item.document == document && item.open.minor() > 0; });
}

/// What was last charged for the sku is paid; a sku that goes by the account's cycle is, if nothing at all is open.
bool is_paid(const AccountState::Impl &state, std::string_view sku, Day on) {
    for (const StandingLine &line : state.lines.lines)
        if (line.sku == sku && in_force(line, on) && !line.charges.empty() &&
            is_open(state, line.charges.back().document))
            return false;
    const auto active = [&](const Subscription &sub) { return sub.sku == sku && sub.active > 0; };
    return std::none_of(state.subscriptions.begin(), state.subscriptions.end(), active) ||
           std::none_of(state.items.begin(), state.items.end(), [](const Item &item) { return item.open.minor() > 0; });
}

std::string yes(bool holds) { return holds ? "yes" : "no"; }

} // namespace

std::int64_t units_in_force(const AccountState::Impl &state, std::string_view sku, Day on) {
    std::int64_t units = 0;
    for (const Subscription &sub : state.subscriptions)
        if (sub.sku == sku) units += sub.active;
    for (const StandingLine &line : state.lines.lines)
        if (line.sku == sku && in_force(line, on)) units += line.quantity;
    return units;
}

std::int64_t units_of_kind(const AccountState::Impl &state, std::string_view kind, Day on) {
    std::int64_t units = 0;
    for (const Sku &sku : state.pack->skus)
        if (sku.kind == kind) units += units_in_force(state, sku.id, on);
    return units;
}

std::optional<std::string> units_fact(const AccountState::Impl &state, std::string_view from, Day on) {
    const auto parts = state_fact_parts(from);
    if (!parts || !state.pack) return std::nullopt;
    const std::string_view form = parts->first, name = parts->second;
    if (form == "production" || form == "installs") {
        for (const Installs &installs : state.counts.installs)
            if (installs.sku == name)
                return std::to_string(installs.production + (form == "installs" ? installs.tests : 0));
        return std::nullopt;
    }
    const bool by_sku = state.pack->sku(name) != nullptr;
    const std::int64_t units = by_sku ? units_in_force(state, name, on) : units_of_kind(state, name, on);
    if (form == "active") return std::to_string(units);
    if (form == "in_force" || units == 0) return yes(units > 0);
    bool paid = true;
    for (const Sku &sku : state.pack->skus)
        if (by_sku ? sku.id == name : sku.kind == name) paid = paid && is_paid(state, sku.id, on);
    return yes(paid);
}

} // namespace proviso
