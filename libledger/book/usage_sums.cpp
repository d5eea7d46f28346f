#include "book/usage_sums.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace proviso {

/// No order depends on it.
std::uint64_t UsageSums::place(const Sum &sum) {
    const std::uint64_t key = std::uint64_t{sum.account} << 32 | (static_cast<std::uint32_t>(sum.day) << 6 ^ sum.sku);
    return (key * 0x9E37'79B9'7F4A'7C15) >> 24;
}

std::uint32_t UsageSums::sku_index(const std::string &sku) {
    const auto at = std::find(skus_.begin(), skus_.end(), sku);
    if (at == skus_.end()) skus_.push_back(sku);
    return static_cast<std::uint32_t>(std::find(skus_.begin(), skus_.end(), sku) - skus_.begin());
}

Result<void> UsageSums::add(std::uint32_t account, const CallTotal &total, const CallRows &rows) {
    Sum fresh;
    fresh.account = account;
    fresh.day = total.day.number();
    fresh.sku = sku_index(total.sku);
    fresh.one_price = total.price != Rater::no_price && rows.prices[total.price].surcharge.mantissa == 0;
    if (fresh.one_price) fresh.price = rows.prices[total.price].per_minute;
    if (2 * (sums_.size() + 1) > slots_.size()) grow();
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = place(fresh) & mask;
    while (slots_[at] != 0 && !same(sums_[slots_[at] - 1], fresh)) at = (at + 1) & mask;
    if (slots_[at] == 0) {
        sums_.push_back(fresh);
        slots_[at] = static_cast<std::uint32_t>(sums_.size());
    }
    Sum &sum = sums_[slots_[at] - 1];
    sum.one_price = sum.one_price && fresh.one_price && sum.price == fresh.price;
    const bool fits = !__builtin_add_overflow(sum.calls, total.calls, &sum.calls) &&
                      !__builtin_add_overflow(sum.millis, total.millis, &sum.millis) &&
                      !__builtin_add_overflow(sum.billed_millis, total.billed_millis, &sum.billed_millis) &&
                      !__builtin_add_overflow(sum.numerator, total.numerator, &sum.numerator);
    if (!fits) return Error(Code::money_overflow, "the calls of one account and day are too many to add up");
    return {};
}

void UsageSums::grow() {
    slots_.assign(std::max<std::size_t>(2 * slots_.size(), 1024), 0);
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = 0; i < sums_.size(); ++i) {
        std::size_t at = place(sums_[i]) & mask;
        while (slots_[at] != 0) at = (at + 1) & mask;
        slots_[at] = static_cast<std::uint32_t>(i + 1);
    }
}

Result<std::vector<UsageSums::Account>> UsageSums::take(std::string_view source) {
    std::vector<Sum> sums = std::exchange(sums_, {});
    slots_.clear();
    // total order: each account, sku and day stands once
    std::sort(sums.begin(), sums.end(), [&](const Sum &a, const Sum &b) {
        return std::tie(a.account, skus_[a.sku], a.day) < std::tie(b.account, skus_[b.sku], b.day);
    });
    std::vector<Account> accounts;
    for (const Sum &sum : sums) {
        if (accounts.empty() || accounts.back().account != sum.account) accounts.push_back({sum.account, {}});
        UsageTotal total;
        total.day = Day(sum.day);
        total.sku = skus_[sum.sku];
        total.source = source;
        total.calls = sum.calls;
        total.actual_millis = sum.millis;
        total.billed_millis = sum.billed_millis;
        PV_TRY(total.exact, Ratio::of(sum.numerator, denominator_));
        if (sum.one_price) total.price = sum.price;
        accounts.back().totals.push_back(std::move(total));
    }
    return accounts;
}

} // namespace proviso
