// The rater: calls in columns, billed lengths, exact prices and row statuses out in columns.
//
// A Rater holds the pack's increments and rounding as they stand for one agreement, the prices of its services and the
// rule of zones. It is immutable after make() and may be used from any number of threads at once; it allocates nothing
// while it rates. The result of a row depends on that row alone, so any split of a batch gives the same results.
//
// Exactness: every row gets an integer numerator over the rater's one denominator, in major units of the currency, so
// that sums stay exact until the line is rounded once. Where the pack rounds each call (rating.call_decimals, or the
// reading of rating.round_level), the numerator is that of the rounded price.
//
// What a row costs, the first that applies:
//   1. not answered: nothing; with a length all the same: suspended (call.disposition_conflict)
//   2. length below zero or above a year: suspended (call.duration_invalid)
//   3. inbound: nothing, unless the contract bills that direction
//   4. to a number of "emergency.numbers": nothing, exception call.emergency
//   5. internal (fewer than seven digits, or flagged), unless its service does not go by number: nothing
//   6. no length, and the reading of rating.zero_seconds bills none: nothing
//   7. the service's deck row of the longest prefix; else its price if the zone rule covers the number; else suspended
//      (call.number_invalid, zone.restricted, zone.outside, zone.unplaced, price.missing)
//   8. a product that does not fit 64 bits: suspended (money.overflow)
// Where the pack fixes minimum and step, a deck that differs is an exception (deck.increment_overruled) and the clause
// wins, its free seconds included; where the pack fixes none, the deck's own hold.
//
// Example: 12/6 at 0.02 a minute, calls of 0, 11, 14 and 19 s: billed 0, 12, 18 and 24 s.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/pack/terms.hpp"
#include "core/rate/call_price.hpp"
#include "core/rate/deck.hpp"
#include "core/rate/increments.hpp"
#include "core/rate/kernel/flat.hpp"
#include "core/rate/reciprocal.hpp"
#include "core/rate/row_status.hpp"
#include "core/rate/zones.hpp"

namespace proviso {

/// Facts about a row that are not numbers; or-ed together.
enum CallFlag : std::uint8_t {
    call_unanswered = 1, ///< the switch says that nobody answered
    call_inbound = 2,
    call_internal = 4,   ///< stayed inside, whatever its digits look like
    call_number_bad = 8, ///< the called number could not be read as one
};

/// Calls in columns, borrowed from the caller for the length of the call. Exactly one of the two length columns is set;
/// any other column may be null, which means the same for every row: service 0, no flags, no known place. Without
/// `number` every call counts as covered by the service's price, and there must be no deck.
struct CallColumns {
    std::size_t count = 0;
    const std::int32_t *millis32 = nullptr; ///< length in milliseconds ...
    const std::int64_t *millis64 = nullptr; ///< ... in one width or the other
    const DialledNumber *number = nullptr;
    const std::uint16_t *service = nullptr; ///< index into the rater's services
    const std::uint8_t *flags = nullptr;
    const std::uint16_t *place = nullptr; ///< 1 + region index where it was answered, 0 unknown
};

/// Where results go, caller-owned, `count` rows each; `price` may be null.
struct RatedColumns {
    std::int64_t *billed_millis = nullptr;
    std::int64_t *numerator = nullptr;
    std::uint8_t *status = nullptr; ///< RowStatus
    std::uint32_t *price = nullptr; ///< index for Rater::price(), Rater::no_price if the row has none
};

/// Something that calls are charged under, and its price.
struct CallService {
    std::string sku;                      ///< "per-minute"
    std::optional<UnitPrice> per_minute;  ///< for what no deck row prices
    std::shared_ptr<const RateDeck> deck; ///< null: none
    bool by_number = true;                ///< false: charged whatever the number is (calls between extensions)
    std::uint8_t contract = 0;            ///< index into the contracts that the rater is made with
};

/// Whose minimum, step and zones calls have.
struct RatingContract {
    const Terms *terms = nullptr; ///< for the length of Rater::make
    ZoneRule zones;
};

/// A deck row that asked for other increments than the clause.
struct OverruledIncrement {
    std::string sku;
    std::uint32_t row = 0; ///< index into the deck's rows
};

class Rater {
  public:
    static constexpr std::uint32_t no_price = 0xffff'ffff;
    static constexpr std::int64_t millis_max = std::int64_t{366} * 86'400 * 1'000;
    static constexpr std::size_t services_max = 60'000;

