// Users, installations and dedicated addresses: who holds an identity, who logged in, what was installed, and whether
// it is more than was ordered.
#include <algorithm>

#include "core/engine/fold.hpp"
#include "core/engine/state_units.hpp"
#include "core/license/users.hpp"

namespace proviso {
namespace {

bool held_in(const AssignedUser &user, const Period &period) {
    return user.from < period.until && (!user.until || *user.until > period.from);
}

/// The most users that were logged in at one instant.
std::int64_t most_at_once(const std::vector<const UserSession *> &sessions) {
    std::int64_t most = 0;
    for (const UserSession *at : sessions) {
        std::vector<std::string_view> users;
        for (const UserSession *other : sessions)
            if (other->start <= at->start && at->start < other->end &&
                std::find(users.begin(), users.end(), other->user) == users.end())
                users.push_back(other->user);
        most = std::max(most, static_cast<std::int64_t>(users.size()));
    }
    return most;
}

} // namespace

Result<void> Fold::assign_user(const Event &event) {
    const std::string user(event.text("user")), sku(event.text("sku"));
    auto &users = state_.counts.users;
    const auto held = std::find_if(users.begin(), users.end(), [&](const AssignedUser &known) {
        return known.user == user && known.sku == sku && (!known.until || *known.until > day_);
    });
    if (event.type == EventType::user_removed) {
        if (held == users.end())
            return Error(Code::event_reference_unknown, "the person holds no identity for \"" + sku + "\"",
                         "name somebody who was assigned");
        held->until = day_;
        return {};
    }
    if (held != users.end()) return {};
    const Sku *known = state_.pack->sku(sku);
    const bool counted = known && known->kind == "user" && known->billing == SkuBilling::arrears;
    if (counted && !counted_line(sku)) PV_CHECK(begin_line({event.sequence, known->id}));
    users.push_back({user, sku, event.text("kind") == "guest", day_, {}});
    if (clause("users").empty() || counted) return {};
    const auto holds = [&](const AssignedUser &one) { return one.sku == sku && !one.until; };
    const std::int64_t all = std::count_if(users.begin(), users.end(), holds),
                       ordered = units_in_force(state_, sku, day_);
    if (ordered > 0 && all > ordered)
        raise(Code::scope_exceeded, clause("seats"),
              std::to_string(all) + " people hold an identity for \"" + sku + "\" and " + std::to_string(ordered) +
                  " users were ordered",
              event.sequence);
    return {};
}

void Fold::user_session(const Session &use, std::uint64_t event) {
    if (clause("user_ids").empty() || state_.counts.users.empty()) return;
    const auto own = [&](const AssignedUser &user) { return user.user == use.seat; };
    auto &sessions = state_.counts.sessions;
    if (std::none_of(state_.counts.users.begin(), state_.counts.users.end(), own)) {
        raise(Code::user_unassigned, clause("user_ids"), "a login belongs to nobody who was given an identity", event);
        return;
    }
    const auto at_once = [&](const UserSession &other) {
        return other.user == use.seat && other.start < use.end && use.start < other.end;
    };
    if (std::any_of(sessions.begin(), sessions.end(), at_once))
        raise(Code::user_shared, clause("user_ids"), "one identity was logged in twice at one time", event);
    const Day on = use.pieces.empty() ? day_ : use.pieces.front().day;
    sessions.push_back({use.seat, on, use.start, use.end});
}

Result<Calculation> Fold::users_of(const StandingLine &standing, const PriceRow &row) {
    UsersSeen seen;
    std::vector<const UserSession *> all, staff;
    for (const AssignedUser &user : state_.counts.users) {
        if (user.sku != standing.sku || !held_in(user, standing.period)) continue;
        bool active = false;
        for (const UserSession &session : state_.counts.sessions) {
            if (session.user != user.user || !standing.period.contains(session.on)) continue;
            active = true;
            all.push_back(&session);
            if (!user.guest) staff.push_back(&session);
        }
        (user.guest ? seen.guests : seen.staff) += 1;
        (user.guest ? seen.active_guests : seen.active_staff) += active ? 1 : 0;
    }
    seen.at_once = most_at_once(all);
    seen.staff_at_once = most_at_once(staff);
    std::erase_if(state_.counts.sessions,
                  [&](const UserSession &session) { return session.on < standing.period.from; });
    return users_charge(*terms_, row.price, seen, row.origin);
}

std::int64_t Fold::users_counted(const Derivation &derivation) {
    const Step *users = derivation.find("users");
    const Ratio *number = users ? std::get_if<Ratio>(&users->value) : nullptr;
    return number ? static_cast<std::int64_t>(number->numerator()) : 0;
}

Result<void> Fold::installed(const Event &event) {
    Installs now{std::string(event.text("sku")), event.number("production"), event.number("tests")};
    const auto same = [&](const Installs &known) { return known.sku == now.sku; };
    std::erase_if(state_.counts.installs, same);
    state_.counts.installs.push_back(now);
    if (!terms_->find("licence.production_instances")) return {};
    PV_TRY(const std::int64_t each, terms_->integer("licence.production_instances"));
    const std::int64_t licences = units_in_force(state_, now.sku, day_);
    const bool tests_count = option("instances.test") == "none_besides_one";
    const std::int64_t over = now.production + (tests_count ? now.tests : 0) - licences * each;
    if (over > 0)
        raise(Code::scope_exceeded, terms_->pack().parameter("licence.production_instances")->clause,
              "overuse of " + std::to_string(over) + ": " + std::to_string(licences) + " licences of \"" + now.sku +
                  "\" carry fewer installations",
              event.sequence);
    return {};
}

Result<void> Fold::place_address(const Event &event) {
    const std::string_view sku = event.text("sku");
    const std::string address(event.text("address")), server(event.text("server"));
    auto &addresses = state_.counts.addresses;
    const auto known = [&](const PlacedAddress &one) { return one.address == address; };
    if (std::any_of(addresses.begin(), addresses.end(), known))
        return Error(Code::event_duplicate_reference, "the address was assigned before", "assign another address");
    if (stands(sku)) PV_CHECK(activate_lines(event, sku, 1));
    addresses.push_back({address, server, std::string(sku)});
    if (server.empty() || !terms_->find("address.per_server")) return {};
    PV_TRY(const std::int64_t most, terms_->integer("address.per_server"));
    const auto there = [&](const PlacedAddress &one) { return one.server == server; };
    const std::int64_t all = std::count_if(addresses.begin(), addresses.end(), there);
    if (all > most)
        raise(Code::scope_exceeded, terms_->pack().parameter("address.per_server")->clause,
              "the server has " + std::to_string(all) + " dedicated addresses, and may have " + std::to_string(most),
              event.sequence);
    return {};
}

} // namespace proviso
