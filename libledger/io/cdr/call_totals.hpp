// Exact totals per account from a call file, without a book: what `proviso rate` shows.
//
// Memory is bounded by the accounts, not by the calls; rows with ids are remembered to tell duplicates, 16 bytes each,
// up to a limit. Belongs to one thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "io/cdr/consumer.hpp"
#include "io/cdr/identity.hpp"

namespace proviso {

struct AccountCalls {
    std::string account;
    std::uint64_t calls = 0; ///< billed
    std::int64_t billed_millis = 0;
    Ratio exact;   ///< major units
    Amount amount; ///< rounded once
};

class CallTotals : public CallConsumer {
  public:
    /// The rater must outlive it. `identities_max`: rows with ids that are remembered.
    explicit CallTotals(const Rater &rater, std::size_t identities_max = std::size_t{1} << 26);

    Result<CallAccount> account(std::uint32_t index, std::string_view name) override;
    bool wants_identities() const override { return false; }
    Result<Sighting> sight(Day day, const CallIdentity &identity) override;
    Result<void> calls(const RatedCalls &calls) override;
    Result<void> held(const HeldRow &row) override;

    /// Accounts with billed calls, by name (bytewise). Error: money.overflow.
    [[nodiscard]] Result<void> each_account(Rounding rounding,
                                            const std::function<void(const AccountCalls &)> &visit) const;
    /// All of them.
    [[nodiscard]] Result<std::vector<AccountCalls>> accounts(Rounding rounding) const;
    /// The first rows that wait or were refused, at most `held_max`.
    [[nodiscard]] const std::vector<HeldRow> &held_rows() const { return held_; }
    static constexpr std::size_t held_max = 1'000;

  private:
    struct Sum {
        std::uint64_t calls = 0;
        std::int64_t billed_millis = 0;
        Int128 numerator = 0;
    };
    const Rater &rater_;
    std::size_t identities_max_;
    std::vector<ServicePeriod> services_; ///< all of the rater's, for ever
    std::vector<std::string> names_;
    std::vector<Sum> sums_; ///< by account
    CallIdentitySet identities_;
    std::vector<HeldRow> held_;
};

/// "account,calls,billed_seconds,amount" and a line for each account.
[[nodiscard]] std::string account_calls_csv(const std::vector<AccountCalls> &accounts);

} // namespace proviso
