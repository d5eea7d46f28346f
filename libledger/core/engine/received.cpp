#include "core/engine/received.hpp"

#include <algorithm>

namespace proviso {
namespace {

constexpr std::string_view support = "support";

/// The order that a charge was made for; empty if none.
std::string_view order_of(const AccountState::Impl &state, const ChargedLine &charged) {
    for (const StandingLine &line : state.lines.lines)
        for (const PrepaidCharge &charge : line.charges)
            if (charge.document == charged.document && charge.line == charged.line) return line.order;
    return {};
}

bool is_wanted(const AccountState::Impl &state, const ChargedLine &charged, const ReceivedFor &what) {
    if (!what.sku.empty() && charged.sku != what.sku) return false;
    const Sku *sku = state.pack->sku(charged.sku);
    const std::string_view kind = sku ? std::string_view(sku->kind) : std::string_view();
    if (!what.kind.empty() && kind != what.kind) return false;
    if (!what.not_kind.empty() && kind == what.not_kind) return false;
    return what.order.empty() || order_of(state, charged) == what.order;
}

/// The day on which the money came that settled a part.
Day came_on(const AccountState::Impl &state, const SettledPart &part) {
    for (const Paid &paid : state.money.paid)
        if (paid.event == part.payment) return paid.on;
    return part.on;
}

bool ordered(const AccountState::Impl &state, std::string_view order, std::string_view sku) {
    for (const OrderInHand &one : state.orders.orders)
        if (one.id == order)
            return std::any_of(one.items.begin(), one.items.end(),
                               [&](const OrderedItem &item) { return item.sku == sku; });
    return false;
}

} // namespace

Result<std::vector<ReceivedSum>> received_for(const AccountState::Impl &state, const ReceivedFor &what) {
    std::vector<ReceivedSum> sums;
    for (const ChargedLine &charged : state.claims.charged) {
        if (!is_wanted(state, charged, what)) continue;
        const auto item = std::find_if(state.items.begin(), state.items.end(),
                                       [&](const Item &one) { return one.document == charged.document; });
        if (item == state.items.end() || item->total.minor() <= 0) continue;
        PV_TRY(const Ratio share, divide(charged.amount.ratio(), item->total.ratio()));
        for (const SettledPart &part : item->settled) {
            const std::int64_t minor = part.amount.minor() - part.taken_back;
            if (part.payment == 0 || minor <= 0 || part.part.cost) continue;
            ReceivedSum sum;
            sum.on = came_on(state, part);
            sum.serves = charged.service;
            PV_TRY(sum.amount, multiply(Amount(minor, state.currency).ratio(), share));
            sums.push_back(sum);
        }
    }
    if (!what.by_resellers) return sums;
    for (const PassedOn &passed : state.orders.passed_on) {
        const bool wanted = !what.order.empty() ? passed.order == what.order
                                                : what.sku.empty() || ordered(state, passed.order, what.sku);
        if (wanted) sums.push_back({passed.on, passed.amount.ratio(), {}});
    }
    return sums;
}

Result<ClaimFacts> claim_facts(const AccountState::Impl &state, const Terms &terms, const ClaimInHand &claim,
                               std::string_view ground) {
    ClaimFacts facts;
    facts.made = claim.made;
    facts.arose = claim.arose;
    facts.loss = claim.loss;
    facts.ground = ground;
    facts.claimed = claim.amount;
    if (const Sku *sku = state.pack->sku(claim.sku)) facts.product = sku->included ? "free" : sku->kind;
    if (const Designation *found = state.duties.designation(claim.sku, claim.arose); found && found->kind != "general")
        facts.product = found->kind == "beta" ? "beta" : "free"; // a trial costs nothing either
    ReceivedFor what;
    if (caps_by_service(terms)) {
        what.sku = claim.sku;
        what.order = claim.order;
    }
    PV_TRY(facts.payments, received_for(state, what));
    return facts;
}

Result<ThresholdFacts> threshold_facts(const AccountState::Impl &state, Day made, std::string_view sku,
                                       std::string_view order) {
    ThresholdFacts facts;
    facts.claim = made;
    PV_TRY(facts.fees, received_for(state, {sku, order, {}, support, true}));
    PV_TRY(facts.support, received_for(state, {{}, order, support, {}, false}));
    return facts;
}

} // namespace proviso
