// The state of one account between two days. Plain values, so that copying it is a snapshot; only the engine's own
// files and those that answer questions about it (core/decide) see it.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/engine/claims_state.hpp"
#include "core/engine/counts_state.hpp"
#include "core/engine/engine.hpp"
#include "core/engine/late_state.hpp"
#include "core/engine/licences_state.hpp"
#include "core/engine/lines_state.hpp"
#include "core/engine/money_state.hpp"
#include "core/engine/orders_state.hpp"
#include "core/engine/price_state.hpp"
#include "core/engine/retained.hpp"
#include "core/engine/returns_state.hpp"
#include "core/engine/sla_state.hpp"
#include "core/engine/state_duties.hpp"

namespace proviso {

/// Quantity of one sku that is active, and how much of it the running cycle has been paid for (billed).
struct Subscription {
    std::string sku;
    std::int64_t active = 0;
    std::int64_t billed = 0; ///< a seat given back and taken again within it is free until the cycle ends
    Day since{};             ///< active without a break from this day on
};

/// A notice on its way.
struct NoticeInHand {
    std::string id;
    std::string kind;
    std::string method;
    std::string sku, order; ///< what it concerns; both empty: the whole agreement
    std::uint64_t event = 0;
    bool vendor = false;
    bool proof = false;
    std::optional<Day> confirmed; ///< the number that the contract wants with it is there since
    Day sent;
    std::optional<Day> received;
    std::optional<Day> proved;
    std::optional<Day> effective; ///< asked for
    std::optional<Day> deemed;    ///< counts on this day, once known
    bool done = false;            ///< its effect has taken place
};

struct SeatExcess {
    std::string seat;       ///< login
    std::int64_t extra = 0; ///< seats owed beyond the login's own, at most so far in this cycle
    Day since;
    std::uint64_t event = 0;
};

struct AccountState::Impl {
    std::string account;
    const Pack *pack = nullptr;
    Currency currency{};
    std::string jurisdiction;
    Day reached = day_first - 1; ///< last day applied
    Status status = Status::pending;
    Day opened;
    std::vector<StatusChange> statuses;

    // cycle
    std::optional<Day> anchor;       ///< first day of cycle 0
    bool anchor_provisional = false; ///< from sign-up, until the first activation
    std::int32_t cycle_index = 0;
    Period cycle{};
    std::optional<Day> papers, first_payment;
    std::vector<Subscription> subscriptions; ///< sorted by sku
    LinesState lines;                        ///< services with dates of their own
    PricesState price_changes;
    PriceList prices;          ///< orders and prices for this account alone
    std::vector<Line> carried; ///< lines that wait for the next billing date
    CountsState counts;
    OrdersState orders;
    LicencesState licences;                 ///< files that were issued
    std::vector<TermsVersion> own_versions; ///< posted for this account alone
    bool suspended = false;
    Day suspended_from;
    bool cycle_unbilled = false; ///< the running cycle began while suspended and was not charged
    std::optional<Day> ends_on;  ///< the agreement is over from this day on

    // usage and sessions of the running cycle
    std::vector<UsageTotal> usage;
    std::vector<Session> sessions; ///< those that a window can still reach
    std::vector<SeatExcess> excess;

    // money
    std::vector<Item> items;
    std::vector<Receipt> receipts;
    MoneyFacts money;
    ReturnsState returns;
    SlaState sla;
    ClaimsState claims;

    // the rest
    bool card_form = false;
    std::vector<std::string> contacts;
    std::vector<NoticeInHand> notices;
    DutyState duties;
    std::vector<Deadline> deadlines;
    Retained retained;
    std::vector<Event> choices; ///< reading.chosen and parameter.set of this account
    LateState late;
};

/// The change because of which a notice that counts on the day may end the sku, or any if none is named; null if there
/// is none.
[[nodiscard]] const PriceExit *price_exit_open(const AccountState::Impl &state, std::string_view sku, Day on);

} // namespace proviso
