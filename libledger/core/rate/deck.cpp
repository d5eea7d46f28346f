#include "core/rate/deck.hpp"

#include <algorithm>

namespace proviso {
namespace {

constexpr std::uint32_t deeper = 0x8000'0000; ///< marks an entry that leads on
// Digits that a number has been read by at the top, the middle and the last table.
constexpr int top_digits = 4;
constexpr int middle_digits = 6;
constexpr int last_digits = 7;
constexpr std::uint32_t middle_size = 100;
constexpr std::uint32_t last_size = 10;
// Numbers of fifteen digits that share all digits down to a table.
constexpr std::uint64_t top_span = 100'000'000'000;
constexpr std::uint64_t middle_span = 1'000'000'000;
constexpr std::uint64_t tail_span = 100'000'000;

Error bad_row(const DeckRow &row, std::string what, std::string todo) {
    Error error(Code::deck_invalid, std::move(what), std::move(todo));
    return row.line == 0 ? error : std::move(error).at("line " + std::to_string(row.line));
}

Result<std::int64_t> scaled(const UnitPrice &price, std::uint8_t scale, const DeckRow &row) {
    std::int64_t mantissa = 0;
    const auto factor = static_cast<std::int64_t>(power_of_ten(scale - price.scale));
    if (__builtin_mul_overflow(price.mantissa, factor, &mantissa))
        return bad_row(row, "the price of prefix " + row.prefix_text() + " is too large", "correct the price");
    return mantissa;
}

} // namespace

std::string DeckRow::prefix_text() const {
    if (length == 0) return {};
    std::string digits = std::to_string(prefix);
    return digits.size() < length ? std::string(length - digits.size(), '0') + digits : digits;
}

/// Fills the tables with rows in the order of their length, so that a longer prefix overwrites the shorter one around
/// it.
class RateDeck::Builder {
  public:
    explicit Builder(RateDeck &deck) : deck_(deck) {
        deck_.top_.assign(10'000, 0);
        deck_.parents_.assign(deck_.rows_.size(), none);
    }

    Result<void> prices() {
        deck_.currency_ = deck_.rows_.front().per_minute.currency;
        bool surcharged = false;
        for (const DeckRow &row : deck_.rows_) {
            const UnitPrice surcharge = row.surcharge.value_or(UnitPrice{0, 0, deck_.currency_});
            if (row.per_minute.currency != deck_.currency_ || surcharge.currency != deck_.currency_)
                return Error(Code::money_currency, "the deck has prices in two currencies", "make one deck for each",
                             row.line == 0 ? "" : "line " + std::to_string(row.line));
            if (row.per_minute.mantissa < 0 || surcharge.mantissa < 0)
                return bad_row(row, "the price of prefix '" + row.prefix_text() + "' is below zero",
                               "correct the price");
            deck_.scale_ = std::max({deck_.scale_, row.per_minute.scale, surcharge.scale});
            surcharged = surcharged || surcharge.mantissa != 0;
        }
        for (const DeckRow &row : deck_.rows_) {
            PV_TRY(const std::int64_t price, scaled(row.per_minute, deck_.scale_, row));
            deck_.prices_.push_back(price);
            if (!surcharged) continue;
            PV_TRY(const std::int64_t surcharge,
                   scaled(row.surcharge.value_or(UnitPrice{0, 0, deck_.currency_}), deck_.scale_, row));
            deck_.surcharges_.push_back(surcharge);
        }
        return {};
    }

    void fill(std::uint32_t index) {
        const DeckRow &row = deck_.rows_[index];
        if (row.length <= top_digits) {
            const std::uint64_t span = power_of_ten(top_digits - row.length);
            return put(&deck_.top_[row.prefix * span], span, index);
        }
        const std::uint64_t from = row.prefix * power_of_ten(number_digits_max - row.length);
        if (row.length <= middle_digits) {
            Entry *const middle = below(deck_.top_[from / top_span], deck_.middle_, middle_size);
            return put(middle + from / middle_span % middle_size, power_of_ten(middle_digits - row.length), index);
        }
        Entry &entry = seventh(from);
        if (row.length == last_digits) return put(&entry, 1, index);
        long_.push_back({from, from + power_of_ten(number_digits_max - row.length), index});
    }

    /// Turns the prefixes of more than seven digits into intervals, head by head: sorted by their first number, an
    /// outer one before the inner ones, each lies inside the last one that is still open.
    void fill_tails() {
        std::stable_sort(long_.begin(), long_.end(), [](const Span &a, const Span &b) { return a.from < b.from; });
        for (std::size_t next = 0; next < long_.size();) {
            const std::uint64_t head = long_[next].from / tail_span;
            Entry &entry = seventh(long_[next].from);
            shorter_ = entry;
            first_ = head * tail_span;
            begin_ = static_cast<std::uint32_t>(deck_.starts_.size());
            entry = deeper | static_cast<Entry>(deck_.tails_.size());
            start(first_, shorter_);
            for (; next < long_.size() && long_[next].from / tail_span == head; ++next) {
                close_until(long_[next].from);
                deck_.parents_[long_[next].row] = open_.empty() ? row_of(shorter_) : open_.back().row;
                open_.push_back(long_[next]);
                start(long_[next].from, long_[next].row + 1);
            }
            close_until(first_ + tail_span);
            deck_.tails_.push_back({begin_, static_cast<std::uint32_t>(deck_.starts_.size())});
        }
    }

  private:
    struct Span { ///< [from, until) in numbers of fifteen digits
        std::uint64_t from, until;
        std::uint32_t row;
    };

    static std::uint32_t row_of(Entry entry) { return entry == 0 ? none : entry - 1; }

    /// The table of `size` entries below the entry; made if it is not there, with the shorter prefix everywhere.
    static Entry *below(Entry &entry, std::vector<Entry> &tables, std::uint32_t size) {
        if ((entry & deeper) == 0) {
            const Entry shorter = entry;
            entry = deeper | static_cast<Entry>(tables.size() / size);
            tables.insert(tables.end(), size, shorter);
        }
        return &tables[std::size_t{entry & ~deeper} * size];
    }

    /// The entry that seven digits lead to; tables on the way are made if they are not there.
    Entry &seventh(std::uint64_t aligned) {
        Entry *const middle = below(deck_.top_[aligned / top_span], deck_.middle_, middle_size);
        Entry *const last = below(middle[aligned / middle_span % middle_size], deck_.last_, last_size);
        return last[aligned / tail_span % last_size];
    }

    void put(Entry *from, std::uint64_t span, std::uint32_t row) {
        deck_.parents_[row] = row_of(*from);
        std::fill_n(from, span, row + 1);
    }

    /// From this number on the entry holds; an interval that would be empty is taken over.
    void start(std::uint64_t number, Entry entry) {
        if (number == first_ + tail_span) return;
        const auto rest = static_cast<std::uint32_t>(number - first_);
        if (deck_.starts_.size() > begin_ && deck_.starts_.back() == rest) {
            deck_.values_.back() = entry;
            return;
        }
        deck_.starts_.push_back(rest);
        deck_.values_.push_back(entry);
    }

    /// Ends the open spans that end at or before `number`.
    void close_until(std::uint64_t number) {
        while (!open_.empty() && open_.back().until <= number) {
            const std::uint64_t until = open_.back().until;
            open_.pop_back();
            start(until, open_.empty() ? shorter_ : open_.back().row + 1);
        }
    }

    RateDeck &deck_;
    std::vector<Span> long_;
    // of the head in work
    std::vector<Span> open_;
    Entry shorter_ = 0;       ///< what the head had before
    std::uint64_t first_ = 0; ///< its first number
    std::uint32_t begin_ = 0; ///< its first interval
};

Result<RateDeck> RateDeck::make(std::vector<DeckRow> rows) {
    if (rows.empty()) return Error(Code::deck_invalid, "the rate deck has no rows", "give it at least one prefix");
    if (rows.size() > rows_max)
        return Error(Code::input_too_large, "the rate deck has more than " + std::to_string(rows_max) + " rows");
    for (DeckRow &row : rows) {
        if (row.length == 0) row.prefix = 0;
        if (row.length > number_digits_max || row.prefix >= power_of_ten(row.length))
            return bad_row(row, "a prefix has more than 15 digits", "write the prefix in international form");
    }
    std::stable_sort(rows.begin(), rows.end(), [](const DeckRow &a, const DeckRow &b) {
        return a.length != b.length ? a.length < b.length : a.prefix < b.prefix;
    });
    for (std::size_t i = 1; i < rows.size(); ++i)
        if (rows[i].length == rows[i - 1].length && rows[i].prefix == rows[i - 1].prefix)
            return bad_row(rows[i], "prefix '" + rows[i].prefix_text() + "' stands twice",
                           "keep one price for each prefix");
    RateDeck deck;
    deck.rows_ = std::move(rows);
    for (const DeckRow &row : deck.rows_) deck.lengths_.push_back(row.length);
    Builder builder(deck);
    PV_CHECK(builder.prices());
    for (std::uint32_t i = 0; i < deck.rows_.size(); ++i) builder.fill(i);
    builder.fill_tails();
    return deck;
}

const RateDeck::Entry *RateDeck::last_entry(std::uint64_t aligned) const {
    const Entry *entry = &top_[aligned / top_span];
    if ((*entry & deeper) == 0) return entry;
    entry = &middle_[std::size_t{*entry & ~deeper} * middle_size + aligned / middle_span % middle_size];
    if ((*entry & deeper) == 0) return entry;
    return &last_[std::size_t{*entry & ~deeper} * last_size + aligned / tail_span % last_size];
}

std::uint32_t RateDeck::row_of(Entry entry, std::uint64_t aligned, int digits) const {
    if ((entry & deeper) != 0)
        entry = tail_entry(tails_[entry & ~deeper], static_cast<std::uint32_t>(aligned % tail_span));
    if (entry == 0) return none;
    // The zeros that a short number was filled up with are not its digits.
    std::uint32_t row = entry - 1;
    while (row != none && lengths_[row] > digits) row = parents_[row];
    return row;
}

std::uint32_t RateDeck::find(DialledNumber number) const {
    const int digits = digit_count(number);
    if (digits == 0 || digits > number_digits_max) return none;
    // Left-aligned to fifteen digits, so that every table is read by digits at fixed places.
    const std::uint64_t aligned = number * power_of_ten(number_digits_max - digits);
    return row_of(*last_entry(aligned), aligned, digits);
}

void RateDeck::find_all(const DialledNumber *numbers, std::size_t count, std::uint32_t *rows) const {
    constexpr std::size_t at_once = 64; // reads under way together
    for (std::size_t begin = 0; begin < count; begin += at_once) {
        const std::size_t size = std::min(at_once, count - begin);
        std::uint64_t aligned[at_once];
        const Entry *entry[at_once];
        int digits[at_once];
        bool deep[at_once]; // the entry is one of the middle
        for (std::size_t i = 0; i < size; ++i) {
            digits[i] = digit_count(numbers[begin + i]);
            const bool right = digits[i] > 0 && digits[i] <= number_digits_max;
            aligned[i] = right ? numbers[begin + i] * power_of_ten(number_digits_max - digits[i]) : 0;
            if (!right) digits[i] = -1;
            entry[i] = &top_[aligned[i] / top_span];
            deep[i] = (*entry[i] & deeper) != 0;
            if (!deep[i]) continue;
            entry[i] =
                &middle_[std::size_t{*entry[i] & ~deeper} * middle_size + aligned[i] / middle_span % middle_size];
            __builtin_prefetch(entry[i]);
        }
        for (std::size_t i = 0; i < size; ++i) {
            Entry found = *entry[i];
            if (deep[i] && (found & deeper) != 0)
                found = last_[std::size_t{found & ~deeper} * last_size + aligned[i] / tail_span % last_size];
            rows[begin + i] = digits[i] < 0 ? none : row_of(found, aligned[i], digits[i]);
        }
    }
}

RateDeck::Entry RateDeck::tail_entry(Tail tail, std::uint32_t rest) const {
    const auto begin = starts_.begin();
    const auto after = std::upper_bound(begin + tail.begin, begin + tail.end, rest);
    return values_[static_cast<std::size_t>(after - begin) - 1];
}

} // namespace proviso
