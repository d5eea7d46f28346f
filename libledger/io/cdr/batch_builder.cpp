#include "io/cdr/batch_builder.hpp"

#include <algorithm>

namespace proviso {

BatchBuilder::BatchBuilder(const Rater &rater, BatchSink &sink, std::size_t rows)
    : rater_(rater), sink_(sink), rows_max_(rows) {}

Result<CallAccount> BatchBuilder::account(std::uint32_t index, std::string_view name) {
    names_.resize(index + 1);
    names_[index] = name;
    local_account_.resize(index + 1, 0);
    return sink_.account(index, name);
}

Result<void> BatchBuilder::calls(const RatedCalls &calls) {
    for (std::size_t i = 0; i < calls.count; ++i) {
        append(calls, i);
        last_row_ = calls.row[i];
        if (++rows_ == rows_max_) { PV_CHECK(flush(false)); }
    }
    return {};
}

Result<void> BatchBuilder::held(const HeldRow &row) {
    held_.push_back(row);
    return {};
}

Result<void> BatchBuilder::finish() { return rows_ == 0 && held_.empty() ? Result<void>() : flush(true); }

void BatchBuilder::append(const RatedCalls &calls, std::size_t i) {
    const auto status = static_cast<RowStatus>(calls.status[i]);
    const RowClass row_class = status == RowStatus::billed ? RowClass::billed : proviso::row_class(status);
    ++batch_.counts[static_cast<std::size_t>(row_class)];
    // A row of no account cannot be kept by account: it waits with its text.
    if (row_class == RowClass::duplicate || calls.account[i] >= names_.size()) return;
    std::uint32_t &local = local_account_[calls.account[i]];
    if (local == 0) {
        batch_accounts_.push_back(calls.account[i]);
        local = static_cast<std::uint32_t>(batch_accounts_.size());
    }
    CallRows &rows = batch_.rows;
    rows.row.push_back(calls.row[i]);
    rows.account.push_back(local - 1);
    rows.answered.push_back(calls.answered[i]);
    rows.day.push_back(calls.day[i]);
    rows.millis.push_back(calls.millis[i]);
    rows.billed_millis.push_back(calls.billed_millis[i]);
    rows.numerator.push_back(calls.numerator[i]);
    rows.number.push_back(calls.number[i]);
    rows.status.push_back(calls.status[i]);
    rows.price.push_back(calls.price[i] == Rater::no_price ? Rater::no_price
                                                           : price_of(calls.price[i], calls.service[i]));
    rows.identity.push_back(calls.identity[i]);
}

std::uint32_t BatchBuilder::price_of(std::uint32_t price, std::uint16_t service) {
    if (price >= local_price_.size()) local_price_.resize(price + 1, 0);
    std::uint32_t &local = local_price_[price];
    if (local == 0) {
        batch_.rows.prices.push_back({rater_.services()[service].sku, rater_.price(price), rater_.surcharge(price)});
        batch_prices_.push_back(price);
        local = static_cast<std::uint32_t>(batch_prices_.size());
    }
    return local - 1;
}

/// Accounts by name (bytewise), whatever order they came in.
void BatchBuilder::sort_accounts() {
    struct Named {
        std::uint64_t begin; ///< of the name, its first byte highest: decides most comparisons without the name
        std::uint32_t index; ///< among batch_accounts_
    };
    std::vector<Named> order;
    order.reserve(batch_accounts_.size());
    for (std::uint32_t i = 0; i < batch_accounts_.size(); ++i) {
        const std::string &name = names_[batch_accounts_[i]];
        std::uint64_t begin = 0;
        for (std::size_t at = 0; at < sizeof begin; ++at)
            begin = begin << 8 | (at < name.size() ? static_cast<unsigned char>(name[at]) : 0U);
        order.push_back({begin, i});
    }
    // total order: each name stands once
    std::sort(order.begin(), order.end(), [&](const Named &a, const Named &b) {
        if (a.begin != b.begin) return a.begin < b.begin;
        return names_[batch_accounts_[a.index]] < names_[batch_accounts_[b.index]];
    });
    std::vector<std::uint32_t> place(order.size());
    batch_.rows.accounts.reserve(order.size());
    batch_.owners.reserve(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        const std::uint32_t account = batch_accounts_[order[i].index];
        place[order[i].index] = i;
        batch_.rows.accounts.push_back(names_[account]);
        batch_.owners.push_back(account);
    }
    for (std::uint32_t &account : batch_.rows.account) account = place[account];
}

Result<void> BatchBuilder::flush(bool last) {
    batch_.rows.denominator = rater_.denominator();
    batch_.rows.currency = rater_.currency();
    sort_accounts();
    const auto after =
        std::find_if(held_.begin(), held_.end(), [&](const HeldRow &row) { return !last && row.row > last_row_; });
    batch_.held.assign(std::make_move_iterator(held_.begin()), std::make_move_iterator(after));
    held_.erase(held_.begin(), after);
    for (const HeldRow &row : batch_.held)
        if (row.row_class == RowClass::rejected) ++batch_.counts[static_cast<std::size_t>(RowClass::rejected)];
    PV_CHECK(sink_.batch(batch_));
    for (const std::uint32_t account : batch_accounts_) local_account_[account] = 0;
    for (const std::uint32_t price : batch_prices_) local_price_[price] = 0;
    batch_accounts_.clear();
    batch_prices_.clear();
    batch_ = UsageBatch{};
    rows_ = 0;
    return {};
}

} // namespace proviso
