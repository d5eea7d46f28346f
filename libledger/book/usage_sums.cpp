#include "book/usage_sums.hpp"

#include <algorithm>

namespace proviso {
namespace {
constexpr std::size_t slots_first = 1'024;
constexpr std::size_t ahead = 16; ///< rows: sums lie all over the memory
} // namespace

/// No order depends on it.
std::uint64_t UsageSums::place(std::uint32_t owner, std::int32_t day, std::uint16_t sku) {
    const std::uint64_t key = std::uint64_t{owner} << 32 | (static_cast<std::uint32_t>(day) << 6 ^ sku);
    return (key * 0x9E37'79B9'7F4A'7C15) >> 24;
}

std::vector<UsageSums::LocalPrice> UsageSums::local_prices(const CallRows &rows) {
    std::vector<LocalPrice> local;
    local.reserve(rows.prices.size());
    for (const BatchPrice &price : rows.prices) {
        const auto at = std::find(skus_.begin(), skus_.end(), price.sku);
        LocalPrice here;
        here.sku = static_cast<std::uint16_t>(at - skus_.begin());
        if (at == skus_.end()) skus_.push_back(price.sku);
        if (price.surcharge.mantissa == 0) { // a batch has one currency
            const auto [known, fresh] = price_index_.try_emplace({price.per_minute.mantissa, price.per_minute.scale},
                                                                 static_cast<std::uint32_t>(prices_.size()));
            if (fresh) prices_.push_back(price.per_minute);
            here.price = known->second;
        }
        local.push_back(here);
    }
    return local;
}

UsageSums::Sum &UsageSums::find(std::uint32_t owner, std::int32_t day, std::uint16_t sku) {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = place(owner, day, sku) & mask;; at = (at + 1) & mask) {
        if (slots_[at] != 0) {
            Sum &sum = sums_[slots_[at] - 1];
            if (sum.owner == owner && sum.day == day && sum.sku == sku) return sum;
            continue;
        }
        Sum fresh;
        fresh.owner = owner;
        fresh.day = day;
        fresh.sku = sku;
        sums_.push_back(fresh);
        slots_[at] = static_cast<std::uint32_t>(sums_.size());
        if (3 * slots_.size() < 4 * sums_.size()) grow();
        return sums_.back();
    }
}

Result<void> UsageSums::add(const CallRows &rows, std::span<const std::uint32_t> owners) {
    constexpr auto billed = static_cast<std::uint8_t>(RowStatus::billed);
    const std::vector<LocalPrice> local = local_prices(rows);
    if (slots_.empty()) slots_.assign(slots_first, 0);
    ++block_;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (const std::size_t next = i + ahead; next < rows.size() && rows.status[next] == billed)
            __builtin_prefetch(&slots_[place(owners[rows.account[next]], rows.day[next], local[rows.price[next]].sku) &
                                       (slots_.size() - 1)]);
        if (rows.status[i] != billed) continue;
        const LocalPrice &price = local[rows.price[i]];
        Sum &sum = find(owners[rows.account[i]], rows.day[i], price.sku);
        // In a block one price is one row of the deck; from block to block, one amount.
        if (sum.calls == 0)
            sum.price = price.price;
        else if (sum.block == block_ ? sum.local != rows.price[i] : sum.price != price.price)
            sum.price = none;
        sum.block = block_;
        sum.local = rows.price[i];
        ++sum.calls;
        sum.numerator += rows.numerator[i]; // 2^64 rows of 2^63 each would be needed to leave 128 bits
        if (__builtin_add_overflow(sum.millis, rows.millis[i], &sum.millis) ||
            __builtin_add_overflow(sum.billed_millis, rows.billed_millis[i], &sum.billed_millis))
            return Error(Code::money_overflow,
                         "the calls of " + rows.accounts[rows.account[i]] + " last too long to add up");
    }
    return {};
}

void UsageSums::grow() {
    slots_.assign(2 * slots_.size(), 0);
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = 0; i < sums_.size(); ++i) {
        std::size_t at = place(sums_[i].owner, sums_[i].day, sums_[i].sku) & mask;
        while (slots_[at] != 0) at = (at + 1) & mask;
        slots_[at] = static_cast<std::uint32_t>(i + 1);
    }
}

std::vector<std::uint32_t> UsageSums::arrange() {
    std::uint32_t owners = 0;
    for (const Sum &sum : sums_) owners = std::max(owners, sum.owner + 1);
    ends_.assign(owners, 0);
    for (const Sum &sum : sums_) ++ends_[sum.owner];
    std::vector<std::uint32_t> found;
    std::uint32_t begin = 0;
    for (std::uint32_t owner = 0; owner < owners; ++owner) {
        const std::uint32_t count = ends_[owner];
        if (count != 0) found.push_back(owner);
        ends_[owner] = begin; // moves to its end as the indices are put in
        begin += count;
    }
    order_.resize(sums_.size());
    for (std::uint32_t i = 0; i < sums_.size(); ++i) order_[ends_[sums_[i].owner]++] = i;
    return found;
}

void UsageSums::prefetch(std::uint32_t owner) const {
    for (std::uint32_t at = owner == 0 ? 0 : ends_[owner - 1]; at < ends_[owner]; ++at)
        __builtin_prefetch(&sums_[order_[at]]);
}

Result<Ratio> UsageSums::totals_of(std::uint32_t owner, std::string_view source, AccountUsage &into) {
    const std::span<std::uint32_t> own =
        std::span(order_).first(ends_[owner]).subspan(owner == 0 ? 0 : ends_[owner - 1]);
    // total order: each sku and day stands once
    std::sort(own.begin(), own.end(), [&](std::uint32_t a, std::uint32_t b) {
        const Sum &one = sums_[a], &other = sums_[b];
        return one.sku == other.sku ? one.day < other.day : skus_[one.sku] < skus_[other.sku];
    });
    into.totals.resize(own.size());
    Int128 all = 0;
    for (std::size_t i = 0; i < own.size(); ++i) {
        const Sum &sum = sums_[own[i]];
        UsageTotal &total = into.totals[i];
        total.day = Day(sum.day);
        total.sku = skus_[sum.sku];
        total.source = source;
        total.calls = sum.calls;
        total.actual_millis = sum.millis;
        total.billed_millis = sum.billed_millis;
        PV_TRY(total.exact, Ratio::of(sum.numerator, denominator_));
        total.price = sum.price == none ? std::optional<UnitPrice>() : prices_[sum.price];
        all += sum.numerator;
    }
    return Ratio::of(all, denominator_);
}

void UsageSums::clear() {
    sums_.clear();
    std::fill(slots_.begin(), slots_.end(), 0);
    order_.clear();
    ends_.clear();
    block_ = 0;
}

} // namespace proviso
