// Exact totals of a batch of calls, by account, day and sku, from the rows of its blocks. Internal to book/.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "book/usage.hpp"
#include "io/usage_batch.hpp"

namespace proviso {

/// Adding a row costs one probe of a flat table. Memory: 64 bytes and a slot for each account, day and sku. One thread.
class UsageSums {
  public:
    explicit UsageSums(std::int64_t denominator) : denominator_(denominator) {}
    /// The billed rows of a block. `owners`: by index of `rows.accounts` the caller's number of the account; best
    /// dense from 0. Error: money.overflow.
    [[nodiscard]] Result<void> add(const CallRows &rows, std::span<const std::uint32_t> owners);
    [[nodiscard]] bool empty() const { return sums_.empty(); }

    /// Puts the sums together by owner, for prefetch() and totals_of(), until the next add(). Gives the owners that
    /// have sums, ascending.
    [[nodiscard]] std::vector<std::uint32_t> arrange();
    /// Brings what totals_of() will read closer.
    void prefetch(std::uint32_t owner) const;
    /// The account's totals by sku and day, in place of what `into` holds, and their sum; `source` names the batch.
    /// Error: money.overflow.
    [[nodiscard]] Result<Ratio> totals_of(std::uint32_t owner, std::string_view source, AccountUsage &into);
    /// No sums any more.
    void clear();

  private:
    static constexpr std::uint32_t none = 0xffff'ffff;
    struct Sum {
        std::uint32_t owner = 0;
        std::int32_t day = 0;
        std::uint16_t sku = 0;
        std::uint16_t block = 0;    ///< that added to it last
        std::uint32_t local = none; ///< the price's index in that block
        std::uint32_t price = none; ///< of all of it: index into prices_
        std::int64_t calls = 0, millis = 0, billed_millis = 0;
        Int128 numerator = 0;
    };
    /// What a block's prices come to here.
    struct LocalPrice {
        std::uint16_t sku = 0;
        std::uint32_t price = none;
    };
    [[nodiscard]] static std::uint64_t place(std::uint32_t owner, std::int32_t day, std::uint16_t sku);
    [[nodiscard]] Sum &find(std::uint32_t owner, std::int32_t day, std::uint16_t sku);
    [[nodiscard]] std::vector<LocalPrice> local_prices(const CallRows &rows);
    void grow();

    std::int64_t denominator_;
    std::vector<std::string> skus_;                                              ///< in order of appearance
    std::vector<UnitPrice> prices_;                                              ///< each once
    std::map<std::pair<std::int64_t, std::uint8_t>, std::uint32_t> price_index_; ///< by mantissa and scale
    std::vector<Sum> sums_;
    std::vector<std::uint32_t> slots_; ///< 1 + index, 0: free
    std::vector<std::uint32_t> order_; ///< sums' indices by owner
    std::vector<std::uint32_t>
        ends_; ///< by owner: where its indices end in order_; they begin where the last one's end
    std::uint16_t block_ = 0;
};

} // namespace proviso
