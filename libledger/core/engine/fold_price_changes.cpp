// Prices that change while a service runs (question "price.effective"): which one a period has, what a price that
// begins within it makes of the charge, and until when the customer may leave because of it (question
// "change.exit_start").
#include <algorithm>
#include <tuple>

#include "core/engine/fold.hpp"

namespace proviso {

std::optional<Day> Fold::in_use_since(std::string_view sku) const {
    std::optional<Day> since;
    for (const StandingLine &line : state_.lines.lines)
        if (line.sku == sku && !line.ended && (!since || line.since < *since)) since = line.since;
    for (const Subscription &sub : state_.subscriptions)
        if (sub.sku == sku && sub.active > 0 && (!since || sub.since < *since)) since = sub.since;
    return since;
}

Result<std::vector<Fold::PriceBegin>> Fold::price_begins(std::string_view sku) const {
    std::vector<PriceBegin> begins;
    const auto since = in_use_since(sku);
    const Sku *known = state_.pack->sku(sku);
    const bool at_renewal = known && known->price_at_renewal;
    const auto gather = [&](const PriceRow &row) -> Result<void> {
        const bool own = row.source == PriceSource::pack;
        if (row.source == PriceSource::order || row.posted > day_) return {};
        AnnouncedPrice announced{row.price, row.posted, std::nullopt, row.from, since && *since < row.posted,
                                 row.origin};
        PriceStart start{row.from, false};
        if (!row.notice.empty() && !at_renewal) {
            const auto notice = std::find_if(state_.notices.begin(), state_.notices.end(), [&](const auto &one) {
                return one.id == row.notice && one.vendor && one.deemed && *one.deemed <= day_;
            });
            if (notice != state_.notices.end())
                announced.told = notice->deemed;
            else if (announced.in_use)
                return {}; // nobody was told yet
        }
        if (!own && !at_renewal) { PV_TRY(start, price_start(*terms_, announced)); }
        begins.push_back({&row, start.applies, start.splits, std::move(announced)});
        return {};
    };
    for (const PriceRow &row : book_.price_rows(*state_.pack))
        if (row.sku == sku) PV_CHECK(gather(row));
    for (const PriceRow &row : state_.prices.rows())
        if (row.sku == sku) PV_CHECK(gather(row));
    std::stable_sort(begins.begin(), begins.end(), [](const PriceBegin &a, const PriceBegin &b) {
        return std::tie(a.applies, a.row->source, a.row->posted) < std::tie(b.applies, b.row->source, b.row->posted);
    });
    return begins;
}

const PriceRow *Fold::announced_price(std::string_view sku) const {
    const auto begins = price_begins(sku);
    if (!begins) return nullptr;
    const PriceRow *best = nullptr;
    for (const PriceBegin &begin : *begins)
        if (begin.applies <= day_ && (!best || best->source <= begin.row->source)) best = begin.row;
    return best;
}

Result<PeriodPrice> Fold::changing_price(std::string_view sku, Period period, std::int64_t quantity,
                                         const PriceRow &row) const {
    PeriodPrice facts{period, quantity, row.price, row.origin, {}, false};
    if (!terms_->decides("price.effective") || row.source == PriceSource::order) return facts;
    PV_TRY(std::vector<PriceBegin> begins, price_begins(sku));
    for (PriceBegin &begin : begins) {
        const bool within = begin.splits && period.from < begin.applies && begin.applies < period.until;
        // A price that falls waits for the next period: only higher ones are split.
        const UnitPrice &before = facts.later.empty() ? row.price : facts.later.back().price;
        if (!within || begin.row->source < row.source || !(before.ratio() < begin.row->price.ratio())) continue;
        // What was known when the period was charged is in that charge.
        begin.announced.charged =
            std::max(begin.announced.posted, begin.announced.told.value_or(day_first)) <= period.from;
        facts.later.push_back(std::move(begin.announced));
    }
    return facts;
}

Result<void> Fold::price_difference(const StandingLine &standing) {
    if (!terms_->decides("price.effective") || standing.agreed || standing.quantity == 0) return {};
    if (const PriceRow *now = price(standing.sku); now && now->source == PriceSource::order) return {};
    PV_TRY(const std::vector<PriceBegin> begins, price_begins(standing.sku));
    const PriceRow *paid = nullptr; // when the period began
    for (const PriceBegin &begin : begins)
        if (begin.applies <= standing.period.from && (!paid || paid->source <= begin.row->source)) paid = begin.row;
    if (!paid) return {};
    PV_TRY(PeriodPrice facts, changing_price(standing.sku, standing.period, standing.quantity, *paid));
    if (std::all_of(facts.later.begin(), facts.later.end(), [](const AnnouncedPrice &one) { return one.charged; }))
        return {};
    facts.difference = true;
    PV_TRY(const PriceStart first, price_start(*terms_, facts.later.front()));
    PV_TRY(Calculation work, price_change(*terms_, facts));
    if (!work.amount || work.amount->is_zero()) return {};
    Line change = line(LineKind::proration, standing.sku, {first.applies, standing.period.until}, std::move(work));
    change.quantity = standing.quantity;
    change.ledger = change.income; // the period is over: it is earned
    change.income.clear();
    change.text += ", change of its price";
    change.key += standing.key_tail.empty() ? "/price" : "/" + standing.key_tail + "/price";
    lines_.push_back(std::move(change));
    return {};
}

} // namespace proviso
