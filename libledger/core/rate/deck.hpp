// A rate deck: prices by prefix of the called number. The longest prefix that a number begins with gives its price.
//
// A deck is built once and never changed; lookups are safe from any thread. A lookup costs at most three table reads
// for prefixes of up to seven digits (four digits, then two, then one) and one binary search more for longer ones,
// whatever the deck's size. Memory: 40 kB, 400 bytes for each four digits and 40 bytes for each six digits that longer
// prefixes begin with, some 20 bytes for each prefix above seven digits.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/money/amount.hpp"
#include "core/rate/number.hpp"

namespace proviso {

/// One row of a deck. What a deck does not give is unset, not zero.
struct DeckRow {
    std::uint64_t prefix = 0; ///< digits of the international form; meaningless when length is 0
    std::uint8_t length = 0;  ///< 0 to 15; 0 matches every number
    UnitPrice per_minute;
    std::optional<UnitPrice> surcharge;           ///< for each call, beside the minutes
    std::optional<std::int64_t> minimum_millis;   ///< least billed length
    std::optional<std::int64_t> increment_millis; ///< step above the minimum
    std::optional<std::int64_t> nocharge_millis;  ///< calls of at most this length are free
    std::string description;
    std::uint32_t line = 0; ///< of the file that it came from, 0 if none

    [[nodiscard]] std::string prefix_text() const;
};

class RateDeck {
  public:
    static constexpr std::uint32_t none = 0xffff'ffff;
    static constexpr std::size_t rows_max = 2'000'000;

    /// Takes rows in any order. Errors: deck.invalid (no rows, a prefix twice, a prefix longer than its digits), with
    /// the row's line; money.currency for rows of two currencies; input.too_large.
    [[nodiscard]] static Result<RateDeck> make(std::vector<DeckRow> rows);

    /// Index of the row whose prefix is the longest one that the number begins with; `none` if there is no such row, or
    /// the number is 0 or longer than 15 digits.
    [[nodiscard]] std::uint32_t find(DialledNumber number) const;
    /// find() for each of `count` numbers, with the tables' memory fetched ahead.
    void find_all(const DialledNumber *numbers, std::size_t count, std::uint32_t *rows) const;

    [[nodiscard]] const std::vector<DeckRow> &rows() const { return rows_; } ///< by length, then prefix
    [[nodiscard]] Currency currency() const { return currency_; }
    [[nodiscard]] std::uint8_t scale() const { return scale_; } ///< most decimals of any price in the deck
    /// The row's price and surcharge as multiples of 10^-scale(). Checked when the deck was made.
    [[nodiscard]] std::int64_t price(std::uint32_t row) const { return prices_[row]; }
    [[nodiscard]] std::int64_t surcharge(std::uint32_t row) const { return surcharges_.empty() ? 0 : surcharges_[row]; }

  private:
    class Builder;
    /// 0: no row. Else 1 + the row, or with the high bit set the index of what comes deeper.
    using Entry = std::uint32_t;
    struct Tail { ///< the intervals of one seven-digit head that has longer prefixes below it
        std::uint32_t begin = 0, end = 0;
    };
    /// The entry that seven digits lead to; it may lead to a tail.
    [[nodiscard]] const Entry *last_entry(std::uint64_t aligned) const;
    [[nodiscard]] Entry tail_entry(Tail tail, std::uint32_t rest) const;
    /// The row that the entry of the seventh digit stands for, for a number of so many digits.
    [[nodiscard]] std::uint32_t row_of(Entry entry, std::uint64_t aligned, int digits) const;

    std::vector<DeckRow> rows_;
    std::vector<std::int64_t> prices_;
    std::vector<std::int64_t> surcharges_; ///< empty if no row has one
    std::vector<std::uint8_t> lengths_;    ///< of the prefixes
    std::vector<std::uint32_t> parents_;   ///< the row of the next shorter prefix, or none
    Currency currency_{};
    std::uint8_t scale_ = 0;
    std::vector<Entry> top_;    ///< 10,000 entries: the first four digits
    std::vector<Entry> middle_; ///< 100 entries each: the next two
    std::vector<Entry> last_;   ///< 10 entries each: the seventh
    std::vector<Tail> tails_;
    std::vector<std::uint32_t> starts_; ///< first value of the last eight digits at which ...
    std::vector<Entry> values_;         ///< ... this entry holds, up to the next start
};

} // namespace proviso
