#include "book/usage_again.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "book/account_terms.hpp"
#include "book/call_prices.hpp"
#include "book/call_profile.hpp"
#include "core/rate/increments.hpp"
#include "io/json.hpp"
#include "io/usage_batch.hpp"

namespace proviso {
namespace {

std::string source_of(std::uint64_t batch) { return "batch " + std::to_string(batch); }

/// Whether the entry of a batch is of calls.
Result<bool> is_of_calls(Store &store, std::uint64_t entry) {
    PV_TRY(const CursorPtr<EntryRow> at, store.entries(entry));
    EntryRow row;
    PV_TRY(const bool found, at->next(row));
    if (!found) return false;
    PV_TRY(const JsonNode body, read_json(row.body));
    const JsonNode *data = body.find("data");
    const JsonNode *kind = data ? data->find("kind") : nullptr;
    return kind && kind->text == "calls";
}

} // namespace

/// One reading of all blocks, for some accounts.
class UsageAgain::Pass {
  public:
    Pass(UsageAgain &again, const std::vector<std::string> &accounts)
        : again_(again), store_(*again.book_->store), others_(again.histories_.size()) {
        for (const std::string &account : accounts) {
            wanted_.emplace(account, names_.size());
            names_.push_back(account);
        }
        sums_.resize(again.histories_.size());
    }

    Result<void> run() {
        for (std::size_t i = 0; i < again_.batches_.size(); ++i) {
            PV_CHECK(again_.book_->progress("compare", 0, 0));
            PV_TRY(again_.batches_[i].has_rows, batch(again_.batches_[i].number));
        }
        for (std::size_t history = 0; history < sums_.size(); ++history)
            for (auto &[key, sum] : sums_[history]) {
                std::vector<RatedAgain> &rated = again_.accounts_[names_[std::get<0>(key)]];
                rated.resize(sums_.size());
                rated[history].totals.push_back(std::move(sum));
            }
        return {};
    }

  private:
    using Key = std::tuple<std::size_t, std::uint64_t, std::string, Day>; ///< account, batch, sku, day

    Result<bool> batch(std::uint64_t number) {
        PV_TRY(const std::vector<UsageChange> changes, store_.changes_of_batch(number));
        for (const UsageChange &change : changes)
            if (change.gone > 0) return false; // purged, wholly or in part: what is left would not add up
        PV_TRY(const CursorPtr<UsageBlock> blocks, store_.blocks(number));
        UsageBlock block;
        bool any = false;
        for (;;) {
            PV_TRY(const bool more, blocks->next(block));
            if (!more) return any;
            PV_TRY(const std::optional<CallProfile> profile, read_call_profile(block.bytes));
            if (profile) continue;
            any = true;
            PV_TRY(CallRows rows, decode_call_rows(block.bytes));
            for (std::size_t history = 0; history < sums_.size(); ++history) PV_CHECK(rate(rows, number, history));
        }
    }

