// How services with dates of their own are ended: one of them, those of an order, or all and the agreement with them;
// by a notice, or by a party on a ground. What is still charged then.
#include <algorithm>
#include <utility>

#include "core/bill/cycle.hpp"
#include "core/bill/early_fee.hpp"
#include "core/bill/standing_line.hpp"
#include "core/engine/fold.hpp"
#include "core/engine/line_rights.hpp"

namespace proviso {

void Fold::set_line_end(StandingLine &standing, Day ends) {
    if (standing.ends_on && *standing.ends_on <= ends) return;
    standing.ends_on = ends;
    for (Deadline &deadline : state_.deadlines) {
        const bool superseded =
            deadline.about == standing.name &&
            (deadline.name == "cancellation-notice" || (deadline.name == "renewal" && deadline.date >= ends));
        if (superseded && deadline.known_until > day_) deadline.known_until = std::max(day_, deadline.known_from);
    }
    if (ends <= day_) end_line(standing, ends);
}

Result<void> Fold::set_agreement_end(Day ends, std::string_view provision) {
    if (state_.ends_on && *state_.ends_on <= ends) return {};
    state_.ends_on = ends;
    state_.deadlines.push_back({"agreement-end", ends, day_, ends, clause(provision), "the agreement ends", {}});
    if (ends <= day_) { // the day's bills are made: what is left of usage comes after them
        ending_today_ = true;
        PV_CHECK(arrears(day_));
        if (!lines_.empty()) PV_CHECK(issue(DocumentKind::invoice, std::exchange(lines_, {})));
        return close_agreement();
    }
    if (!state_.suspended) set_status(Status::ending, clause(provision));
    return {};
}

Result<LineEnd> Fold::end_by_notice(const StandingLine &standing, const NoticeInHand &notice) {
    PV_TRY(const LineEnd end, line_end(*terms_, standing, *notice.deemed, notice.effective, notice.vendor));
    if (end.missed)
        raise(Code::notice_late, clause("cancellation"),
              "the notice counts on " + notice.deemed->text() + ", after " + end.missed->text() + "; \"" +
                  standing.name + "\" renews once more",
              notice.event);
    if (end.early)
        raise(Code::prepaid_running, clause("cancellation"),
              "\"" + standing.name + "\" is taken to " + end.ends.text() + "; it cannot end before", notice.event);
    return end;
}

Result<LineEnd> Fold::end_by_lead(const NoticeInHand &notice) {
    PV_TRY(const std::int64_t days, terms_->integer("notice.vendor_lead_days"));
    LineEnd end;
    PV_TRY(end.ends, add_days(*notice.deemed, days));
    if (notice.effective && *notice.effective < end.ends)
        raise(Code::notice_late, clause("vendor_exit"),
              "the notice names " + notice.effective->text() + " and counts " + std::to_string(days) + " days on: on " +
                  end.ends.text(),
              notice.event);
    end.ends = std::max(end.ends, notice.effective.value_or(end.ends));
    end.term_end = end.ends;
    return end;
}

Result<void> Fold::cancel_lines(NoticeInHand &notice) {
    const bool whole = notice.sku.empty() && notice.order.empty();
    // A vendor that may leave without a reason is bound by no term, and holds the customer to none.
    const bool by_lead = notice.vendor && terms_->find("notice.vendor_lead_days");
    const bool owes = !notice.vendor && option("cancel.instalments") == "strictly_non_cancellable";
    std::optional<Day> last;
    if (by_lead) {
        PV_TRY(const LineEnd end, end_by_lead(notice));
        last = end.ends;
    }
    for (StandingLine &standing : state_.lines.lines) {
        const bool concerned = (notice.sku.empty() || standing.sku == notice.sku || standing.name == notice.sku) &&
                               (notice.order.empty() || standing.order == notice.order);
        if (standing.ended || !concerned) continue;
        if (!notice.sku.empty() && !notice.vendor && price_exit_open(state_, standing.sku, *notice.deemed)) {
            set_line_end(standing, std::max(notice.effective.value_or(day_ + 1), day_ + 1));
            continue; // because its price changed: no term holds it, and nothing is owed for the rest
        }
        Day ends = last.value_or(day_);
        if (!by_lead) {
            PV_TRY(const LineEnd end, end_by_notice(standing, notice));
            ends = end.ends;
            if (owes && end.ends < end.term_end) standing.owed_until = end.term_end;
        }
        set_line_end(standing, ends);
        if (!by_lead) last = std::max(last.value_or(*standing.ends_on), *standing.ends_on);
    }
    if (!whole) return {};
    const Day ends = last.value_or(day_ + 1); // nothing is active: nothing to wait for
    if (!state_.ends_on || ends < *state_.ends_on)
        state_.lines.ending = Ending{notice.vendor ? "vendor" : "customer", "notice", ends};
    return set_agreement_end(ends, by_lead ? "vendor_exit" : "cancellation");
}

bool Fold::ends_by_ground(const Event &event) {
    const std::string_view sku = event.text("sku");
    if (sku.empty()) {
        state_.lines.ending = Ending{std::string(event.text("by")), std::string(event.text("ground")), day_};
        state_.ends_on = day_;
        ending_today_ = true;
    }
    bool any = false;
    for (StandingLine &standing : state_.lines.lines) {
        if (!standing.runs_on(day_) || (!sku.empty() && standing.sku != sku && standing.name != sku)) continue;
        any = true;
        standing.ends_on = day_;
        standing.left_early = leaves_early(event);
    }
    return any || sku.empty();
}

Result<void> Fold::agreement_ended(const Event &event) const {
    const std::string_view sku = event.text("sku"); // the end itself took hold when the day began
    const auto named = [&](const StandingLine &standing) {
        return (standing.sku == sku || standing.name == sku) && standing.ends_on == day_;
    };
    if (sku.empty() || std::any_of(state_.lines.lines.begin(), state_.lines.lines.end(), named)) return {};
    return Error(Code::event_reference_unknown, "\"" + std::string(sku) + "\" is not active",
                 "name a service that is active");
}

/// The customer goes before its term is over: of its own accord, or put out for what it did.
bool Fold::leaves_early(const Event &event) const {
    const std::string_view ground = event.text("ground");
    const bool by_customer = event.text("by") == "customer";
    if (by_customer) return ground == "convenience";
    return ground == "breach" || ground == "suspension" || ground == "non-payment" || ground == "fraud";
}

Result<void> Fold::charge_early_end(const StandingLine &standing) {
    if (!standing.left_early || standing.term_months == 0 || standing.term.until <= day_) return {};
    const PriceRow *row = line_price(standing);
    if (!terms_->decides("ending.early_fee") || !row) return {};
    auto cadence = line_cadence(*terms_, row->every, standing.whole_term ? standing.months : 0);
    if (!cadence || cadence->price_months == 0) return {};
    EarlyEnd end{row->price, standing.quantity, cadence->price_months, standing.term, day_, Amount(0, state_.currency),
                 row->origin};
    for (const PrepaidCharge &charge : standing.charges)
        if (charge.service.until > day_) {
            PV_TRY(const Amount kept, unused_charge(charge.amount, charge.service, day_));
            PV_TRY(end.kept, add(end.kept, kept));
        }
    PV_TRY(Calculation fee, early_fee(*terms_, end));
    if (fee.amount->is_zero()) return {};
    Line charge = line(LineKind::one_off, standing.sku, {day_, standing.term.until}, std::move(fee));
    charge.text = "Early end of " + charge.text;
    charge.quantity = 1;
    charge.key += "/early-end";
    if (!standing.key_tail.empty()) charge.key += "/" + standing.key_tail;
    lines_.push_back(std::move(charge));
    return {};
}

Result<void> Fold::after_end() {
    PV_CHECK(lines_of_day());
    if (clause("after_end").empty() || !state_.anchor) return {};
    PV_TRY(const Cycle now, cycle_containing(*terms_, *state_.anchor, day_));
    if (now.period.from != day_ || now.period.from == state_.cycle.from) return {};
    absorb_usage(day_);
    const std::size_t before = lines_.size();
    if (!state_.usage.empty()) PV_CHECK(usage_lines(day_));
    cite_since(before, "after_end");
    state_.cycle = now.period;
    state_.cycle_index = now.index;
    return {};
}

std::optional<Day> Fold::next_after_end() const {
    std::optional<Day> next;
    for (const StandingLine &standing : state_.lines.lines)
        if (standing.owes_on(standing.period.until) && (!next || standing.period.until < *next))
            next = standing.period.until;
    const bool used = !state_.usage.empty() || usage_at_ < usage_.size();
    if (!used || !terms_ || clause("after_end").empty() || !state_.anchor) return next;
    // Use after the end goes on being billed on the days on which usage always was.
    const Day from = std::max(state_.reached, usage_at_ < usage_.size() && state_.usage.empty() ? usage_[usage_at_]->day
                                                                                                : state_.reached);
    const auto cycle = cycle_containing(*terms_, *state_.anchor, std::max(from, *state_.anchor));
    if (cycle && (!next || cycle->period.until < *next)) next = cycle->period.until;
    return next;
}

} // namespace proviso
