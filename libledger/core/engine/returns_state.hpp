// What an account keeps of money that comes back or is held back: disputes, exemption certificates, deposits demanded,
// how services were bought. Plain values; part of AccountState::Impl.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/money/amount.hpp"
#include "core/time/day.hpp"

namespace proviso {

/// A dispute of a document. It stands until it is decided, unless it was waived.
struct Dispute {
    std::string id;
    std::string document; ///< draft id
    Amount amount;        ///< disputed
    Amount held;          ///< of it, open when it was filed: posted to assets:receivable-disputed while it stands
    Day deadline;         ///< the last day to send it, by which the rest is to be paid too
    std::uint64_t event = 0;
    std::string waived{}; ///< why the right to dispute is gone; empty: it stands
    bool closed = false;
    [[nodiscard]] bool stands() const { return waived.empty() && !closed; }
};

/// A certificate that frees an account of a tax.
struct Certificate {
    std::string jurisdiction;
    Day received;
    Day from;                   ///< first day of the exemption
    std::optional<Day> through; ///< its last day; none: until further notice
    [[nodiscard]] bool valid(Day day) const { return from <= day && (!through || day <= *through); }
};

/// A line of tax on top of prices, on an issued document.
struct TaxedLine {
    std::string document;
    Day date;             ///< of the document
    std::size_t line = 0; ///< in the document, from 0
    std::string key;      ///< of the line that it is the tax on
    std::string jurisdiction;
    Amount amount;
};

/// How a service was asked for.
struct Bought {
    std::uint64_t event = 0; ///< that activated it
    std::string channel;     ///< empty: not told
    std::optional<Instant> at;
};

/// How an order came, and the day that it sets for its invoice.
struct OrderFacts {
    std::string order;
    std::string channel;
    std::optional<Day> due;
};

struct ReturnsState {
    std::vector<Dispute> disputes; ///< in the order in which they were filed
    std::vector<Certificate> certificates;
    std::vector<TaxedLine> taxed; ///< kept where the contract knows exemptions, or services that are refunded
    std::vector<Bought> bought;
    std::vector<OrderFacts> orders;
    std::vector<std::string> due_by_order; ///< documents whose due day an order sets
    std::optional<Day> deactivated;        ///< for a chargeback that nobody resolved in time

    [[nodiscard]] Dispute *dispute(std::string_view id) {
        for (Dispute &dispute : disputes)
            if (dispute.id == id) return &dispute;
        return nullptr;
    }
    [[nodiscard]] OrderFacts *order(std::string_view id) {
        for (OrderFacts &one : orders)
            if (one.order == id) return &one;
        return nullptr;
    }
    [[nodiscard]] const Bought *bought_by(std::uint64_t event) const {
        for (const Bought &one : bought)
            if (one.event == event) return &one;
        return nullptr;
    }
};

} // namespace proviso