    /// The rows that the history bills, each as it bills it.
    Result<void> rate(const CallRows &rows, std::uint64_t batch, std::size_t history) {
        std::vector<std::size_t> account(rows.accounts.size(), names_.size());
        for (std::size_t i = 0; i < account.size(); ++i)
            if (const auto found = wanted_.find(rows.accounts[i]); found != wanted_.end()) account[i] = found->second;
        const Terms &terms = again_.histories_[history];
        PV_TRY(const CallPriceRule rounding, call_price_rule(terms));
        std::vector<IncrementRule> steps;
        for (const BatchPrice &price : rows.prices) {
            PV_TRY(const IncrementRule rule, increment_rule(terms, price.sku));
            steps.push_back(rule);
        }
        for (std::size_t row = 0; row < rows.size(); ++row) {
            const std::size_t of = account[rows.account[row]];
            if (of == names_.size()) continue;
            const auto status = static_cast<RowStatus>(rows.status[row]);
            if (status == RowStatus::billed) {
                const std::uint32_t price = rows.price[row];
                if (price >= rows.prices.size())
                    return Error(Code::book_damaged, "a billed call has no price", "verify the book", source_of(batch));
                const std::int64_t billed = billed_micros(steps[price], rows.millis[row] * 1'000);
                if (billed == 0) continue; // of no length, and this history bills none of those
                PV_TRY(const Ratio exact, price_of(rounding, rows.prices[price], billed));
                PV_CHECK(add_call(sum_of(history, {of, batch, rows.prices[price].sku, Day(rows.day[row])}),
                                  rows.millis[row], billed, exact, rows.prices[price]));
            } else if (status == RowStatus::zero_seconds) {
                PV_CHECK(rate_of_no_length(rows, row, batch, history, of));
            }
        }
        return {};
    }

    /// A call that was not billed for want of length has no price of its own: the book's prices give it one.
    Result<void> rate_of_no_length(const CallRows &rows, std::size_t row, std::uint64_t batch, std::size_t history,
                                   std::size_t of) {
        const Terms &terms = again_.histories_[history];
        PV_TRY(const IncrementRule plain, increment_rule(terms, {}));
        if (!plain.zero_is_billed) return {};
        if (!others_[history]) {
            PV_TRY(CallPrices prices, CallPrices::read(*again_.book_, terms.on(), {}, &terms));
            others_[history] = std::move(prices);
        }
        const CallPrices &prices = *others_[history];
        PV_TRY(const AccountTerms account, account_terms_of(of));
        const Day day(rows.day[row]);
        const std::int64_t millis = rows.millis[row];
        for (const ServicePeriod &period : prices.services(account.number, account.pack)) {
            if (period.kind != 0 || day < period.from || !(day < period.until)) continue;
            CallColumns in;
            in.count = 1;
            in.millis64 = &millis;
            in.number = &rows.number[row];
            in.service = &period.service;
            std::int64_t billed = 0, numerator = 0;
            std::uint8_t status = 0;
            std::uint32_t price = 0;
            const Rater &rater = *prices.rater();
            PV_CHECK(rater.rate(in, {&billed, &numerator, &status, &price}));
            if (static_cast<RowStatus>(status) != RowStatus::billed) return {};
            PV_TRY(const Ratio exact, Ratio::of(numerator, rater.denominator()));
            return add_call(sum_of(history, {of, batch, rater.services()[period.service].sku, day}), millis,
                            billed * 1'000, exact, {{}, rater.price(price), rater.surcharge(price)});
        }
        return {};
    }

    Result<AccountTerms> account_terms_of(std::size_t of) {
        const auto known = terms_.find(of);
        if (known != terms_.end()) return known->second;
        PV_TRY(const AccountTerms found, account_terms(store_, names_[of]));
        return terms_.emplace(of, found).first->second;
    }

    UsageTotal &sum_of(std::size_t history, const Key &key) {
        const auto [at, fresh] = sums_[history].try_emplace(key);
        if (fresh) {
            at->second.source = source_of(std::get<1>(key));
            at->second.sku = std::get<2>(key);
            at->second.day = std::get<3>(key);
        }
        return at->second;
    }

    static Result<void> add_call(UsageTotal &sum, std::int64_t millis, std::int64_t billed, const Ratio &exact,
                                 const BatchPrice &price) {
        const bool one = price.surcharge.mantissa == 0 && (sum.calls == 0 || sum.price == price.per_minute);
        sum.price = one ? std::optional(price.per_minute) : std::nullopt;
        PV_TRY(sum.exact, add(sum.exact, exact));
        const bool fits = !__builtin_add_overflow(sum.calls, 1, &sum.calls) &&
                          !__builtin_add_overflow(sum.actual_millis, millis, &sum.actual_millis) &&
                          !__builtin_add_overflow(sum.billed_millis, billed / 1'000, &sum.billed_millis);
        if (!fits) return Error(Code::money_overflow, "the calls of one account and day are too many to add up");
        return {};
    }

    /// Calls of one length at one price come by the thousand.
    Result<Ratio> price_of(const CallPriceRule &rule, const BatchPrice &price, std::int64_t billed) {
        const auto key = std::tuple(rule.rounding, rule.decimals, price.per_minute.mantissa, price.per_minute.scale,
                                    price.surcharge.mantissa, price.surcharge.scale, billed);
        const auto known = prices_.find(key);
        if (known != prices_.end()) return known->second;
        PV_TRY(const Ratio exact, plain_call_price(rule, price, billed));
        if (prices_.size() >= most_prices) prices_.clear();
        prices_.emplace(key, exact);
        return exact;
    }

    static constexpr std::size_t most_prices = 100'000;

    UsageAgain &again_;
    Store &store_;
    std::vector<std::string> names_;
    std::unordered_map<std::string, std::size_t> wanted_; ///< looked up only
    std::vector<std::map<Key, UsageTotal>> sums_;         ///< one for each history
    std::vector<std::optional<CallPrices>> others_;       ///< one for each history, when it is needed
    std::map<std::size_t, AccountTerms> terms_;
    std::map<std::tuple<CallRounding, std::optional<int>, std::int64_t, std::uint8_t, std::int64_t, std::uint8_t,
                        std::int64_t>,
             Ratio>
        prices_;
};

Result<UsageAgain> UsageAgain::read(Book::Impl &book, std::vector<Terms> histories) {
    UsageAgain again;
    again.book_ = &book;
    again.histories_ = std::move(histories);
    PV_TRY(const auto batches, book.store->batches());
    for (const auto &[batch, entry] : batches) {
        PV_TRY(const bool calls, is_of_calls(*book.store, entry));
        if (calls) again.batches_.push_back({batch, true});
    }
    return again;
}

Result<void> UsageAgain::rate(const std::vector<std::string> &accounts) {
    accounts_.clear();
    if (histories_.empty() || batches_.empty()) return {};
    return Pass(*this, accounts).run();
}

std::vector<UsageTotal> UsageAgain::usage(const std::string &account, std::size_t history,
                                          const std::vector<UsageTotal> &own) const {
    std::vector<UsageTotal> out;
    for (const UsageTotal &total : own) {
        const bool again = std::any_of(batches_.begin(), batches_.end(), [&](const Batch &batch) {
            return batch.has_rows && total.source == source_of(batch.number);
        });
        if (!again) out.push_back(total);
    }
    const auto found = accounts_.find(account);
    if (found == accounts_.end()) return out;
    for (UsageTotal total : found->second[history].totals) {
        // Rated again, a batch is as late as it was.
        const auto same =
            std::find_if(own.begin(), own.end(), [&](const UsageTotal &one) { return one.source == total.source; });
        if (same != own.end()) total.seals = same->seals;
        out.push_back(std::move(total));
    }
    return out;
}

bool UsageAgain::lacks_rows(const std::vector<UsageTotal> &own) const {
    return std::any_of(own.begin(), own.end(), [&](const UsageTotal &total) {
        return std::none_of(batches_.begin(), batches_.end(), [&](const Batch &batch) {
            return batch.has_rows && total.source == source_of(batch.number);
        });
    });
}

} // namespace proviso
