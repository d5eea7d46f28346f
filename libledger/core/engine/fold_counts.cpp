// Services charged by count: what was counted, the charge at each period's start for the count of that day, and the
// true-up of the period before. Counts are told in the phase of usage, so that these charges are made after it.
//
// What is charged in full for each use, however short: whether a unit that follows another in one period is free.
#include <algorithm>

#include "core/bill/standing_line.hpp"
#include "core/engine/fold.hpp"

namespace proviso {
namespace {

bool is(const Sku *sku, SkuBilling billing) { return sku && sku->billing == billing; }

} // namespace

StandingLine *Fold::counted_line(std::string_view sku) {
    StandingLine *found = nullptr;
    for (StandingLine &standing : state_.lines.lines)
        if (standing.sku == sku && standing.runs_on(day_)) found = &standing;
    return found;
}

Result<void> Fold::count_units(const Event &event) {
    const std::string_view sku = event.text("sku");
    if (!is(state_.pack->sku(sku), SkuBilling::counted)) return {}; // a fact about something that has no price by count
    if (ended() || (state_.ends_on && *state_.ends_on <= day_)) return {};
    const std::int64_t count = event.number("count");
    StandingLine *standing = counted_line(sku);
    if (!standing) {
        if (count == 0) return {};
        PV_CHECK(activate_lines(event, sku, count));
        standing = counted_line(sku);
        if (!standing) return {};
    }
    note_count(standing->counted.counts, day_, count);
    standing->quantity = standing->counted.counts.back().count;
    return {};
}

bool Fold::add_to_count(std::string_view sku, std::int64_t quantity) {
    StandingLine *standing = is(state_.pack->sku(sku), SkuBilling::counted) ? counted_line(sku) : nullptr;
    if (!standing || standing->months == 0 || !terms_->decides("quantity.true_up")) return false;
    standing->quantity += quantity;
    for (OrderInHand &order : state_.orders.orders)
        for (OrderedItem &item : order.items) {
            const std::int64_t part = !order.stands_apart && item.sku == sku ? std::min(quantity, item.waiting) : 0;
            item.waiting -= part;
            quantity -= part;
        }
    return true;
}

Result<void> Fold::capacity_needed(const Event &event) {
    const std::string_view sku = event.text("sku");
    if (!stands(sku)) return {};
    std::int64_t wanted = event.number("count");
    if (terms_->pack().parameter("capacity.committed_minimum")) {
        PV_TRY(const std::int64_t least, terms_->integer("capacity.committed_minimum"));
        wanted = std::max(wanted, least);
    }
    std::int64_t active = 0;
    for (const StandingLine &standing : state_.lines.lines)
        if (standing.sku == sku && standing.runs_on(day_)) active += standing.quantity - standing.leaving;
    if (wanted > active) return activate_lines(event, sku, wanted - active);
    return wanted < active ? release_lines(sku, active - wanted, {}, {}) : Result<void>();
}

void Fold::calendar_months(StandingLine &standing) const {
    if (!is(state_.pack->sku(standing.sku), SkuBilling::counted) || standing.months != 1 || standing.whole_term ||
        option("quantity.month") != "calendar_month")
        return;
    const CivilDate today = standing.since.civil();
    const auto first = Day::of({today.year, today.month, 1});
    if (!first) return;
    standing.periods_from = *first;
    if (const auto month = line_period(*terms_, *first, 1, 0)) standing.period = {standing.since, month->until};
}

bool Fold::follows_released(StandingLine &standing) {
    if (!is(state_.pack->sku(standing.sku), SkuBilling::each) || option("number.counting") != "peak_concurrent")
        return false;
    for (StandingLine &other : state_.lines.lines) {
        if (&other == &standing || other.sku != standing.sku || !other.ended || other.followed ||
            !other.period.contains(day_) || other.months != standing.months)
            continue;
        other.followed = true;
        standing.periods_from = other.periods_from;
        standing.period_index = other.period_index;
        standing.period = other.period;
        return true;
    }
    return false;
}

bool Fold::charged_after_counts(const StandingLine &standing) const {
    const Sku *sku = state_.pack->sku(standing.sku);
    if (standing.months == 0) return false;
    if (is(sku, SkuBilling::counted)) return terms_->decides("quantity.true_up");
    return is(sku, SkuBilling::each) && option("number.counting") == "peak_concurrent";
}

void Fold::charge_after_counts(const StandingLine &standing, std::string_view provision) {
    counted_due_.emplace_back(standing.name, std::string(provision));
}

Result<void> Fold::counts_of_day() {
    for (StandingLine &standing : state_.lines.lines) {
        if (standing.ended || !is(state_.pack->sku(standing.sku), SkuBilling::counted)) continue;
        std::vector<Counted> &counts = standing.counted.counts;
        if (!counts.empty() && counts.back().count == standing.quantity) continue;
        if (!counts.empty() && counts.back().on == day_)
            counts.back().count = standing.quantity;
        else
            counts.push_back({day_, standing.quantity});
    }
    const auto due = std::exchange(counted_due_, {});
    for (const auto &[name, provision] : due) {
        StandingLine *standing = state_.lines.find(name);
        if (!standing) continue;
        if (is(state_.pack->sku(standing->sku), SkuBilling::each)) {
            if (standing->ended) continue;
            const bool follows = provision == "activation" && follows_released(*standing);
            if (!follows) PV_CHECK(charge_line(*standing, provision, true));
            continue;
        }
        PV_CHECK(true_up_line(*standing));
        if (standing->ended) continue;
        PV_CHECK(charge_line(*standing, provision, true));
        PV_CHECK(begin_count(*standing));
    }
    return {};
}

Result<void> Fold::begin_count(StandingLine &standing) {
    CountedPeriod &counted = standing.counted;
    counted.period = standing.period;
    counted.billed = standing.quantity;
    counted.counts = {{day_, standing.quantity}};
    const PriceRow *row = line_price(standing);
    if (!row) {
        counted.period = {}; // nothing was charged, so that nothing is trued up
        return {};
    }
    counted.price = row->price;
    counted.source = row->origin;
    counted.price_periods = Ratio(1);
    const auto cadence = line_cadence(*terms_, row->every, standing.whole_term ? standing.months : 0);
    if (cadence && cadence->price_months > 0 && !standing.whole_term) {
        PV_TRY(counted.price_periods, Ratio::of(standing.months, cadence->price_months));
    }
    return {};
}

Result<void> Fold::true_up_line(StandingLine &standing) {
    CountedPeriod &counted = standing.counted;
    if (counted.period.until <= counted.period.from || !terms_->decides("quantity.true_up")) return {};
    TrueUpFacts facts{counted.price, counted.price_periods, counted.source, counted.period, counted.billed, {}, {}};
    if (standing.ended && standing.ends_on && *standing.ends_on < counted.period.until) facts.ended = standing.ends_on;
    const Day until = facts.ended.value_or(counted.period.until);
    for (const Counted &one : counted.counts)
        if (one.on < until) facts.counts.push_back(one);
    PV_TRY(Calculation added, true_up(*terms_, facts));
    PV_TRY(Calculation gone, true_up_credit(*terms_, facts));
    const std::int64_t at_end = count_before(counted.counts, until, counted.billed);
    const auto finished = [&](Line made, std::int64_t quantity) {
        made.quantity = std::max<std::int64_t>(0, quantity);
        made.unit_price = counted.price;
        if (!standing.key_tail.empty()) made.key += "/" + standing.key_tail;
        return made;
    };
    if (added.amount && !added.amount->is_zero())
        lines_.push_back(
            finished(line(LineKind::trueup, standing.sku, counted.period, std::move(added)), at_end - counted.billed));
    if (gone.amount && !gone.amount->is_zero()) {
        Line credit = line(LineKind::credit, standing.sku, counted.period, std::move(gone));
        credit.ledger = chart::credits;
        credits_.push_back(finished(std::move(credit), counted.billed - at_end));
    }
    counted.period = {};
    return {};
}

} // namespace proviso
