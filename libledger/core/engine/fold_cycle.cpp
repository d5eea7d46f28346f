// Cycles, seats and what is charged for them: in advance on activation and at each cycle's start, arrears at its end.
#include <algorithm>

#include "core/bill/cycle.hpp"
#include "core/bill/proration.hpp"
#include "core/bill/recurring.hpp"
#include "core/duty/cancellation.hpp"
#include "core/engine/fold.hpp"
#include "core/explain/working.hpp"

namespace proviso {
namespace {

/// True if the price is billed with the contract's cycles: always where it says so, by the month where a cycle is the
/// contract's month, by the year where it is twelve. Anything else has dates of its own.
bool per_cycle(const Terms &terms, std::string_view every) {
    if (every.empty() || every == "cycle") return true;
    const auto rule = terms.option("cycle.rule");
    const bool in_months = rule && rule->option == "cycle.anniversary";
    const auto months = terms.integer("cycle.renewal_months");
    const std::int64_t length = in_months && months ? *months : 1;
    return (every == "month" && length == 1) || (every == "year" && length == 12);
}

} // namespace

Subscription &Fold::subscription(std::string_view sku) {
    auto at = std::lower_bound(state_.subscriptions.begin(), state_.subscriptions.end(), sku,
                               [](const Subscription &a, std::string_view b) { return a.sku < b; });
    if (at == state_.subscriptions.end() || at->sku != sku)
        at = state_.subscriptions.insert(at, Subscription{std::string(sku), 0, 0, day_});
    return *at;
}

Result<void> Fold::anchor_at(Day day) {
    std::int32_t index = 0;
    PV_TRY(Period running, cycle_period(*terms_, day, 0));
    while (running.until <= day_) { PV_TRY(running, cycle_period(*terms_, day, ++index)); }
    state_.anchor = day;
    state_.anchor_provisional = false;
    state_.cycle_index = index;
    state_.cycle = running;
    return {};
}

Day Fold::anchor_for_activation() const {
    if (option("cycle.anchor") != "effective_date") return day_;
    const std::string effective = option("effective.date");
    if (effective == "papers_received") return state_.papers.value_or(day_);
    if (effective == "first_payment") return state_.first_payment.value_or(day_);
    return day_; // the first invoice is that of the first activation
}

Result<void> Fold::start_of_day() {
    if (state_.ends_on && *state_.ends_on <= day_) {
        ending_today_ = true;
        PV_CHECK(credit_suspension(day_));
        PV_CHECK(arrears(day_));
        PV_CHECK(lines_of_day());
        if (const auto &ending = state_.lines.ending; ending && ending->by == "vendor" && ending->on == day_)
            PV_CHECK(ended_by_vendor({}, 0));
        return close_agreement();
    }
    if (!state_.anchor || day_ != state_.cycle.until) {
        PV_CHECK(adopt_terms(by_lines() && next_renewal() == day_));
        return lines_of_day();
    }
    PV_CHECK(credit_suspension(day_));
    PV_CHECK(arrears(day_));
    PV_CHECK(adopt_terms(!by_lines() || next_renewal() == day_));
    PV_TRY(state_.cycle, cycle_period(*terms_, *state_.anchor, ++state_.cycle_index));
    if (state_.cycle.from != day_) {
        // The length of cycles has changed: they are counted on from here.
        state_.anchor = day_;
        state_.cycle_index = 0;
        PV_TRY(state_.cycle, cycle_period(*terms_, day_, 0));
    }
    PV_CHECK(regroup_seats());
    PV_CHECK(begin_cycle());
    return lines_of_day();
}

Result<void> Fold::close_agreement() {
    end_duties();
    unwind();
    set_status(Status::ended, clause("cancellation"));
    return begin_duties(EventType::account_closed, nullptr);
}

Result<void> Fold::begin_cycle() {
    PV_CHECK(cycle_deadlines());
    const std::string while_suspended = state_.suspended ? option("suspension.billing") : std::string();
    state_.cycle_unbilled = while_suspended == "stops" || while_suspended == "stops_daily";
    for (Subscription &sub : state_.subscriptions) {
        // What is prepaid is charged to the end of its term, released or not.
        const std::int64_t due = std::max(sub.active, state_.orders.prepaid_on(sub.sku, day_));
        sub.billed = due;
        if (due == 0 || state_.cycle_unbilled) continue;
        const PriceRow *row = price(sub.sku);
        const Sku *known = state_.pack->sku(sub.sku);
        if (!row && known && known->by_minute) {
            say_no_fee(*known, 0);
            continue;
        }
        if (!row) {
            raise(Code::price_missing, clause("renewal"),
                  "\"" + sub.sku + "\" has no price on " + day_.text() + "; it is not charged until one is posted");
            continue;
        }
        if (!per_cycle(*terms_, row->every)) continue;
        PV_TRY(Calculation calculation, recurring(*terms_, row->price, due, row->origin));
        Line renewal = line(LineKind::recurring, sub.sku, state_.cycle, std::move(calculation));
        renewal.quantity = due;
        renewal.unit_price = row->price;
        if (known && known->by_minute) record_threshold(renewal);
        lines_.push_back(std::move(renewal));
    }
    return {};
}

Result<void> Fold::cycle_deadlines() {
    if (!options_.calendar || by_lines()) return {};
    if (state_.anchor_provisional || (state_.ends_on && *state_.ends_on <= state_.cycle.until)) return {};
    const Period &cycle = state_.cycle;
    const Day known_from = std::max(day_, cycle.from);
    state_.deadlines.push_back({"renewal",
                                cycle.until,
                                known_from,
                                cycle.until,
                                clause("renewal"),
                                "the service renews and the next cycle is charged",
                                {}});
    // Within a prepaid term no notice ends the agreement with this cycle.
    if (!terms_->decides("notice.deadline") || state_.orders.prepaid_after(cycle.until)) return {};
    PV_TRY(const CancellationWindow window, cancellation_window(*terms_, cycle.until));
    state_.deadlines.push_back({"cancellation-notice",
                                window.deadline,
                                known_from,
                                cycle.until,
                                clause("cancellation"),
                                "last day for a notice that ends the agreement with this cycle",
                                {}});
    return {};
}

Result<void> Fold::arrears(Day until) {
    absorb_usage(until);
    for (Line &line : state_.carried) lines_.push_back(std::move(line));
    state_.carried.clear();
    PV_CHECK(usage_lines(until));
    return extra_seat_lines({state_.cycle.from, until});
}

Result<void> Fold::activate(std::uint64_t event, std::string_view sku, std::int64_t quantity) {
    const PriceRow *row = price(sku);
    const Sku *known = state_.pack->sku(sku);
    const bool waits = !row && known && known->by_minute; // its fee is the order's affair; the seat is active without
    if (!row && !waits)
        return Error(Code::price_missing, "\"" + std::string(sku) + "\" has no price for the account on " + day_.text(),
                     "post one with price.posted or give it in the order", {}, clause("seats"));
    const bool once = row && row->every == "once";
    if (row && !once && !per_cycle(*terms_, row->every))
        return Error(Code::price_cadence,
                     "the price of \"" + std::string(sku) + "\" is per " + row->every +
                         ", and the account's cycles have another length",
                     "post a price per cycle, or one that is charged once", {}, clause("cycle"));
    const bool first = by_lines(); // of those that go by the cycle
    if (!state_.anchor || state_.anchor_provisional) {
        // What is charged once needs no cycle, if the contract gives it no length; of another a refusal changes
        // nothing.
        const auto length = cycle_period(*terms_, anchor_for_activation(), 0);
        const bool without = !length && once && length.error().code == Code::parameter_unset;
        if (!length && !without) return length.error();
        if (!without) {
            PV_CHECK(arrears(day_));
            PV_CHECK(anchor_at(anchor_for_activation()));
            PV_CHECK(cycle_deadlines());
        }
    }
    if (state_.suspended)
        raise(Code::account_suspended_use, clause("suspension"),
              "something is activated while the account is suspended", event);
    if (state_.status == Status::pending) set_status(Status::active, clause("seats"));
    Subscription &sub = subscription(sku);
    const std::int64_t free = std::max<std::int64_t>(0, std::min(quantity, sub.billed - sub.active));
    const std::int64_t charged = quantity - free;
    if (waits) say_no_fee(*known, event);
    if (charged > 0 && row) {
        const bool whole = day_ == state_.cycle.from;
        Result<Calculation> calculation =
            once || whole ? recurring(*terms_, row->price, charged, row->origin, "proration")
                          : proration(*terms_, row->price, charged, state_.cycle, day_, row->origin);
        if (!calculation) return std::move(calculation.error());
        const Period service = once ? Period{day_, day_ + 1} : Period{day_, state_.cycle.until};
        Line charge = line(once    ? LineKind::one_off
                           : whole ? LineKind::recurring
                                   : LineKind::proration,
                           sku, service, std::move(*calculation));
        charge.quantity = charged;
        charge.unit_price = row->price;
        if (known && known->by_minute) record_threshold(charge);
        // Further activations of the day are told apart by their place in the day's order, which is one of content.
        const auto same = [&](const Line &other) { return other.key.substr(0, charge.key.size()) == charge.key; };
        const auto before = std::count_if(lines_.begin(), lines_.end(), same) +
                            std::count_if(state_.carried.begin(), state_.carried.end(), same);
        if (before > 0) charge.key += "/" + std::to_string(before + 1);
        const bool later = !once && !whole && option("proration.charge_when") == "next_billing_date";
        (later ? state_.carried : lines_).push_back(std::move(charge));
        if (!later) activated_.push_back(event);
    }
    if (!once) {
        if (sub.active == 0) sub.since = day_;
        sub.active += quantity;
        sub.billed = std::max(sub.billed, sub.active);
        if (first) PV_CHECK(cycle_deadlines());
    }
    return {};
}

Result<void> Fold::release(std::string_view sku, std::int64_t quantity) {
    Subscription &sub = subscription(sku);
    if (quantity > sub.active)
        return Error(Code::event_release_excess,
                     std::to_string(quantity) + " of \"" + std::string(sku) + "\" are released and " +
                         std::to_string(sub.active) + " are active",
                     "release no more than are active", {}, clause("seats"));
    sub.active -= quantity;
    return {};
}

Result<void> Fold::credit_suspension(Day until) {
    if (!state_.suspended || state_.cycle_unbilled || option("suspension.billing") != "stops_daily") return {};
    const Day from = std::max(state_.suspended_from, state_.cycle.from);
    const Day last = std::min(until, state_.cycle.until);
    if (last <= from) return {};
    for (const Subscription &sub : state_.subscriptions) {
        const PriceRow *row = price(sub.sku);
        if (sub.billed == 0 || !row || !per_cycle(*terms_, row->every)) continue;
        Working work(*terms_, "suspension", "suspension_credit");
        (void)work.choose("suspension.billing");
        const Term suspended =
            work.days(work.input("suspended from", from, "account.suspended"),
                      work.input("until", last, "account.restored or the cycle's end"), "suspended days");
        const Term cycle_days = work.days(work.input("cycle start", state_.cycle.from, "cycle"),
                                          work.input("cycle end", state_.cycle.until, "cycle"), "days of the cycle");
        const Term whole = work.multiply(work.input("price", row->price.ratio(), row->origin),
                                         work.input("quantity", Ratio(sub.billed), "seats billed"), "charged");
        const Term share = work.divide(suspended, cycle_days, "share of the cycle");
        work.fraction(last - from, state_.cycle.days());
        auto calculation = work.finish_money(work.multiply(whole, share, "credit"), state_.currency);
        if (!calculation) return std::move(calculation.error());
        Line credit = line(LineKind::credit, sub.sku, {from, last}, std::move(*calculation));
        credit.quantity = sub.billed;
        credit.unit_price = row->price;
        credit.ledger = chart::credits;
        credits_.push_back(std::move(credit));
    }
    return {};
}

} // namespace proviso