    /// Errors: parameter.*, reading.*, money.currency (two currencies), value.range (an increment finer than a
    /// millisecond, no service, too many), money.overflow.
    [[nodiscard]] static Result<Rater> make(const Terms &terms, std::vector<CallService> services, ZoneRule zones);
    /// Under several contracts, at most 256, in one currency; each service has the rules of its own. A call's price is
    /// rounded in one way in all of them. Errors: also argument.invalid (they round in different ways).
    [[nodiscard]] static Result<Rater> make(std::vector<RatingContract> contracts, std::vector<CallService> services);

    /// Errors: argument.invalid for columns that do not go together; rows never fail the call.
    [[nodiscard]] Result<void> rate(const CallColumns &in, const RatedColumns &out) const;

    /// All numerators are over this: amount = numerator / denominator, in major units.
    [[nodiscard]] std::int64_t denominator() const { return denominator_; }
    [[nodiscard]] Currency currency() const { return currency_; }
    [[nodiscard]] const std::vector<CallService> &services() const { return services_; }
    /// How many prices there are: indices below this are good for price().
    [[nodiscard]] std::uint32_t price_count() const { return static_cast<std::uint32_t>(prices_.size()); }
    /// The price per minute behind a row's `price` index, and what is charged for each call beside it.
    [[nodiscard]] UnitPrice price(std::uint32_t index) const;
    [[nodiscard]] UnitPrice surcharge(std::uint32_t index) const;
    /// Rows of decks whose minimum, step or free time the clause overrules.
    [[nodiscard]] const std::vector<OverruledIncrement> &overruled() const { return overruled_; }
    [[nodiscard]] const ZoneRule &zones() const { return zones_.front(); } ///< the first contract's

  private:
    class Maker;
    /// Increments in milliseconds, and in parts of the rater's unit of billed time.
    struct Steps {
        std::int64_t minimum_millis = 0, step_millis = 1;
        std::int64_t minimum_parts = 0, step_parts = 1;
        std::int64_t free_millis = -1; ///< calls of at most this length cost nothing; -1: none
        Reciprocal step;
        bool zero_is_billed = false, whole_seconds_first = false;
    };
    /// What one row of a deck, or a service's own price, comes to.
    struct Price {
        std::int64_t per_part = 0;  ///< numerator of one part before rounding
        std::int64_t surcharge = 0; ///< numerator for the call
        std::uint32_t steps = 0;    ///< index
    };
    struct Service {
        const RateDeck *deck = nullptr;       ///< owned by services_
        std::uint32_t deck_prices = no_price; ///< index of the deck's first row, no_price if there is no deck
        std::uint32_t flat = no_price;
        std::uint32_t steps = 0; ///< of the pack for this sku, to tell a call of no length before it has a price
        std::uint8_t zones = 0;  ///< index
        bool by_number = true;
        bool inbound_is_billed = false;
    };
    /// numerator -> rounded numerator over the new denominator: floor((numerator * multiply + add) / divide)
    struct Rounding {
        std::int64_t multiply = 1, add = 0;
        Reciprocal divide;
        std::int64_t numerator_max = 0; ///< above this in 128 bits
    };
    struct Row {
        std::int64_t billed = 0, numerator = 0;
        RowStatus status = RowStatus::billed;
        std::uint32_t price = no_price;
    };

    /// A row's columns.
    struct Input {
        std::int64_t millis = 0;
        DialledNumber number = 0;
        const std::uint32_t *deck_row = nullptr; ///< of the first service, if it was looked up before
        std::uint16_t service = 0, place = 0;
        std::uint8_t flags = 0;
        bool numbered = false;
    };

    class Rules;
    static bool round_one(const Rounding &step, std::int64_t &numerator);
    void round_rows(const RatedColumns &out, std::size_t begin, std::size_t end) const;
    /// The row of a deck that the price stands for; null for a service's own price.
    [[nodiscard]] const DeckRow *deck_row(std::uint32_t price) const;
    template <class Millis> void rate_rows(const CallColumns &in, const Millis *millis, const RatedColumns &out) const;
    template <class Millis> bool rate_flat(const CallColumns &in, const Millis *millis, const RatedColumns &out) const;

    std::vector<CallService> services_;
    std::vector<Service> rules_; ///< one for each service
    std::vector<Steps> steps_;
    std::vector<Price> prices_;
    std::vector<Rounding> rounding_; ///< none, one or two, in order
    std::vector<OverruledIncrement> overruled_;
    std::optional<kernel::FlatRule> flat_; ///< if the only service has the one price and the kernel can take it
    std::vector<ZoneRule> zones_;          ///< one for each contract
    Currency currency_{};
    std::int64_t denominator_ = 1;
    std::uint8_t scale_ = 0;
    std::int64_t parts_per_minute_ = 1;
};

} // namespace proviso
