// Money ahead of its usual day: automatic payment on one day of each month, and usage that is billed before its date as
// a risk was seen or much was used.
#include <algorithm>

#include "core/bill/payment_days.hpp"
#include "core/engine/fold.hpp"

namespace proviso {

void Fold::arrange_automatic(const Event &event) {
    const std::string_view method = event.text("method");
    auto &automatic = state_.lines.automatic;
    if (event.type == EventType::payment_method_expired) {
        if (automatic && (method.empty() || method == automatic->method)) automatic.reset();
        return;
    }
    const auto methods = terms_->list("payment.autopay_methods");
    const bool can = methods && std::find(methods->begin(), methods->end(), method) != methods->end();
    if (!can || !event.flag("accepted", true) || !terms_->decides("autopay.series")) return;
    automatic = AutomaticPayment{day_, 0, day_, std::string(method)};
}

Result<void> Fold::automatic_payment() {
    auto &automatic = state_.lines.automatic;
    if (!automatic || automatic->next > day_) return {};
    PV_TRY(automatic->next, payment_day(*terms_, automatic->since, ++automatic->index));
    if (!options_.calendar) return {};
    Deadline attempt{"payment-attempt",
                     automatic->next,
                     day_,
                     automatic->next + 1,
                     clause("autopay"),
                     "what is due is taken by " + automatic->method,
                     {}};
    attempt.about = automatic->method;
    state_.deadlines.push_back(std::move(attempt));
    return {};
}

void Fold::flag_risk(const Event &event) {
    const auto grounds = terms_->list("payment.early_grounds");
    if (!grounds) return;
    risk_today_ = risk_today_ || std::find(grounds->begin(), grounds->end(), event.text("ground")) != grounds->end();
}

Result<bool> Fold::bills_early() const {
    if (clause("early_billing").empty()) return false;
    if (risk_today_) return true;
    if (!terms_->find("usage.substantial")) return false;
    PV_TRY(const Ratio substantial, terms_->number("usage.substantial"));
    return !(Amount(accrued_usage(), state_.currency).ratio() < substantial);
}

void Fold::cite_since(std::size_t before, std::string_view provision) {
    for (std::size_t i = before; i < lines_.size(); ++i)
        for (const std::string &by : terms_->clauses(provision))
            if (std::find(lines_[i].clauses.begin(), lines_[i].clauses.end(), by) == lines_[i].clauses.end())
                lines_[i].clauses.push_back(by);
}

Result<void> Fold::bill_usage_early() {
    if (clause("early_billing").empty()) return {};
    absorb_usage(day_ + 1);
    if (state_.usage.empty()) return {};
    PV_TRY(const bool early, bills_early());
    if (!early) return {};
    const std::size_t before = lines_.size();
    PV_CHECK(usage_lines(day_ + 1));
    cite_since(before, "early_billing");
    return {};
}

} // namespace proviso
