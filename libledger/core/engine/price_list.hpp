// Prices by sku and day, in the contract's order of precedence: an order's price over one posted for the account, over
// one posted for all, over the pack's own (SS-0.b, R-SS-02: rates, seats and plans are handed to the order).
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/money/amount.hpp"
#include "core/pack/pack.hpp"
#include "core/time/day.hpp"

namespace proviso {

enum class PriceSource : std::uint8_t { pack, posted, posted_for_account, order };

struct PriceRow {
    std::string sku;
    PriceSource source = PriceSource::posted;
    Day from;   ///< in force from this day
    Day posted; ///< the later posting wins where two begin on one day
    UnitPrice price;
    std::string every;  ///< cycle, month, year, once; empty for usage
    std::string origin; ///< for the derivation: "price posted 2013-03-01", "order o1"
    std::string notice{}; ///< id of the notice that announced it; empty: its posting did
};

class PriceList {
  public:
    /// Error: rules.conflict when another price of the same sku, source, from and posting day is there.
    [[nodiscard]] Result<void> add(PriceRow row);
    /// The row in force on the day, highest source first; null if none.
    [[nodiscard]] const PriceRow *find(std::string_view sku, Day on) const;
    /// The same of the rows that count.
    [[nodiscard]] const PriceRow *find(std::string_view sku, Day on,
                                       const std::function<bool(const PriceRow &)> &counts) const;
    [[nodiscard]] bool empty() const { return rows_.empty(); }
    [[nodiscard]] const std::vector<PriceRow> &rows() const { return rows_; }

  private:
    std::vector<PriceRow> rows_; ///< sorted by sku, then ascending by source, from, posted
};

/// The row's name for a sku that is priced for numbers with a prefix only; the sku itself without one.
[[nodiscard]] std::string price_name(std::string_view sku, std::string_view prefix);

/// The pack's own price of the sku as a row; null price if the pack gives none.
[[nodiscard]] std::vector<PriceRow> pack_prices(const Pack &pack);

} // namespace proviso
