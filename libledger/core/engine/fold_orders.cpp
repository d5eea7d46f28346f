// Orders: what they price, how many seats make one that is charged by the minute, prepaid terms, and options that are
// billed because they were ordered.
#include <algorithm>

#include "core/bill/cycle.hpp"
#include "core/duty/prepaid.hpp"
#include "core/engine/agreement_money.hpp"
#include "core/engine/fold.hpp"
#include "core/engine/order_rights.hpp"
#include "core/license/order_threshold.hpp"

namespace proviso {
namespace {

/// Something that is billed once it is ordered: an option, not a seat or calls.
bool is_option(const Sku *sku) { return sku && !sku->seat && sku->per == "unit" && !sku->every.empty(); }

} // namespace

const Sku *Fold::by_minute_seat() const {
    for (const Sku &sku : state_.pack->skus)
        if (sku.seat && sku.by_minute) return &sku;
    return nullptr;
}

bool Fold::charged_seat(std::string_view sku) const {
    const Sku *known = state_.pack->sku(sku);
    return known && known->seat && !known->by_minute;
}

std::int64_t Fold::flat_seats() const {
    std::int64_t seats = 0;
    for (const Subscription &sub : state_.subscriptions)
        if (charged_seat(sub.sku)) seats += sub.active;
    return seats;
}

Result<bool> Fold::by_minute(const OrderInHand *order) const {
    const std::string counted = option("rating.order_threshold");
    if (counted == "per_order") return above_seat_threshold(*terms_, order ? order->seats : 0);
    if (counted == "running_total") return above_seat_threshold(*terms_, state_.orders.seats_taken);
    return false;
}

Result<void> Fold::order(const Event &event) {
    const std::string id(event.text("order"));
    const bool is_signature = event.type == EventType::order_signed;
    if (OrderInHand *known = state_.orders.order(id)) {
        const bool same = known->items.size() == event.items.size() &&
                          std::equal(event.items.begin(), event.items.end(), known->items.begin(),
                                     [](const OrderItem &a, const OrderedItem &b) {
                                         return a.sku == b.sku && a.quantity == b.quantity && a.term == b.term;
                                     });
        if (!is_signature || known->signed_too || !same)
            return Error(Code::event_duplicate_reference, "the order \"" + id + "\" was placed on " + known->on.text(),
                         "give every order its own name, and sign what was placed");
        known->signed_too = true;
        if (!state_.papers) state_.papers = day_;
        binds();
        return {};
    }
    OrderInHand order{id,
                      day_,
                      event.sequence,
                      is_signature,
                      false,
                      0,
                      {},
                      std::string(event.text("channel")),
                      std::string(event.text("reseller")),
                      std::string(event.text("terms")),
                      std::string(event.text("entity")),
                      false};
    for (const OrderItem &item : event.items) {
        PV_CHECK(read_order_term(item.term));
        if (charged_seat(item.sku)) order.seats += item.quantity;
        order.items.push_back({item.sku, item.quantity, item.quantity, 0, false, item.term});
    }
    PV_TRY(const OrderRight right,
           may_order_by(state_, *terms_, day_, event.text("channel"), !event.text("reseller").empty()));
    state_.orders.seats_taken += order.seats; // as if it were in hand
    const auto minutes = by_minute(&order);
    PriceList prices = state_.prices;
    const auto priced = [&]() -> Result<void> {
        if (!minutes) return Error(minutes.error());
        for (const OrderItem &item : event.items) {
            if (item.unit_price.empty()) continue;
            PV_TRY(const UnitPrice unit_price, agreement_price(item.unit_price, state_.currency));
            // What an order by the minute asks for a seat is the fee of its own seats, not the plan's price.
            const Sku *instead = *minutes && charged_seat(item.sku) ? by_minute_seat() : nullptr;
            const std::string &name = instead ? instead->id : item.sku;
            const Sku *sku = state_.pack->sku(name);
            PV_CHECK(prices.add(
                {name, PriceSource::order, day_, day_, unit_price, sku ? sku->every : "cycle", "order " + id}));
        }
        return {};
    }();
    if (!priced) {
        state_.orders.seats_taken -= order.seats;
        return priced;
    }
    if (is_signature && !state_.papers) state_.papers = day_;
    if (is_signature) binds();
    order.stands_apart = !right.allow;
    if (right.allow && refers_elsewhere(order)) {
        order.stands_apart = true;
        state_.orders.seats_taken -= order.seats;
    } else if (order.stands_apart) {
        raise(right.bar == OrderBar::apart ? Code::order_apart : Code::order_channel, right.clause,
              "order " + id + " came " + right.reason, event.sequence);
        state_.orders.seats_taken -= order.seats;
    } else {
        const bool conflict = option("precedence.order_terms") == "terms_win_always" &&
                              prices.rows().size() > state_.prices.rows().size();
        if (conflict)
            raise(Code::order_overruled, clause("precedence"),
                  "the prices of order " + id + " lose to the terms, which give none", event.sequence);
        state_.prices = std::move(prices);
        say_unsigned(order);
    }
    const std::size_t at = state_.orders.orders.size();
    state_.orders.orders.push_back(std::move(order));
    if (option("terms.scope") == "whole_account") PV_CHECK(adopt_terms(true));
    for (const OrderItem &item : event.items) say_missing_needs(item.sku, state_.orders.orders[at].event, true);
    return {};
}

Result<std::vector<Fold::Share>> Fold::shares(const Event &event, std::string_view plan, std::int64_t quantity) {
    std::vector<Share> shares;
    auto &orders = state_.orders.orders;
    if (const std::string_view id = event.text("order"); !id.empty()) {
        const OrderInHand *named = state_.orders.order(id);
        if (named) {
            const auto at = static_cast<std::size_t>(named - orders.data());
            shares.push_back({at, quantity});
            return shares;
        }
        raise(Code::order_unknown, clause("ordering"), "no order \"" + std::string(id) + "\" is in hand by then",
              event.sequence);
    }
    for (std::size_t i = 0; i < orders.size() && quantity > 0; ++i) {
        if (orders[i].stands_apart) continue;
        for (const OrderedItem &item : orders[i].items) {
            const std::int64_t part = item.sku == plan ? std::min(quantity, item.waiting) : 0;
            if (part == 0) continue;
            shares.push_back({i, part});
            quantity -= part;
        }
    }
    if (quantity == 0) return shares;
    PV_TRY(const bool many, above_seat_threshold(*terms_, quantity));
    if (many && terms_->decides("rating.order_threshold"))
        raise(Code::order_missing, clause("order_threshold"),
              std::to_string(quantity) + " seats are activated and no order tells how they were ordered",
              event.sequence);
    state_.orders.seats_taken += quantity;
    shares.push_back({no_order, quantity});
    return shares;
}

Result<void> Fold::activate_seats(const Event &event) {
    const std::string_view plan = event.text("plan");
    const std::int64_t quantity = event.number("quantity");
    const Sku *instead = by_minute_seat();
    if (!stands(plan) && !charged_seat(plan)) return activate(event.sequence, plan, quantity);
    if (const OrderInHand *named = state_.orders.order(event.text("order")); named && named->stands_apart) {
        raise(Code::order_apart, clause("scope"),
              "order " + named->id + " is a contract of its own; its seats are not charged under this one",
              event.sequence);
        return {};
    }
    if (stands(plan)) return activate_lines(event, plan, quantity);
    if (!price(plan)) return activate(event.sequence, plan, quantity); // the refusal that it is
    PV_TRY(const std::vector<Share> parts, shares(event, plan, quantity));
    std::int64_t flat = 0, minutes = 0;
    PV_TRY(std::int64_t room, seats_below_threshold(*terms_, flat_seats()));
    const bool excess_only = option("rating.order_threshold") == "only_excess";
    for (const Share &part : parts) {
        const OrderInHand *order = part.order == no_order ? nullptr : &state_.orders.orders[part.order];
        std::int64_t over = 0;
        if (excess_only) {
            over = std::max<std::int64_t>(0, part.quantity - room);
            room -= part.quantity - over;
        } else {
            PV_TRY(const bool all, by_minute(order));
            if (all) over = part.quantity;
        }
        if (!instead) over = 0;
        flat += part.quantity - over;
        minutes += over;
    }
    if (flat > 0) PV_CHECK(activate(event.sequence, plan, flat));
    if (minutes > 0) PV_CHECK(activate(event.sequence, instead->id, minutes));
    for (const Share &part : parts)
        if (part.order != no_order) PV_CHECK(take(state_.orders.orders[part.order], plan, part.quantity));
    return {};
}

Result<void> Fold::take(OrderInHand &order, std::string_view sku, std::int64_t quantity) {
    for (OrderedItem &item : order.items) {
        if (item.sku != sku || quantity == 0) continue;
        const std::int64_t part = std::min(quantity, item.waiting);
        item.waiting -= part;
        quantity -= part;
        PV_TRY(const OrderTerm term, read_order_term(item.term));
        if (part == 0 || (term.length == 0 && !term.from_parameter)) continue;
        auto until = prepaid_until(*terms_, term, day_);
        if (term.unit == OrderTerm::Unit::cycles && until) {
            // Cycles are whole ones: a part of the running one comes before them.
            const std::int32_t first = state_.cycle_index + (day_ == state_.cycle.from ? 0 : 1);
            PV_TRY(const Period last, cycle_period(*terms_, *state_.anchor, first + term.length - 1));
            until = last.until;
        }
        if (!until) {
            raise(until.error().code, clause("prepaid"), until.error().what + "; the seats are taken as month to month",
                  order.event);
            continue;
        }
        state_.orders.prepaid.push_back({std::string(sku), part, *until});
        for (Deadline &deadline : state_.deadlines) // no notice ends the agreement with the running cycle any more
            if (deadline.name == "cancellation-notice" && deadline.known_until > day_ && *until > state_.cycle.until)
                deadline.known_until = std::max(day_, deadline.known_from);
        if (options_.calendar)
            state_.deadlines.push_back({"prepaid-end",
                                        *until,
                                        day_,
                                        *until,
                                        clause("prepaid"),
                                        "what order " + order.id + " prepaid runs to this day; no notice shortens it",
                                        {}});
    }
    return {};
}

Result<void> Fold::release_seats(const Event &event) {
    const std::string_view plan = event.text("plan");
    const std::int64_t quantity = event.number("quantity");
    if (stands(plan)) return release_lines(plan, quantity, {}, event.text("order"));
    const Sku *other = charged_seat(plan) ? by_minute_seat() : nullptr;
    const std::int64_t flat = subscription(plan).active;
    const std::int64_t minutes = other ? subscription(other->id).active : 0;
    if (quantity > flat + minutes || minutes == 0) {
        PV_CHECK(release(plan, quantity));
    } else {
        // Of the order that is named; else what came last under that reading, the excess; else the plan's own.
        bool minutes_first = option("rating.order_threshold") == "only_excess";
        if (const OrderInHand *named = state_.orders.order(event.text("order"))) {
            PV_TRY(const bool all, by_minute(named));
            minutes_first = minutes_first || all;
        }
        const std::int64_t first = std::min(quantity, minutes_first ? minutes : flat);
        if (first > 0) PV_CHECK(release(minutes_first ? std::string_view(other->id) : plan, first));
        if (quantity > first) PV_CHECK(release(minutes_first ? plan : std::string_view(other->id), quantity - first));
    }
    if (const std::int64_t kept = state_.orders.prepaid_on(plan, day_); kept > subscription(plan).active)
        raise(Code::prepaid_running, clause("prepaid"),
              std::to_string(kept) + " are prepaid; they are charged until their term is over", event.sequence);
    return {};
}

Result<void> Fold::activate_service(const Event &event) {
    const std::string_view name = event.text("sku");
    std::int64_t quantity = event.number("quantity", 1);
    const Sku *sku = state_.pack->sku(name);
    if (sku && sku->included && !price(name)) return {}; // it comes with the rest
    if (activate_resold(event)) return {};
    for (OrderInHand &order : state_.orders.orders)
        for (OrderedItem &item : order.items) {
            const std::int64_t same = item.sku == name ? std::min(quantity, item.unconfirmed) : 0;
            item.unconfirmed -= same;
            quantity -= same;
        }
    if (quantity == 0) return {};
    if (stands(name)) {
        PV_CHECK(activate_lines(event, name, quantity));
        say_missing_needs(name, event.sequence, false);
        return {};
    }
    PV_CHECK(activate(event.sequence, name, quantity));
    say_missing_needs(name, event.sequence, false);
    for (OrderInHand &order : state_.orders.orders)
        for (const OrderedItem &item : std::vector<OrderedItem>(order.items)) {
            const std::int64_t part = !order.stands_apart && item.sku == name ? std::min(quantity, item.waiting) : 0;
            if (part > 0) PV_CHECK(take(order, name, part));
            quantity -= part;
        }
    return {};
}

Result<void> Fold::begin_ordered() {
    const bool running = begun();
    for (std::size_t i = 0; i < state_.orders.orders.size(); ++i) {
        if (state_.orders.orders[i].stands_apart || is_resold(state_.orders.orders[i]) ||
            (!running && state_.orders.orders[i].seats > 0))
            continue;
        for (std::size_t j = 0; j < state_.orders.orders[i].items.size(); ++j) {
            OrderInHand &order = state_.orders.orders[i];
            const std::string sku = order.items[j].sku;
            const std::int64_t waiting = order.items[j].waiting;
            const Sku *known = state_.pack->sku(sku);
            if (waiting == 0 || order.items[j].tried || !is_option(known)) continue;
            order.items[j].tried = true;
            if (!price(sku)) {
                if (!known->included)
                    raise(Code::price_missing, known->clause,
                          "\"" + sku + "\" of order " + order.id + " has no price on " + day_.text() + "; it waits",
                          order.event);
                continue;
            }
            const std::string id = order.id, term = order.items[j].term;
            if (auto started = stands(sku) ? begin_line({order.event, sku, waiting, id, term})
                                           : activate(order.event, sku, waiting);
                !started) {
                raise(started.error().code, started.error().clause, started.error().what, order.event);
                continue;
            }
            if (stands(sku))
                order.items[j].waiting = 0;
            else
                PV_CHECK(take(order, sku, waiting));
            order.items[j].unconfirmed = waiting;
        }
    }
    return {};
}

Result<void> Fold::regroup_seats() {
    const Sku *instead = by_minute_seat();
    if (!instead || option("rating.order_threshold") != "running_total") return {};
    PV_TRY(const bool all, by_minute(nullptr));
    if (!all) return {};
    std::int64_t moved = 0;
    for (Subscription &sub : state_.subscriptions)
        if (charged_seat(sub.sku)) {
            const std::int64_t kept = std::min(sub.active, state_.orders.prepaid_on(sub.sku, day_));
            moved += std::exchange(sub.active, kept) - kept;
        }
    if (moved > 0) subscription(instead->id).active += moved;
    return {};
}

void Fold::say_no_fee(const Sku &seat, std::uint64_t event) {
    raise(Code::parameter_unset, seat.clause,
          "the order is charged by the minute and gives no fee for its seats" +
              (seat.price_parameter.empty() ? std::string() : ", nor does parameter " + seat.price_parameter) +
              "; they are active and not charged",
          event);
}

void Fold::record_threshold(Line &line) const {
    record_choice(line, "rating.order_threshold");
    record_choice(line, "edges");
}

void Fold::judge_licence(const Session &use, std::uint64_t event) {
    if (terms_->clause("licence").empty() || state_.orders.over_licence == day_) return;
    std::vector<std::string_view> logins;
    for (const Session &session : state_.sessions) {
        const bool today = std::any_of(session.pieces.begin(), session.pieces.end(),
                                       [&](const DayPiece &piece) { return piece.day == use.pieces.front().day; });
        if (today && std::find(logins.begin(), logins.end(), session.seat) == logins.end())
            logins.push_back(session.seat);
    }
    const std::int64_t seats = licensed_seats(state_);
    if (static_cast<std::int64_t>(logins.size()) <= seats) return;
    state_.orders.over_licence = day_;
    raise(Code::seat_unlicensed, clause("licence"),
          std::to_string(logins.size()) + " logins are in use and " + std::to_string(seats) + " seats are active",
          event);
}

} // namespace proviso
