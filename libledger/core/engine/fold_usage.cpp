// Usage: calls and metered units rated as they come and billed at the cycle's end, and the hours of login seats.
#include <algorithm>
#include <tuple>

#include "core/bill/proration.hpp"
#include "core/bill/recurring.hpp"
#include "core/engine/fold.hpp"
#include "core/license/seat_hours.hpp"
#include "core/rate/call_price.hpp"
#include "core/rate/dialled.hpp"
#include "core/rate/increments.hpp"

namespace proviso {
namespace {

/// Sessions that ended longer ago than this cannot share a window of 24 hours, or a civil day, with later ones.
constexpr std::int64_t window_reach_micros = std::int64_t{50} * 3600 * 1'000'000;

} // namespace

Result<bool> Fold::outside_zones(std::string_view to, std::uint64_t event) {
    const NumberPlan *plan = book_.plan(day_);
    if (!plan) return false;
    if (!zones_) { PV_TRY(zones_, ZoneRule::make(*terms_, *plan)); }
    switch (zones_->zone(dialled_number(to))) {
    case CallZone::covered:
        return false;
    case CallZone::restricted:
        raise(Code::zone_restricted, clause("call_zone"), "the area code waits for a written price; the call waits",
              event);
        return true;
    case CallZone::unplaced:
        raise(Code::zone_outside, clause("call_zone"),
              "the reading goes by place and the call does not give one; it waits", event);
        return true;
    case CallZone::outside:
        break;
    }
    raise(Code::zone_outside, clause("call_zone"),
          "the number is outside the zones that the contract's rates cover; the call waits", event);
    return true;
}

const PriceRow *Fold::call_price_row(std::string_view sku, std::string_view to) const {
    // A price for a prefix is the written agreement for those numbers; the longest prefix wins. The plus of the
    // international form is not a digit.
    if (!to.empty() && to.front() == '+') to.remove_prefix(1);
    for (std::size_t length = std::min<std::size_t>(to.size(), 15); length > 0; --length)
        if (const PriceRow *row = price(price_name(sku, to.substr(0, length)))) return row;
    return price(sku);
}

Result<void> Fold::call(const Event &event) {
    const bool duplicate =
        last_call_ && last_call_->on == event.on && canonical_json(*last_call_) == canonical_json(event);
    last_call_ = &event;
    if (duplicate) {
        raise(Code::call_duplicate, clause("rating"), "the same call was recorded before", event.sequence);
        return {};
    }
    const std::int64_t micros = event.number("seconds");
    const std::string_view to = event.text("to");
    if (!event.flag("answered", true)) {
        if (micros > 0)
            raise(Code::call_disposition_conflict, clause("rating"), "the call was not answered and has seconds",
                  event.sequence);
        return {};
    }
    const std::string_view direction = event.text("direction");
    if (direction == "inbound") {
        PV_TRY(const bool billed, bills_inbound(*terms_));
        if (!billed) return {};
    }
    std::string_view sku = event.text("sku");
    if (sku.empty()) sku = "per-minute";
    if (vendor_made_it_possible(event, sku)) return {};
    if (direction == "internal" || is_internal_number(to)) {
        // Not billable unless the account has a price for calls between extensions and asks for that sku.
        if (sku != "on-net") return {};
    }
    const PriceRow *row = call_price_row(sku, to);
    if (!row) {
        raise(Code::price_missing, clause("call_zone"),
              "\"" + std::string(sku) + "\" has no price for the account on " + day_.text() + "; the call waits",
              event.sequence);
        return {};
    }
    // Calls between extensions have no zone, and a price for a prefix lifts it.
    if (sku != "on-net" && row->sku == sku) {
        PV_TRY(const bool outside, outside_zones(to, event.sequence));
        if (outside) return {};
    }
    PV_TRY(const IncrementRule increments, increment_rule(*terms_, sku));
    PV_TRY(const CallPriceRule rounding, call_price_rule(*terms_));
    if (micros == 0 && !increments.zero_is_billed) return {}; // answered and of no length: not billable
    const std::int64_t billed = billed_micros(increments, micros);
    UsageTotal total;
    total.day = day_;
    total.sku = sku;
    total.source = "call " + std::string(event.text("id"));
    total.calls = 1;
    total.actual_millis = micros / 1000;
    total.billed_millis = billed / 1000;
    PV_TRY(total.exact, call_price(rounding, row->price, billed));
    total.price = row->price;
    if (state_.suspended)
        raise(Code::account_suspended_use, clause("suspension"), "a call was made while the account is suspended",
              event.sequence);
    state_.usage.push_back(std::move(total));
    return {};
}

Result<void> Fold::metered(const Event &event) {
    const std::string_view sku = event.text("sku");
    if (vendor_made_it_possible(event, sku)) return {};
    PV_TRY(const bool limited, measured(event));
    if (limited) return {};
    const PriceRow *row = price(sku);
    const Sku *known = state_.pack->sku(sku);
    if (!row) {
        raise(Code::price_missing, known ? known->clause : clause("call_zone"),
              "\"" + std::string(sku) + "\" has no price for the account on " + day_.text() + "; the usage waits",
              event.sequence);
        return {};
    }
    UsageTotal total;
    total.day = day_;
    total.sku = sku;
    total.source = "usage.metered " + day_.text();
    total.calls = event.number("quantity");
    PV_TRY(total.exact, multiply(row->price.ratio(), Ratio(total.calls)));
    state_.usage.push_back(std::move(total));
    return {};
}

void Fold::absorb_usage(Day before) {
    while (usage_at_ < usage_.size() && usage_[usage_at_]->day < before) state_.usage.push_back(*usage_[usage_at_++]);
}

Result<void> Fold::sessions_of_day() {
    while (sessions_at_ < sessions_.size() && sessions_[sessions_at_]->pieces.front().day <= day_)
        PV_CHECK(session(*sessions_[sessions_at_++], 0));
    return {};
}

Result<void> Fold::session(Session use, std::uint64_t event) {
    user_session(use, event);
    if (!terms_->decides("seat.window")) return {};
    std::erase_if(state_.sessions,
                  [&](const Session &old) { return old.end.micros() < use.start.micros() - window_reach_micros; });
    const std::string seat = use.seat;
    state_.sessions.push_back(std::move(use));
    std::vector<Session> own;
    for (const Session &session : state_.sessions)
        if (session.seat == seat) own.push_back(session);
    auto needed = seat_hours(*terms_, own);
    if (!needed) {
        state_.sessions.pop_back();
        return std::move(needed.error());
    }
    judge_licence(own.back(), event);
    auto at = std::find_if(state_.excess.begin(), state_.excess.end(),
                           [&](const SeatExcess &excess) { return excess.seat == seat; });
    const std::int64_t known = at == state_.excess.end() ? 0 : at->extra;
    if (needed->extra <= known) return {};
    if (at == state_.excess.end()) at = state_.excess.insert(at, {seat, 0, std::max(day_, state_.cycle.from), event});
    at->extra = needed->extra;
    raise(Code::seat_hours_exceeded, clause("seat_hours"),
          "a login needs " + std::to_string(needed->seats) + " seats for its hours; " + std::to_string(needed->extra) +
              " more must be activated",
          event);
    return {};
}

std::int64_t Fold::accrued_usage() const {
    std::vector<UsageTotal> running = state_.usage;
    std::stable_sort(running.begin(), running.end(),
                     [](const UsageTotal &a, const UsageTotal &b) { return a.sku < b.sku; });
    std::int64_t minor = 0;
    for (std::size_t from = 0, to = 0; from < running.size(); from = to) {
        while (to < running.size() && running[to].sku == running[from].sku) ++to;
        const auto charge = usage(*terms_, std::span(running).subspan(from, to - from), state_.currency);
        if (charge && charge->amount) minor += charge->amount->minor();
    }
    return minor;
}

Result<void> Fold::usage_lines(Day until) {
    std::vector<UsageTotal> due;
    for (const UsageTotal &total : state_.usage)
        if (total.day < until) due.push_back(total);
    std::erase_if(state_.usage, [&](const UsageTotal &total) { return total.day < until; });
    if (due.empty()) return {};
    if (state_.anchor_provisional)
        raise(Code::usage_no_activation, clause("cycle"),
              "usage is billed by a cycle from sign-up, as nothing is active yet");
    std::stable_sort(due.begin(), due.end(), [](const UsageTotal &a, const UsageTotal &b) {
        return std::tie(a.sku, a.day, a.source) < std::tie(b.sku, b.day, b.source);
    });
    for (std::size_t from = 0; from < due.size();) {
        std::size_t to = from;
        std::int64_t calls = 0;
        bool one_price = true;
        for (; to < due.size() && due[to].sku == due[from].sku; ++to) {
            calls += due[to].calls;
            one_price = one_price && due[to].price == due[from].price;
        }
        PV_TRY(Calculation calculation, usage(*terms_, std::span(due).subspan(from, to - from), state_.currency));
        Line charge = line(LineKind::usage, due[from].sku, {state_.cycle.from, until}, std::move(calculation));
        charge.quantity = calls;
        auto &fraud = state_.counts.fraud;
        if (std::erase(fraud, due[from].sku) > 0) record_choice(charge, "fraud.vendor_breach");
        if (one_price) charge.unit_price = due[from].price;
        record_choice(charge, "billing.usage_cadence");
        lines_.push_back(std::move(charge));
        from = to;
    }
    return {};
}

Result<void> Fold::extra_seat_lines(Period cycle) {
    std::vector<SeatExcess> excess = std::move(state_.excess);
    state_.excess.clear();
    if (excess.empty() || option("seat.excess") != "auto_extra_seat") return {};
    const auto seats =
        std::find_if(state_.subscriptions.begin(), state_.subscriptions.end(), [&](const Subscription &sub) {
            const Sku *sku = state_.pack->sku(sub.sku);
            return sku && sku->seat && sub.active > 0;
        });
    if (seats == state_.subscriptions.end()) return {};
    const PriceRow *row = price(seats->sku);
    if (!row) return {};
    for (const SeatExcess &extra : excess) {
        const Day since = std::max(extra.since, cycle.from);
        auto calculation = since == state_.cycle.from
                               ? recurring(*terms_, row->price, extra.extra, row->origin, "seat_hours")
                               : proration(*terms_, row->price, extra.extra, state_.cycle, since, row->origin);
        if (!calculation) return std::move(calculation.error());
        Line charge = line(LineKind::extra_seat, seats->sku, {since, cycle.until}, std::move(*calculation));
        charge.quantity = extra.extra;
        charge.unit_price = row->price;
        charge.key += "/" + extra.since.text();
        if (const std::string by = clause("seat_hours");
            std::find(charge.clauses.begin(), charge.clauses.end(), by) == charge.clauses.end())
            charge.clauses.push_back(by);
        lines_.push_back(std::move(charge));
        seats->active += extra.extra;
    }
    return {};
}

} // namespace proviso
