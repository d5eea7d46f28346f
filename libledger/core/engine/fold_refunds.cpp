// Refunds of services with dates of their own: given back within days of buying, withdrawn by the vendor, ended for a
// claim. A refund is a credit note that names the line it takes from; its tax comes back with it.
#include <algorithm>
#include <utility>

#include "core/bill/depreciation.hpp"
#include "core/engine/fold.hpp"
#include "core/engine/refund_rights.hpp"
#include "core/explain/working.hpp"

namespace proviso {

void Fold::note_bought(const Event &event) {
    if (!event.text("channel").empty() || event.at)
        state_.returns.bought.push_back({event.sequence, std::string(event.text("channel")), event.at});
}

void Fold::say_no_refund(const Calculation &calculation, Amount charged, std::string_view what, std::uint64_t event) {
    const std::string by = calculation.clauses.empty() ? clause("refund") : calculation.clauses.front();
    raise(Code::refund_none, by, "of " + charged.text() + " charged 0.00 comes back" + std::string(what), event);
}

/// True if something came back. No more than the line has left.
Result<bool> Fold::give_refund(const StandingLine &standing, const PrepaidCharge &charge, Period service,
                               Calculation calculation) {
    const Item *target = item(charge.document);
    const std::string of = charge.document + ":" + std::to_string(charge.line + 1);
    const std::int64_t left = target && charge.line < target->lines.size() ? target->lines[charge.line] : 0;
    const Amount wanted = calculation.amount.value_or(Amount(0, state_.currency));
    if (wanted.minor() <= 0 || left <= 0) return false;
    if (left < wanted.minor()) {
        Derivation &derivation = calculation.derivation;
        const auto last = static_cast<std::uint32_t>(derivation.steps.size());
        Step rest;
        rest.name = "left of the line";
        rest.value = Amount(left, state_.currency).ratio();
        rest.source = "line " + of + " after earlier credits";
        Step least;
        least.op = Op::minimum;
        least.name = "amount, at most what is left";
        least.value = rest.value;
        least.args = {last - 1, last};
        derivation.steps.push_back(std::move(rest));
        derivation.steps.push_back(std::move(least));
        calculation.amount = Amount(left, state_.currency);
        calculation.exact = calculation.amount->ratio();
    }
    Line refund = line(LineKind::refund, standing.sku, service, std::move(calculation));
    refund.quantity = standing.quantity;
    refund.text = "Refund of " + refund.text + ", line " + std::to_string(charge.line + 1) + " of " + charge.document;
    refund.of = of;
    refund.key = state_.account + "/" + of + "/refund/" + day_.text();
    if (standing.months > 0) { // what was charged ahead is no longer to be earned
        refund.ledger = std::string(chart::deferred);
        refund.income = std::string(chart::recurring);
    }
    std::vector<Line> lines;
    PV_TRY(std::optional<Line> tax, refunded_tax(charge, refund));
    lines.push_back(std::move(refund));
    if (tax) lines.push_back(std::move(*tax));
    PV_CHECK(issue(DocumentKind::credit_note, std::move(lines), charge.document));
    return true;
}

Result<std::optional<Line>> Fold::refunded_tax(const PrepaidCharge &charge, const Line &refund) const {
    const Document *found = issued(charge.document);
    if (!found || charge.line >= found->lines.size() || charge.amount.is_zero()) return std::optional<Line>();
    const std::string &key = found->lines[charge.line].key;
    for (const TaxedLine &taxed : state_.returns.taxed) {
        if (taxed.document != charge.document || taxed.key != key) continue;
        Working work(*terms_, "tax", "credit_tax");
        const Term share =
            work.divide(work.input("credited", refund.amount.ratio(), "this refund"),
                        work.input("charged", charge.amount.ratio(), "line " + refund.of), "share of the line");
        const Term whole = work.input("tax charged", taxed.amount.ratio(), "its tax");
        PV_TRY(Calculation part, work.finish_money(work.multiply(whole, share, "tax refunded"), state_.currency));
        if (!part.amount || part.amount->is_zero()) return std::optional<Line>();
        Line made = line(LineKind::tax, refund.sku, refund.service, std::move(part));
        made.text = "Tax on it";
        made.quantity = 1;
        made.ledger = std::string(chart::tax_prefix) + taxed.jurisdiction;
        made.income.clear();
        made.of = charge.document + ":" + std::to_string(taxed.line + 1);
        made.key = refund.key + "/tax";
        return std::optional<Line>(std::move(made));
    }
    return std::optional<Line>();
}

/// What was bought and is given back within its days.
Result<void> Fold::refund_in_window(const Event &event, StandingLine &standing) {
    GivenBack back = given_back(state_, standing, day_, event.text("channel"));
    const PrepaidCharge *charge = back.charge;
    if (!charge) {
        raise(Code::refund_none, clause("refund"), "nothing was charged for \"" + standing.name + "\"", event.sequence);
        return {};
    }
    WindowAsked &asked = back.asked;
    asked.asked_at = event.at;
    const std::string source = "line " + charge->document + ":" + std::to_string(charge->line + 1);
    asked.source = source;
    PV_TRY(Calculation calculation, window_refund(*terms_, asked));
    const Calculation kept = calculation;
    PV_TRY(const bool given,
           give_refund(standing, *charge, {charge->service.from, charge->service.until}, std::move(calculation)));
    if (!given) {
        say_no_refund(kept, asked.paid, " for \"" + standing.name + "\"", event.sequence);
        return {};
    }
    end_line(standing, day_);
    return {};
}

/// The unused part of everything that was prepaid for a service that ends on this day.
Result<void> Fold::refund_rest(StandingLine &standing, RefundGround ground, std::uint64_t event) {
    const std::vector<PrepaidCharge> charges = standing.charges;
    for (const PrepaidCharge &charge : charges) {
        if (charge.service.until <= day_ || charge.amount.is_zero()) continue;
        const std::string source = "line " + charge.document + ":" + std::to_string(charge.line + 1);
        const Day ended = std::max(day_, charge.service.from);
        PV_TRY(Calculation calculation,
               prepaid_refund(*terms_, ground, {charge.amount, charge.service, ended, source}));
        const Calculation kept = calculation;
        PV_TRY(const bool given, give_refund(standing, charge, {ended, charge.service.until}, std::move(calculation)));
        if (!given) say_no_refund(kept, charge.amount, " for the rest of \"" + standing.name + "\"", event);
    }
    end_line(standing, day_);
    return {};
}

Result<void> Fold::discontinued(std::string_view sku, std::uint64_t event) {
    for (StandingLine &standing : state_.lines.lines)
        if (standing.sku == sku && standing.runs_on(day_))
            PV_CHECK(refund_rest(standing, RefundGround::discontinued, event));
    return {};
}

Result<void> Fold::discontinued_today() {
    for (const Event &event : book_.events())
        if (event.type == EventType::service_discontinued && event.on == day_)
            PV_CHECK(discontinued(event.text("sku"), event.sequence));
    return {};
}

/// The vendor answers a claim: by a licence or a substitute nothing ends; else the right does, and its clause says what
/// comes back.
Result<void> Fold::product_ended(const Event &event) {
    const std::string_view sku = event.text("sku"), order = event.text("order");
    const auto concerns = [&](const StandingLine &standing) {
        return (standing.sku == sku || standing.name == sku) && (order.empty() || standing.order == order) &&
               !standing.ended;
    };
    auto &lines = state_.lines.lines;
    if (std::none_of(lines.begin(), lines.end(), concerns))
        return Error(Code::event_reference_unknown, "\"" + std::string(sku) + "\" is not active",
                     "name a product that the account has, and its order");
    if (event.text("choice") != "end") return {};
    for (StandingLine &standing : lines) {
        if (!concerns(standing)) continue;
        const Sku *known = state_.pack->sku(standing.sku);
        if (!known || known->kind != "software" || clause("refund_software").empty()) {
            const bool hosted = !clause("refund_hosted").empty();
            PV_CHECK(refund_rest(standing, hosted ? RefundGround::hosted : RefundGround::vendor_ends, event.sequence));
            continue;
        }
        const std::vector<PrepaidCharge> charges = standing.charges;
        for (const PrepaidCharge &charge : charges) {
            const std::string source = "line " + charge.document + ":" + std::to_string(charge.line + 1);
            const Day bought = std::min(charge.service.from, day_);
            PV_TRY(Calculation calculation, depreciated(*terms_, {charge.amount, bought, day_, source}));
            const Calculation kept = calculation;
            PV_TRY(const bool given, give_refund(standing, charge, {day_, day_ + 1}, std::move(calculation)));
            if (!given) say_no_refund(kept, charge.amount, ": its life is over", event.sequence);
        }
        end_line(standing, day_);
    }
    return {};
}

/// A number goes to another carrier: that ends no charge and gives nothing back.
void Fold::ported(const Event &event) {
    if (clause("porting").empty()) return;
    raise(Code::refund_none, clause("porting"),
          "\"" + std::string(event.text("sku")) + "\" is charged until it is given back, and nothing of it comes back",
          event.sequence);
}

/// The vendor ends the agreement, or a service, on this day, and no clause names a refund for it.
Result<void> Fold::ended_by_vendor(std::string_view sku, std::uint64_t event) {
    if (clause("refund_ended").empty()) return {};
    for (StandingLine &standing : state_.lines.lines)
        if (standing.ends_on == day_ && (sku.empty() || standing.sku == sku || standing.name == sku))
            PV_CHECK(refund_rest(standing, RefundGround::vendor_ends, event));
    return {};
}

} // namespace proviso
