// Claims, what was charged for which product, and audits.
#include <algorithm>

#include "core/bill/overuse.hpp"
#include "core/engine/agreement_money.hpp"
#include "core/engine/fold.hpp"
#include "core/time/months.hpp"

namespace proviso {
namespace {

constexpr std::int32_t months_of_year = 12;

/// Months that a price is for; 0: it is charged once.
std::int32_t months_of(const PriceRow &row, const StandingLine &standing) {
    if (row.every == "year") return months_of_year;
    if (row.every == "month") return 1;
    return row.every == "once" ? 0 : standing.months;
}

} // namespace

bool Fold::keeps_claims() const { return state_.pack->provision("cap") || state_.pack->provision("threshold"); }

void Fold::note_charged(const Document &document) {
    if (!keeps_claims() || document.kind != DocumentKind::invoice) return;
    for (std::size_t i = 0; i < document.lines.size(); ++i) {
        const Line &line = document.lines[i];
        const bool product = line.kind != LineKind::tax && line.kind != LineKind::interest &&
                             line.kind != LineKind::cost && line.kind != LineKind::deposit;
        if (product && !line.amount.is_zero())
            state_.claims.charged.push_back({document.draft_id(), i, line.sku, line.service, line.amount});
    }
}

Result<void> Fold::note_claim(const Event &event) {
    if (!keeps_claims()) return {};
    ClaimInHand claim;
    claim.id = event.text("claim");
    if (!claim.id.empty() && state_.claims.claim(claim.id))
        return Error(Code::event_duplicate_reference, "the claim \"" + claim.id + "\" was made before",
                     "give every claim its own name");
    PV_TRY(claim.amount, agreement_amount(event.text("amount"), state_.currency));
    claim.kind = event.text("kind");
    claim.sku = event.text("sku");
    claim.order = event.text("order");
    claim.loss = event.text("loss");
    claim.made = day_;
    claim.arose = event.day("arose").value_or(day_);
    state_.claims.claims.push_back(std::move(claim));
    return {};
}

/// What was found beyond what was ordered is invoiced, and with it the audit, as far as it is the customer's to pay.
Result<void> Fold::audit(const Event &event) {
    if (clause("overuse").empty()) return {};
    std::vector<std::pair<std::string, Calculation>> over; // sku and what it costs
    std::vector<std::int64_t> quantities;
    bool anything = false;
    for (const OrderItem &found : event.items) {
        std::int64_t ordered = 0;
        const StandingLine *standing = nullptr;
        for (const StandingLine &line : state_.lines.lines)
            if (line.sku == found.sku && line.runs_on(day_)) {
                ordered += line.quantity;
                if (!standing) standing = &line; // the oldest: its period and price are those of the overuse
            }
        for (const OrderInHand &order : state_.orders.orders) // what was ordered and waits is no overuse
            for (const OrderedItem &item : order.items)
                if (item.sku == found.sku && !order.stands_apart) ordered += item.waiting;
        if (found.quantity <= ordered) continue;
        anything = true;
        PV_TRY(OveruseFacts facts, overuse_facts(event, found.sku, standing));
        facts.found = found.quantity;
        facts.ordered = ordered;
        PV_TRY(Calculation calculation, overuse(*terms_, facts));
        over.emplace_back(found.sku, std::move(calculation));
        quantities.push_back(found.quantity - ordered);
    }
    std::optional<Calculation> cost;
    if (!event.text("cost").empty()) {
        PV_TRY(const Amount spent, agreement_amount(event.text("cost"), state_.currency));
        PV_TRY(cost, audit_cost(*terms_, spent, anything));
    }
    for (std::size_t i = 0; i < over.size(); ++i) {
        auto &[sku, calculation] = over[i];
        if (!calculation.amount || calculation.amount->is_zero()) continue;
        Line charge = line(LineKind::trueup, sku, {day_, day_ + 1}, std::move(calculation));
        charge.quantity = quantities[i];
        charge.text += ", used beyond what was ordered";
        charge.key = distinct_key(lines_, "overuse/" + sku);
        lines_.push_back(std::move(charge));
    }
    if (cost && cost->amount && !cost->amount->is_zero())
        add_cost_line("Cost of the audit", "audit/" + std::string(event.text("audit")), std::move(*cost));
    return {};
}

Result<OveruseFacts> Fold::overuse_facts(const Event &event, const std::string &sku,
                                         const StandingLine *standing) const {
    OveruseFacts facts;
    facts.found_on = day_;
    const PriceRow *agreed = standing ? line_price(*standing) : price(sku);
    const PriceRow *list = book_.price(*state_.pack, sku, day_);
    if (!agreed && !list)
        return Error(Code::price_missing,
                     "\"" + sku + "\" was used beyond what was ordered and has no price on " + day_.text(),
                     "post one with price.posted", {}, clause("overuse"));
    facts.price = agreed ? agreed->price : list->price;
    if (list) facts.list = list->price;
    const StandingLine none;
    facts.months = months_of(agreed ? *agreed : *list, standing ? *standing : none);
    facts.since = event.day("since").value_or(standing ? standing->since : day_);
    if (standing && standing->period.contains(day_)) {
        facts.licence = standing->period;
        return facts;
    }
    // Of what was never ordered the period is one that begins with its use.
    facts.licence = {std::min(facts.since, day_), day_ + 1};
    for (std::int32_t n = 1; facts.months > 0 && (n == 1 || facts.licence.until <= day_); ++n) {
        PV_TRY(facts.licence.until, add_months(facts.licence.from, n * facts.months, MonthEnd::round_down));
    }
    return facts;
}

} // namespace proviso
