#include "core/engine/price_list.hpp"

#include <algorithm>
#include <tuple>

namespace proviso {
namespace {
auto rank(const PriceRow &row) { return std::tuple(std::string_view(row.sku), row.source, row.from, row.posted); }
} // namespace

Result<void> PriceList::add(PriceRow row) {
    const auto at = std::lower_bound(rows_.begin(), rows_.end(), row,
                                     [](const PriceRow &a, const PriceRow &b) { return rank(a) < rank(b); });
    if (at != rows_.end() && rank(*at) == rank(row)) {
        if (at->price == row.price && at->every == row.every) return {};
        return Error(Code::rules_conflict,
                     "two prices of \"" + row.sku + "\" begin on " + row.from.text() + ": " + at->price.text() + " (" +
                         at->origin + ") and " + row.price.text() + " (" + row.origin + ")",
                     "withdraw one of them or give them different days");
    }
    rows_.insert(at, std::move(row));
    return {};
}

const PriceRow *PriceList::find(std::string_view sku, Day on) const {
    return find(sku, on, [](const PriceRow &) { return true; });
}

const PriceRow *PriceList::find(std::string_view sku, Day on,
                                const std::function<bool(const PriceRow &)> &counts) const {
    auto at = std::partition_point(rows_.begin(), rows_.end(),
                                   [&](const PriceRow &row) { return std::string_view(row.sku) <= sku; });
    while (at != rows_.begin()) {
        --at;
        if (at->sku != sku) break;
        if (at->from <= on && counts(*at)) return &*at;
    }
    return nullptr;
}

std::string price_name(std::string_view sku, std::string_view prefix) {
    std::string name(sku);
    if (!prefix.empty()) (name += '/') += prefix;
    return name;
}

std::vector<PriceRow> pack_prices(const Pack &pack) {
    std::vector<PriceRow> rows;
    for (const Sku &sku : pack.skus) {
        if (!sku.price) continue;
        rows.push_back({sku.id, PriceSource::pack, day_first, day_first, *sku.price, sku.every,
                        sku.clause.empty() ? pack.id : sku.clause});
    }
    return rows;
}

} // namespace proviso
