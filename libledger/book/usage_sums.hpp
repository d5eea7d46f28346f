// Exact totals of a batch of calls, by account, day and sku, put together from those of its blocks. Internal to book/.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/rate/usage.hpp"
#include "io/usage_batch.hpp"

namespace proviso {

/// Adding a total costs one probe of a flat table. Memory: 112 bytes for each account, day and sku. One thread.
class UsageSums {
  public:
    explicit UsageSums(std::int64_t denominator) : denominator_(denominator) {}
    /// `account`: any number of the caller's. Error: money.overflow.
    [[nodiscard]] Result<void> add(std::uint32_t account, const CallTotal &total, const CallRows &rows);
    [[nodiscard]] bool empty() const { return sums_.empty(); }

    struct Account {
        std::uint32_t account = 0;
        std::vector<UsageTotal> totals; ///< by sku, day
    };
    /// By account; `source` names the batch. The sums are empty again. Error: money.overflow.
    [[nodiscard]] Result<std::vector<Account>> take(std::string_view source);

  private:
    struct Sum {
        std::uint32_t account = 0;
        std::int32_t day = 0;
        std::uint32_t sku = 0;
        bool one_price = false; ///< `price` holds for all of it
        UnitPrice price;
        std::int64_t calls = 0, millis = 0, billed_millis = 0;
        Int128 numerator = 0;
    };
    [[nodiscard]] static bool same(const Sum &a, const Sum &b) {
        return a.account == b.account && a.day == b.day && a.sku == b.sku;
    }
    [[nodiscard]] static std::uint64_t place(const Sum &sum);
    [[nodiscard]] std::uint32_t sku_index(const std::string &sku);
    void grow();

    std::int64_t denominator_;
    std::vector<std::string> skus_; ///< in order of appearance
    std::vector<Sum> sums_;
    std::vector<std::uint32_t> slots_; ///< 1 + index, 0: free
};

} // namespace proviso
