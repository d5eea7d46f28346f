// Services with dates of their own: how they begin, are charged period by period, renew and are switched off. How they
// are ended by a notice: fold_line_ends.cpp.
//
// An activation in the middle of a term is a line of its own with a term of its own: the contracts that have such lines
// prorate nothing, and an addition is an order (docs/decisions).
#include <algorithm>

#include "core/bill/cycle.hpp"
#include "core/bill/recurring.hpp"
#include "core/bill/standing_line.hpp"
#include "core/engine/fold.hpp"

namespace proviso {

bool Fold::stands(std::string_view sku) const {
    const Sku *known = state_.pack->sku(sku);
    return known && known->billing != SkuBilling::cycle;
}

bool Fold::by_lines() const {
    const auto active = [](const Subscription &sub) { return sub.active > 0; };
    const auto own = [](const Sku &sku) { return sku.billing != SkuBilling::cycle; };
    return std::any_of(state_.pack->skus.begin(), state_.pack->skus.end(), own) &&
           std::none_of(state_.subscriptions.begin(), state_.subscriptions.end(), active);
}

bool Fold::begun() const { return (state_.anchor && !state_.anchor_provisional) || !state_.lines.lines.empty(); }

std::optional<Day> Fold::next_renewal() const {
    std::optional<Day> next;
    for (const StandingLine &standing : state_.lines.lines) {
        if (!standing.runs_on(day_) || (standing.term_months == 0 && standing.months == 0)) continue;
        const Day renews = standing.term_months > 0 ? standing.term.until : standing.period.until;
        if (!next || renews < *next) next = renews;
    }
    return next;
}

const PriceRow *Fold::line_price(const StandingLine &standing) const {
    return standing.agreed ? &*standing.agreed : price(standing.sku);
}

Result<void> Fold::start_account(std::uint64_t event, std::string_view by) {
    if (!begun()) {
        const auto length = cycle_period(*terms_, anchor_for_activation(), 0);
        if (length) {
            PV_CHECK(arrears(day_));
            PV_CHECK(anchor_at(anchor_for_activation()));
        } else if (length.error().code == Code::parameter_unset) {
            state_.cycle = {day_, day_}; // usage is billed with the periods of what is active
        } else {
            return length.error();
        }
    }
    if (state_.suspended)
        raise(Code::account_suspended_use, clause("suspension"),
              "something is activated while the account is suspended", event);
    if (state_.status == Status::pending) set_status(Status::active, std::string(by));
    return {};
}

Result<void> Fold::activate_lines(const Event &event, std::string_view sku, std::int64_t quantity) {
    if (add_to_count(sku, quantity)) return {};
    std::string_view unit = event.text("number");
    if (unit.empty()) unit = event.text(event.type == EventType::ip_assigned ? "address" : "port");
    std::vector<NewLine> parts;
    std::vector<std::pair<std::size_t, std::size_t>> items; // order and item of each part that was ordered
    const std::string_view named = event.text("order");
    auto &orders = state_.orders.orders;
    if (!named.empty()) {
        const OrderInHand *known = state_.orders.order(named);
        if (!known)
            raise(Code::order_unknown, clause("ordering"), "no order \"" + std::string(named) + "\" is in hand by then",
                  event.sequence);
    }
    std::int64_t left = quantity;
    for (std::size_t i = 0; i < orders.size(); ++i) {
        if (orders[i].stands_apart || (!named.empty() && orders[i].id != named)) continue;
        for (std::size_t j = 0; j < orders[i].items.size(); ++j) {
            const OrderedItem &item = orders[i].items[j];
            const std::int64_t part = item.sku == sku ? std::min(left, item.waiting) : 0;
            if (part == 0) continue;
            parts.push_back({event.sequence, sku, part, orders[i].id,
                             item.term.empty() ? event.text("term") : std::string_view(item.term)});
            items.emplace_back(i, j);
            left -= part;
        }
    }
    if (left > 0) parts.push_back({event.sequence, sku, left, named, event.text("term"), unit});
    for (const NewLine &part : parts) PV_CHECK(make_line(part)); // all of them or none
    for (std::size_t i = 0; i < parts.size(); ++i) {
        PV_CHECK(begin_line(parts[i]));
        if (i < items.size()) orders[items[i].first].items[items[i].second].waiting -= parts[i].quantity;
    }
    return {};
}

Result<void> Fold::set_cadence(StandingLine &standing, const PriceRow &row) const {
    const std::int32_t term = standing.term_months == 0  ? 0
                              : standing.term_index == 0 ? standing.term_months
                                                         : standing.renewal_months;
    PV_TRY(const LineCadence cadence, line_cadence(*terms_, row.every, term));
    if (cadence.months == 0 && standing.months > 0)
        return Error(Code::price_cadence, "a price that is charged once is no price of a service that renews",
                     "post a price per month or per year", {}, clause("cycle"));
    if (cadence.whole_term || cadence.months == 0 || cadence.months != standing.months || standing.whole_term) {
        standing.periods_from = standing.term_months > 0 ? standing.term.from : day_;
        standing.period_index = 0;
    }
    standing.months = cadence.months;
    standing.whole_term = cadence.whole_term;
    return {};
}

Result<StandingLine> Fold::make_line(const NewLine &wanted) const {
    const Sku *sku = state_.pack->sku(wanted.sku);
    const PriceRow *row = price(wanted.sku);
    if (!row)
        return Error(Code::price_missing,
                     "\"" + std::string(wanted.sku) + "\" has no price for the account on " + day_.text(),
                     sku->price_parameter.empty()
                         ? "post one with price.posted or give it in the order"
                         : "post one with price.posted, give it in the order, or set " + sku->price_parameter,
                     {}, sku->clause);
    StandingLine made;
    made.sku = wanted.sku;
    made.order = wanted.order;
    made.event = wanted.event;
    made.quantity = wanted.quantity;
    made.since = made.periods_from = day_;
    made.unit = wanted.unit;
    PV_TRY(const LineTerm term, line_term(*terms_, *sku, wanted.term));
    made.term_months = term.months;
    made.general_term = term.general;
    made.renewal_months = term.renewal_months;
    if (term.months > 0) { PV_TRY(made.term, line_term_period(*terms_, day_, term, 0)); }
    PV_CHECK(set_cadence(made, *row));
    if (made.whole_term)
        made.period = made.term;
    else if (made.months == 0)
        made.period = {day_, day_ + 1};
    else { PV_TRY(made.period, line_period(*terms_, day_, made.months, 0)); }
    calendar_months(made);
    // Within a term the agreed price stands, unless the contract says after which notice a new one reaches what is in
    // use.
    if (term.months > 0 && !terms_->find("price.notice_days")) made.agreed = *row;
    made.key_tail = made.order.empty() ? std::string() : made.order;
    const auto same = [&](const StandingLine &other) {
        return other.sku == made.sku && other.since == made.since && other.order == made.order;
    };
    const auto before = std::count_if(state_.lines.lines.begin(), state_.lines.lines.end(), same);
    const auto overlaps = [&](const StandingLine &other) { return other.sku == made.sku && other.order == made.order; };
    const bool apart = std::any_of(state_.lines.lines.begin(), state_.lines.lines.end(), overlaps);
    const auto join = [&](const std::string &part) { made.key_tail += (made.key_tail.empty() ? "" : "/") + part; };
    if (apart) join(day_.text());
    if (before > 0) join(std::to_string(before + 1));
    made.name = made.key_tail.empty() ? made.sku : made.sku + "/" + made.key_tail;
    // An order may be called like a day or a number: names stay apart all the same.
    const auto taken = [&](const StandingLine &other) { return other.name == made.name; };
    for (int n = 2; std::any_of(state_.lines.lines.begin(), state_.lines.lines.end(), taken); ++n) {
        made.key_tail += "/" + std::to_string(n);
        made.name = made.sku + "/" + made.key_tail;
    }
    return made;
}

Result<void> Fold::begin_line(const NewLine &wanted) {
    PV_TRY(StandingLine made, make_line(wanted));
    PV_CHECK(start_account(wanted.event, state_.pack->sku(wanted.sku)->clause));
    state_.lines.lines.push_back(std::move(made));
    StandingLine &standing = state_.lines.lines.back();
    activated_.push_back(wanted.event);
    PV_CHECK(line_deadlines(standing));
    if (state_.pack->sku(wanted.sku)->billing == SkuBilling::arrears) return {};
    return charge_line(standing, "activation");
}

Result<void> Fold::charge_line(StandingLine &standing, std::string_view provision, bool counted) {
    if (!counted && charged_after_counts(standing)) {
        charge_after_counts(standing, provision);
        return {};
    }
    const std::string while_suspended = state_.suspended ? option("suspension.billing") : std::string();
    if (standing.quantity == 0 || while_suspended == "stops" || while_suspended == "stops_daily") return {};
    const Sku *sku = state_.pack->sku(standing.sku);
    const PriceRow *row = line_price(standing);
    if (!row || !sku) {
        raise(Code::price_missing, clause("renewal"),
              "\"" + standing.sku + "\" has no price on " + day_.text() + "; it is not charged until one is posted");
        return {};
    }
    auto cadence_of = line_cadence(*terms_, row->every, standing.whole_term ? standing.months : 0);
    if (!cadence_of) {
        raise(cadence_of.error().code, cadence_of.error().clause, cadence_of.error().what + "; it is not charged",
              standing.event);
        return {};
    }
    LineCadence cadence = *cadence_of;
    if (!standing.whole_term && cadence.price_months > 0) cadence.months = standing.months;
    // Without a reading on it a period costs its price, which is a simpler thing to say.
    const bool plain = cadence.months == cadence.price_months && !terms_->decides("billing.cadence");
    PV_TRY(const PeriodPrice changing, changing_price(standing.sku, standing.period, standing.quantity, *row));
    note_price(standing.sku, *row, changing);
    const bool splits = !changing.later.empty() && cadence.months == cadence.price_months;
    PV_TRY(Calculation calculation,
           sku->kind == "user" ? users_of(standing, *row)
           : splits            ? price_change(*terms_, changing)
           : plain             ? recurring(*terms_, row->price, standing.quantity, row->origin, provision)
                   : period_charge(*terms_, row->price, standing.quantity, cadence, row->origin, provision));
    Line charge = line(standing.months == 0 ? LineKind::one_off : LineKind::recurring, standing.sku, standing.period,
                       std::move(calculation));
    charge.quantity = standing.quantity;
    charge.unit_price = row->price;
    if (sku->billing == SkuBilling::arrears && standing.months > 0) { // earned by the time it is charged
        charge.ledger = charge.income;
        charge.income.clear();
    }
    if (sku->kind == "user") {
        if (charge.amount.is_zero()) return {};
        charge.quantity = users_counted(charge.derivation);
    }
    if (sku->billing == SkuBilling::each) record_choice(charge, "number.counting");
    if (sku->billing == SkuBilling::counted) record_choice(charge, "quantity.month");
    if (!standing.key_tail.empty()) charge.key += "/" + standing.key_tail;
    if (standing.ended) record_choice(charge, "cancel.instalments");
    charged_.emplace_back(charge.key, standing.name);
    lines_.push_back(std::move(charge));
    return {};
}

void Fold::keep_charges(const Document &document) {
    for (const auto &[key, name] : charged_)
        for (std::size_t i = 0; i < document.lines.size(); ++i) {
            const Line &line = document.lines[i];
            if (line.key != key) continue;
            if (StandingLine *standing = state_.lines.find(name))
                standing->charges.push_back({document.draft_id(), i, line.service, line.amount});
        }
    charged_.clear();
}

void Fold::end_line(StandingLine &standing, Day on) {
    if (charged_after_counts(standing)) charge_after_counts(standing, "renewal");
    standing.ended = true;
    if (!standing.ends_on || on < *standing.ends_on) standing.ends_on = on;
    for (Deadline &deadline : state_.deadlines) {
        const bool of_line = deadline.name == "renewal" || deadline.name == "cancellation-notice";
        if (of_line && deadline.about == standing.name && deadline.known_until > on)
            deadline.known_until = std::max(on, deadline.known_from);
    }
}

Result<bool> Fold::renew_line(StandingLine &standing) {
    standing.quantity -= std::exchange(standing.leaving, 0);
    const Sku *sku = state_.pack->sku(standing.sku);
    const bool counted = sku && sku->billing == SkuBilling::counted; // none is a count too
    if ((standing.quantity <= 0 && !counted) || standing.months == 0) {
        end_line(standing, day_);
        return false;
    }
    const PriceRow *row = price(standing.sku);
    if (standing.term_months > 0) {
        const LineTerm term{standing.term_months, standing.renewal_months, false};
        PV_TRY(standing.term, line_term_period(*terms_, standing.since, term, ++standing.term_index));
        if (row && standing.agreed) standing.agreed = *row;
    }
    if (!row) return true; // it goes on as it is, and says so when it is charged
    if (auto changed = set_cadence(standing, *row); !changed)
        raise(changed.error().code, changed.error().clause, changed.error().what + "; it goes on as it was",
              standing.event);
    return true;
}

Result<void> Fold::next_period(StandingLine &standing) {
    if (standing.whole_term) {
        standing.period = standing.term;
    } else {
        if (standing.periods_from < day_) ++standing.period_index;
        PV_TRY(standing.period, line_period(*terms_, standing.periods_from, standing.months, standing.period_index));
        if (standing.period.from != day_) { // the rule of months has changed: counted on from here
            standing.periods_from = day_;
            standing.period_index = 0;
            PV_TRY(standing.period, line_period(*terms_, day_, standing.months, 0));
        }
    }
    return {};
}

Result<void> Fold::turn_line(StandingLine &standing) {
    const Sku *sku = state_.pack->sku(standing.sku);
    const bool arrears = sku && sku->billing == SkuBilling::arrears;
    const bool over = standing.ends_on && *standing.ends_on <= day_;
    const bool period_over = standing.months > 0 && standing.period.until <= day_;
    const bool term_over = standing.term_months > 0 && standing.term.until <= day_;
    if (arrears && (over || period_over)) PV_CHECK(charge_line(standing, "renewal"));
    if (!arrears && period_over) PV_CHECK(price_difference(standing));
    if (over) {
        PV_CHECK(charge_early_end(standing));
        end_line(standing, *standing.ends_on);
        return {};
    }
    const bool renews = term_over || (standing.term_months == 0 && period_over);
    if (renews) {
        PV_TRY(const bool goes_on, renew_line(standing));
        if (!goes_on) return {};
    }
    if (!period_over) return {};
    PV_CHECK(next_period(standing));
    if (renews) PV_CHECK(line_deadlines(standing));
    return arrears ? Result<void>() : charge_line(standing, "renewal");
}

Result<void> Fold::lines_of_day() {
    for (std::size_t i = 0; i < state_.lines.lines.size(); ++i) {
        StandingLine &standing = state_.lines.lines[i];
        if (!standing.ended) {
            if (ended() || ending_today_) standing.ends_on = std::min(day_, standing.ends_on.value_or(day_));
            PV_CHECK(turn_line(standing));
        }
        if (standing.owes_on(day_)) {
            PV_CHECK(next_period(standing));
            PV_CHECK(charge_line(standing, "instalments"));
        }
    }
    return usage_with_lines();
}

/// A contract that gives the cycle no length bills usage when a period of a service is over.
Result<void> Fold::usage_with_lines() {
    if (state_.anchor) return {};
    absorb_usage(day_);
    const auto turned = [&](const StandingLine &standing) {
        return standing.since < day_ && standing.months > 0 &&
               (standing.period.from == day_ || standing.ends_on == day_);
    };
    if (std::none_of(state_.lines.lines.begin(), state_.lines.lines.end(), turned)) return {};
    PV_CHECK(usage_lines(day_));
    state_.cycle = {day_, day_};
    return {};
}

Result<void> Fold::line_deadlines(const StandingLine &standing) {
    const Sku *sku = state_.pack->sku(standing.sku);
    if (!options_.calendar || standing.ends_on || (sku && sku->billing == SkuBilling::each)) return {};
    const bool has_term = standing.term_months > 0;
    if (!has_term && standing.months == 0) return {};
    const Period &runs = has_term ? standing.term : standing.period;
    if (standing.months == 0) return {}; // it ends with its term
    Deadline renewal{"renewal",  runs.until,        day_,
                     runs.until, clause("renewal"), "\"" + standing.name + "\" renews and its next period is charged",
                     {}};
    renewal.about = standing.name;
    state_.deadlines.push_back(std::move(renewal));
    if (!terms_->decides("notice.deadline")) return {};
    PV_TRY(const CancellationWindow window, line_window(*terms_, runs.until,
                                                        has_term && standing.term_index > 0 ? standing.renewal_months
                                                        : has_term                          ? standing.term_months
                                                                                            : standing.months));
    Deadline notice{"cancellation-notice",
                    window.deadline,
                    day_,
                    runs.until,
                    clause("cancellation"),
                    "last day for a notice that ends \"" + standing.name + "\" on " + runs.until.text(),
                    {}};
    notice.about = standing.name;
    state_.deadlines.push_back(std::move(notice));
    return {};
}

Result<void> Fold::release_lines(std::string_view sku, std::int64_t quantity, std::string_view unit,
                                 std::string_view order) {
    const SkuBilling billing = state_.pack->sku(sku)->billing;
    const auto concerns = [&](const StandingLine &standing) {
        return standing.sku == sku && standing.runs_on(day_) && (order.empty() || standing.order == order) &&
               (unit.empty() || standing.unit == unit);
    };
    std::int64_t active = 0;
    for (const StandingLine &standing : state_.lines.lines)
        if (concerns(standing)) active += standing.quantity - standing.leaving;
    if (quantity > active)
        return Error(Code::event_release_excess,
                     std::to_string(quantity) + " of \"" + std::string(sku) + "\" are released and " +
                         std::to_string(active) + " are active",
                     "release no more than are active", {}, clause("seats"));
    // The newest first: what was added last is given back first.
    for (auto standing = state_.lines.lines.rbegin(); standing != state_.lines.lines.rend() && quantity > 0;
         ++standing) {
        if (!concerns(*standing)) continue;
        const std::int64_t part = std::min(quantity, standing->quantity - standing->leaving);
        quantity -= part;
        const bool at_once =
            billing == SkuBilling::counted || (billing == SkuBilling::each && standing->term_months == 0);
        (at_once ? standing->quantity : standing->leaving) += at_once ? -part : part;
        if (at_once && billing == SkuBilling::each && standing->quantity == 0) end_line(*standing, day_);
    }
    return {};
}

} // namespace proviso
