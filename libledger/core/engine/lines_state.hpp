// What an account keeps of the services that have dates of their own: each is billed and renews by itself, beside the
// account's cycle (VT-5.1.c, VT-7.1, VT-10.1.1, VT-14, IP-7.2). Plain values; part of AccountState::Impl.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/engine/counts_state.hpp"
#include "core/engine/price_list.hpp"
#include "core/money/amount.hpp"
#include "core/time/day.hpp"

namespace proviso {

/// A charge in advance for one period of a service, as it was billed: what a refund, a termination charge or a cap
/// takes its share of.
struct PrepaidCharge {
    std::string document; ///< draft id
    std::size_t line = 0; ///< in the document, from 0
    Period service{};     ///< that was paid for
    Amount amount;        ///< without tax on top
};

/// A service with a billing period and a term of its own.
struct StandingLine {
    std::string name; ///< tells it from the account's others: the sku, and the order or number that it belongs to
    std::string sku;
    std::string order;         ///< id; empty: none
    std::uint64_t event = 0;   ///< that activated it
    std::int64_t quantity = 0; ///< now active; of a counted line the last count
    Day since;                 ///< periods and terms are counted from here
    std::int32_t months = 0;   ///< of a billing period; 0: charged once
    std::int32_t period_index = 0;
    Period period{};              ///< that runs; of one charged once the day of the charge
    Day periods_from;             ///< period 0 of the series begins here
    bool whole_term = false;      ///< the period is the term, whatever its length
    std::int32_t term_months = 0; ///< of the first term; 0: no term, it can end with any period
    std::int32_t renewal_months = 0;
    std::int32_t term_index = 0; ///< 0: the first term
    Period term{};               ///< that runs; empty without one
    std::optional<Day> ends_on;  ///< the first day without it
    bool ended = false;
    std::string key_tail;           ///< ends the keys of its lines, where the sku and the period do not tell it apart
    std::string unit;               ///< the number or address that it is for; never shown
    std::int64_t leaving = 0;       ///< of the quantity, up to the next renewal
    bool left_early = false;        ///< the customer left, or was put out, before the term was over
    bool general_term = false;      ///< the term is the contract's general one, not the service's own or the order's
    std::optional<Day> owed_until;  ///< instalments go on to be charged up to here, ended or not
    std::optional<PriceRow> agreed; ///< the price of the running term, where a posting does not change it
    CountedPeriod counted;              ///< of one that is charged by count
    bool followed = false;              ///< another unit took over what is left of its period
    std::vector<PrepaidCharge> charges; ///< oldest first

    /// True if a period begins on the day that is charged though the service has ended.
    [[nodiscard]] bool owes_on(Day day) const {
        return ended && owed_until && period.until == day && day < *owed_until;
    }
    [[nodiscard]] bool runs_on(Day day) const { return !ended && since <= day && (!ends_on || day < *ends_on); }
};

/// Automatic payment, on one day of every month.
struct AutomaticPayment {
    Day since;
    std::int32_t index = 0; ///< of the next attempt, from 1
    Day next;
    std::string method;
};

/// How the agreement ended.
struct Ending {
    std::string by;     ///< customer, vendor; empty: nobody is named
    std::string ground; ///< "notice", "convenience", "breach", ...
    Day on;
};

struct LinesState {
    std::vector<StandingLine> lines; ///< in the order in which they began; ended ones stay
    std::optional<AutomaticPayment> automatic;
    std::optional<Ending> ending; ///< known as soon as the end is

    /// The line of the name, or the latest running one of the sku; null if none.
    [[nodiscard]] StandingLine *find(std::string_view name_or_sku) {
        StandingLine *found = nullptr;
        for (StandingLine &line : lines) {
            if (line.name == name_or_sku) return &line;
            if (line.sku == name_or_sku && !line.ended) found = &line;
        }
        return found;
    }
};

} // namespace proviso
