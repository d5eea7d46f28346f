#include "io/usage_batch.hpp"

#include <algorithm>
#include <numeric>

namespace proviso {
namespace {

/// What a total is of.
struct TotalKey {
    std::uint32_t account;
    std::int32_t day;
    std::string_view sku;
    [[nodiscard]] friend auto operator<=>(const TotalKey &, const TotalKey &) = default;
};

TotalKey key_of(const CallRows &rows, std::uint32_t row) {
    return {rows.account[row], rows.day[row], rows.prices[rows.price[row]].sku};
}

bool is_billed(const CallRows &rows, std::uint32_t row) {
    return rows.status[row] == static_cast<std::uint8_t>(RowStatus::billed);
}

/// False if the sum does not fit.
bool add_row(const CallRows &rows, std::uint32_t row, CallTotal &total) {
    ++total.calls;
    total.numerator += rows.numerator[row]; // 2^64 rows of 2^63 each would be needed to leave 128 bits
    if (total.price != rows.price[row]) total.price = Rater::no_price;
    return !__builtin_add_overflow(total.millis, rows.millis[row], &total.millis) &&
           !__builtin_add_overflow(total.billed_millis, rows.billed_millis[row], &total.billed_millis);
}

Error fault(std::string what, std::string where) {
    return Error(Code::verify_fault, std::move(what), "restore the book from a good copy", std::move(where));
}

} // namespace

Result<Ratio> plain_call_price(const CallPriceRule &rule, const BatchPrice &price, std::int64_t billed) {
    if (price.surcharge.mantissa == 0) return call_price(rule, price.per_minute, billed);
    // Minutes and surcharge are one price, rounded together.
    PV_TRY(const Ratio minutes, call_price({}, price.per_minute, billed));
    PV_TRY(Ratio both, add(minutes, price.surcharge.ratio()));
    if (rule.decimals) { PV_TRY(both, round_to_decimals(both, *rule.decimals, Rounding::half_up)); }
    if (rule.rounding == CallRounding::none) return both;
    const Rounding mode = rule.rounding == CallRounding::up ? Rounding::up : Rounding::half_up;
    return round_to_decimals(both, price.per_minute.currency.exponent, mode);
}

Result<std::vector<CallTotal>> sum_calls(const CallRows &rows) {
    std::vector<std::uint32_t> order(rows.size());
    std::iota(order.begin(), order.end(), 0U);
    order.erase(std::remove_if(order.begin(), order.end(), [&](std::uint32_t row) { return !is_billed(rows, row); }),
                order.end());
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return key_of(rows, a) < key_of(rows, b); });
    std::vector<CallTotal> totals;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const TotalKey key = key_of(rows, order[i]);
        if (i == 0 || key != key_of(rows, order[i - 1])) {
            CallTotal total;
            total.account = key.account;
            total.day = Day(key.day);
            total.sku = key.sku;
            total.price = rows.price[order[i]];
            totals.push_back(std::move(total));
        }
        if (!add_row(rows, order[i], totals.back()))
            return Error(Code::money_overflow,
                         "the calls of " + rows.accounts[key.account] + " last too long to add up");
    }
    return totals;
}

Result<UsageTotal> usage_total(const CallTotal &total, const CallRows &rows, std::string_view source) {
    UsageTotal result;
    result.day = total.day;
    result.sku = total.sku;
    result.source = source;
    result.calls = total.calls;
    result.actual_millis = total.millis;
    result.billed_millis = total.billed_millis;
    PV_TRY(result.exact, Ratio::of(total.numerator, rows.denominator));
    if (total.price != Rater::no_price && rows.prices[total.price].surcharge.mantissa == 0)
        result.price = rows.prices[total.price].per_minute;
    return result;
}

Result<void> check_usage_batch(const CallRows &rows, std::span<const CallTotal> totals) {
    PV_TRY(const std::vector<CallTotal> again, sum_calls(rows));
    const auto where = [&](const CallTotal &total) {
        const std::string account = total.account < rows.accounts.size() ? rows.accounts[total.account] : "?";
        return account + " " + total.day.text();
    };
    for (std::size_t i = 0; i < std::min(again.size(), totals.size()); ++i)
        if (!(again[i] == totals[i])) return fault("a total of calls does not follow from the rows", where(totals[i]));
    if (again.size() < totals.size()) return fault("a total of calls has no rows", where(totals[again.size()]));
    if (again.size() > totals.size()) return fault("calls have no total", where(again[totals.size()]));
    return {};
}

Result<void> check_call_prices(const CallRows &rows, const Terms &terms) {
    PV_TRY(const CallPriceRule rounding, call_price_rule(terms));
    std::vector<IncrementRule> steps;
    for (const BatchPrice &price : rows.prices) {
        PV_TRY(const IncrementRule rule, increment_rule(terms, price.sku));
        steps.push_back(rule);
    }
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
        if (!is_billed(rows, row)) continue;
        const std::string where = "row " + std::to_string(rows.row[row]);
        const std::uint32_t price = rows.price[row];
        if (price >= rows.prices.size()) return fault("a billed call has no price", where);
        const std::int64_t billed = billed_micros(steps[price], rows.millis[row] * 1'000);
        if (billed != rows.billed_millis[row] * 1'000)
            return fault("a call's billed length does not follow from its length", where);
        PV_TRY(const Ratio plain, plain_call_price(rounding, rows.prices[price], billed));
        PV_TRY(const Ratio kept, Ratio::of(rows.numerator[row], rows.denominator));
        if (plain != kept) return fault("a call's price does not follow from its billed length", where);
    }
    return {};
}

} // namespace proviso
