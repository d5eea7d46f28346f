#include "io/cdr/call_totals.hpp"

#include <algorithm>
#include <numeric>

namespace proviso {
namespace {

/// RFC 4180: in quotes only where it has to be.
std::string csv_cell(const std::string &text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string cell = "\"";
    for (const char c : text) cell += c == '"' ? std::string("\"\"") : std::string(1, c);
    return cell + "\"";
}

std::string seconds_text(std::int64_t millis) {
    std::string text = std::to_string(millis / 1'000);
    if (millis % 1'000 == 0) return text;
    std::string fraction = std::to_string(1'000 + millis % 1'000).substr(1);
    while (fraction.back() == '0') fraction.pop_back();
    return text + "." + fraction;
}

} // namespace

CallTotals::CallTotals(const Rater &rater, std::size_t identities_max)
    : rater_(rater), identities_max_(identities_max) {
    for (std::size_t i = 0; i < rater.services().size(); ++i) {
        const auto index = static_cast<std::uint16_t>(i);
        services_.push_back({index, index, day_first, day_last});
    }
}

Result<CallAccount> CallTotals::account(std::uint32_t index, std::string_view name) {
    names_.resize(index + 1);
    sums_.resize(index + 1);
    names_[index] = name;
    CallAccount account;
    account.services = services_;
    return account;
}

Result<Sighting> CallTotals::sight(Day, const CallIdentity &identity) {
    if (identities_.size() >= identities_max_) return Sighting::not_checked;
    return identities_.add(identity) ? Sighting::first : Sighting::again_here;
}

Result<void> CallTotals::calls(const RatedCalls &calls) {
    constexpr auto billed = static_cast<std::uint8_t>(RowStatus::billed);
    constexpr std::size_t ahead = 64; // sums of a file's accounts lie all over the memory
    for (std::size_t i = 0; i < calls.count; ++i) {
        if (i + ahead < calls.count && calls.account[i + ahead] < sums_.size())
            __builtin_prefetch(&sums_[calls.account[i + ahead]], 1);
        if (calls.status[i] != billed) continue;
        Sum &sum = sums_[calls.account[i]];
        ++sum.calls;
        sum.billed_millis += calls.billed_millis[i];
        sum.numerator += calls.numerator[i];
    }
    return {};
}

Result<void> CallTotals::held(const HeldRow &row) {
    if (held_.size() < held_max) held_.push_back(row);
    return {};
}

Result<void> CallTotals::each_account(Rounding rounding, const std::function<void(const AccountCalls &)> &visit) const {
    std::vector<std::uint32_t> order(names_.size());
    std::iota(order.begin(), order.end(), 0U);
    // total order: each name stands once
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return names_[a] < names_[b]; });
    AccountCalls account;
    for (const std::uint32_t index : order) {
        const Sum &sum = sums_[index];
        if (sum.calls == 0) continue;
        account.account = names_[index];
        account.calls = sum.calls;
        account.billed_millis = sum.billed_millis;
        PV_TRY(account.exact, Ratio::of(sum.numerator, rater_.denominator()));
        PV_TRY(account.amount, round_to_amount(account.exact, rater_.currency(), rounding));
        visit(account);
    }
    return {};
}

Result<std::vector<AccountCalls>> CallTotals::accounts(Rounding rounding) const {
    std::vector<AccountCalls> result;
    PV_CHECK(each_account(rounding, [&](const AccountCalls &account) { result.push_back(account); }));
    return result;
}

std::string account_calls_csv(const std::vector<AccountCalls> &accounts) {
    std::string out = "account,calls,billed_seconds,amount\n";
    for (const AccountCalls &account : accounts)
        out += csv_cell(account.account) + "," + std::to_string(account.calls) + "," +
               seconds_text(account.billed_millis) + "," + account.amount.text() + "\n";
    return out;
}

} // namespace proviso
