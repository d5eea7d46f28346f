// What follows a chargeback where the contract says so: the vendor may suspend for some days; if nothing resolves it by
// then, the account is deactivated and pays a charge; bringing the account back may cost a fee for each.
#include <algorithm>
#include <iterator>
#include <utility>

#include "core/bill/chargeback_charge.hpp"
#include "core/bill/cycle.hpp"
#include "core/engine/fold.hpp"

namespace proviso {

std::vector<Day> Fold::return_days() const {
    std::vector<Day> days;
    if (!terms_) return days;
    for (const Dispute &dispute : state_.returns.disputes)
        if (dispute.stands()) days.push_back(dispute.deadline);
    if (ended()) return days;
    for (const Chargeback &chargeback : state_.money.chargebacks)
        if (const auto ends = chargeback_ends(chargeback); chargeback.open() && ends) days.push_back(*ends);
    return days;
}

Result<Day> Fold::chargeback_ends(const Chargeback &chargeback) const {
    PV_TRY(const std::int64_t days, terms_->integer("chargeback.days"));
    return add_days(chargeback.opened, days);
}

/// The account is suspended: what brings it back is counted against the chargebacks that are open.
void Fold::chargeback_suspension() {
    for (Chargeback &chargeback : state_.money.chargebacks)
        if (chargeback.open()) chargeback.suspended = true;
}

Result<void> Fold::chargebacks_of_day() {
    if (ended() || clause("chargeback").empty()) return {};
    const std::vector<Chargeback> open = state_.money.chargebacks;
    for (const Chargeback &chargeback : open) {
        if (!chargeback.open()) continue;
        PV_TRY(const Day ends, chargeback_ends(chargeback));
        if (ends <= day_) return deactivate(chargeback);
    }
    return {};
}

Result<void> Fold::deactivate(const Chargeback &chargeback) {
    std::vector<Line> lines;
    for (const StandingLine &standing : state_.lines.lines)
        for (const PrepaidCharge &charge : standing.charges) {
            if (!charge.service.contains(day_) || charge.amount.is_zero() || !standing.runs_on(day_)) continue;
            const std::string of = charge.document + ":" + std::to_string(charge.line + 1);
            PV_TRY(Calculation calculation,
                   chargeback_charge(*terms_, {charge.amount, charge.service, day_, "line " + of}, true));
            const Value *kept = calculation.output("kept");
            const std::string sum = kept ? value_text(*kept) : std::string();
            Line made = line(LineKind::one_off, standing.sku, {day_, day_ + 1}, std::move(calculation));
            made.quantity = 1;
            made.text = "Charge for the end after chargeback " + chargeback.id + ", " + made.text;
            if (made.amount.is_zero()) made.text += ": " + sum + " of what was prepaid are kept";
            made.key = state_.account + "/" + of + "/chargeback/" + std::to_string(chargeback.event);
            lines.push_back(std::move(made));
        }
    for (Chargeback &one : state_.money.chargebacks)
        if (one.open()) one.suspended = one.closed_account = true;
    state_.returns.deactivated = day_;
    std::move(lines.begin(), lines.end(), std::back_inserter(lines_));
    return end_now(clause("chargeback"));
}

/// The agreement is over at the end of this day's payments: what is left to bill makes one invoice.
Result<void> Fold::end_now(const std::string &by) {
    state_.ends_on = day_;
    ending_today_ = true;
    PV_CHECK(arrears(day_));
    PV_CHECK(lines_of_day());
    if (!lines_.empty()) PV_CHECK(issue(DocumentKind::invoice, std::exchange(lines_, {})));
    set_status(Status::ended, by);
    return close_agreement();
}

Result<std::optional<Line>> Fold::reactivation_fee() {
    std::int64_t count = 0;
    for (const Chargeback &chargeback : state_.money.chargebacks)
        if (chargeback.suspended && !chargeback.fee_billed) ++count;
    if (count == 0 || clause("chargeback_fee").empty()) return std::optional<Line>();
    PV_TRY(Calculation calculation, chargeback_fee(*terms_, count, state_.currency));
    for (Chargeback &chargeback : state_.money.chargebacks)
        if (chargeback.suspended) chargeback.fee_billed = true;
    Line made = line(LineKind::one_off, {}, {day_, day_ + 1}, std::move(calculation));
    made.quantity = count;
    made.text = "Fee for bringing the account back after " + std::to_string(count) +
                (count == 1 ? " chargeback" : " chargebacks");
    made.key = state_.account + "/" + day_.text() + "/chargeback-fee";
    return std::optional<Line>(std::move(made));
}

/// An account that a chargeback deactivated comes back without services, which are activated anew.
Result<void> Fold::reactivate() {
    PV_TRY(std::optional<Line> fee, reactivation_fee());
    if (fee) lines_.push_back(std::move(*fee));
    state_.returns.deactivated.reset();
    state_.ends_on.reset();
    state_.suspended = false;
    state_.anchor = day_;
    state_.anchor_provisional = true;
    state_.cycle_index = 0;
    PV_TRY(state_.cycle, cycle_period(*terms_, day_, 0));
    set_status(Status::pending, clause("chargeback_fee"));
    return begin_duties(EventType::account_opened, nullptr);
}

} // namespace proviso
