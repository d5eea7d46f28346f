#include "core/engine/order_rights.hpp"

#include <algorithm>

namespace proviso {
namespace {

bool lists(const std::vector<std::string> &names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

Result<OrderRight> may_order_by(const AccountState::Impl &state, const Terms &terms, Day on, std::string_view channel,
                                bool reseller) {
    const auto answer = [](std::string clause, std::string reason, OrderBar bar) {
        return OrderRight{{bar == OrderBar::none, std::move(clause), std::move(reason)}, bar};
    };
    const std::string by = "by \"" + std::string(channel) + "\"";
    const bool resold = reseller || channel == "reseller";
    if (resold && terms.find("order.resellers")) {
        PV_TRY(const std::string who, terms.text("order.resellers"));
        if (who == "none")
            return answer(terms.clause("resale"), "through a reseller, and none is allowed", OrderBar::channel);
        return answer(terms.clause("resale"), "through a reseller, who is paid for it", OrderBar::none);
    }
    if (resold && !terms.clause("licence").empty())
        return answer(terms.clauses("licence").back(), "through a reseller, and reselling is barred",
                      OrderBar::channel);
    if (!terms.find("order.channels")) return answer(terms.clause("ordering"), by, OrderBar::none);
    PV_TRY(const std::vector<std::string> channels, terms.list("order.channels"));
    if (!lists(channels, channel))
        return answer(terms.clause("ordering"), by + ", which is not a way of ordering under this contract",
                      OrderBar::channel);
    const bool begun = (state.anchor && !state.anchor_provisional && *state.anchor < on) ||
                       (!state.lines.lines.empty() && state.lines.lines.front().since < on);
    if (begun && terms.find("order.later_channels")) {
        PV_TRY(const std::vector<std::string> later, terms.list("order.later_channels"));
        if (!lists(later, channel))
            return answer(terms.clause("scope"),
                          by + " after the agreement began; another paper is a contract of its own", OrderBar::apart);
    }
    return answer(terms.clause("ordering"), by + ", a way of ordering under this contract", OrderBar::none);
}

std::int64_t licensed_seats(const AccountState::Impl &state) {
    std::int64_t seats = 0;
    for (const Subscription &sub : state.subscriptions)
        if (const Sku *sku = state.pack->sku(sub.sku); sku && sku->seat) seats += sub.active;
    for (const StandingLine &line : state.lines.lines)
        if (const Sku *sku = state.pack->sku(line.sku); sku && sku->seat && !line.ended) seats += line.quantity;
    return seats;
}

std::optional<Day> effective_day(const AccountState::Impl &state, const Terms &terms) {
    if (!terms.decides("effective.date")) return state.duties.bound; // the text is plain: the first of them
    const auto chosen = terms.option("effective.date");
    if (chosen && chosen->option == "papers_received") return state.papers;
    if (chosen && chosen->option == "first_payment") return state.first_payment;
    if (state.items.empty()) return std::nullopt;
    return state.items.front().date;
}

} // namespace proviso
