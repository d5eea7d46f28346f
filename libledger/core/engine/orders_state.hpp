// What an account keeps of its orders, its prepaid terms and the versions of the terms that govern it. Plain values;
// part of AccountState::Impl.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/money/amount.hpp"
#include "core/time/day.hpp"

namespace proviso {

/// One item of an order.
struct OrderedItem {
    std::string sku;
    std::int64_t quantity = 0;
    std::int64_t waiting = 0;     ///< not active yet
    std::int64_t unconfirmed = 0; ///< active because it was ordered; an activation that follows is the same one
    bool tried = false;           ///< an option that was to begin; one without price waits for its activation
    std::string term;             ///< as the order writes it; empty if none
};

struct OrderInHand {
    std::string id;
    Day on;
    std::uint64_t event = 0;
    bool signed_too = false;   ///< by order.signed
    bool stands_apart = false; ///< it came by another way than the agreement's: a contract of its own
    std::int64_t seats = 0;    ///< in all items
    std::vector<OrderedItem> items;
    std::string channel;        ///< how it came in
    std::string reseller;       ///< who resold it and is paid for it in the customer's place; empty: nobody
    std::string terms;          ///< that it refers to; or empty
    std::string entity;         ///< the vendor's company that it names; or empty
    bool reseller_owes = false; ///< reseller.unpaid, and nothing passed on since
};

/// What a reseller passed on for an order.
struct PassedOn {
    std::string order;
    Day on;
    Amount amount;
};

/// Seats or services that are prepaid until a day.
struct PrepaidPart {
    std::string sku;
    std::int64_t quantity = 0;
    Day until; ///< the first day that is not prepaid
};

/// A version of the terms that governs the account since a day, on top of those before it.
struct TermsInForce {
    std::string version;
    std::string pack; ///< whose text it was said to be; empty: every agreement's
    Day posted;
    Day from; ///< it governs the account from this day on
};

struct OrdersState {
    std::vector<OrderInHand> orders;  ///< in the order in which they came
    std::int64_t seats_taken = 0;     ///< ordered, or activated without an order; never falls
    std::vector<PrepaidPart> prepaid; ///< running or over
    std::vector<TermsInForce> terms;  ///< none: the pack's own version
    std::optional<Day> unfit;         ///< found before anything was active: the equipment will not do
    bool unwinds = false;             ///< cancelled for it, and what was paid goes back at the end
    std::vector<PassedOn> passed_on;  ///< by resellers, in order
    std::optional<Day> over_licence;  ///< the last day on which more logins than seats were seen

    /// The last day to which something is prepaid; none if nothing runs on `day`.
    [[nodiscard]] std::optional<Day> prepaid_after(Day day) const {
        std::optional<Day> last;
        for (const PrepaidPart &part : prepaid)
            if (part.until > day && (!last || *last < part.until)) last = part.until;
        return last;
    }
    [[nodiscard]] std::int64_t prepaid_on(std::string_view sku, Day day) const {
        std::int64_t quantity = 0;
        for (const PrepaidPart &part : prepaid)
            if (part.sku == sku && part.until > day) quantity += part.quantity;
        return quantity;
    }
    [[nodiscard]] OrderInHand *order(std::string_view id) {
        for (OrderInHand &order : orders)
            if (order.id == id) return &order;
        return nullptr;
    }
};

} // namespace proviso
