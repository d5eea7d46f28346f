// One account's facts out of the store, into the engine. Internal to book/.
#pragma once

#include <string>
#include <vector>

#include "book/internal.hpp"

namespace proviso {

/// An account's rows as they are stored: read on the thread that owns the store.
struct AccountRows {
    StoredAccount account;
    std::vector<StoredEvent> events;
    std::vector<std::vector<PersonalRow>> personal; ///< per event, where the engine needs it
    std::vector<StoredUsage> usage;
    std::vector<UsageSeat> seats; ///< login names of the sessions in `usage`

    /// The last day on which something recorded has its effect; `otherwise` if nothing was later.
    [[nodiscard]] Day last_day(Day otherwise, const SealedTime &sealed) const;
};
[[nodiscard]] Result<AccountRows> read_rows(Store &store, StoredAccount account, std::uint64_t last_entry = UINT64_MAX);

/// The rows as the engine takes them, to be applied as often as one likes. Pure: any thread.
struct AccountInput {
    std::string account;
    std::vector<Event> events;
    std::vector<UsageTotal> usage;
    std::vector<Session> sessions;
    [[nodiscard]] AccountFacts facts() const { return {account, events, usage, sessions}; }
};
[[nodiscard]] Result<AccountInput> input_of(const SealedTime &sealed, const AccountRows &rows);

/// The engine's answer for one account through a day. Pure: any thread.
[[nodiscard]] Result<AccountResult> apply_rows(const LoadedTerms &terms, const AccountRows &rows, Day through,
                                               const RunOptions &options, AccountState &state);

/// The open account of this name. Error: event.account_unknown.
[[nodiscard]] Result<StoredAccount> open_account(Store &store, const std::string &name);

/// Field -> value, for documents and lists.
[[nodiscard]] Result<std::map<std::string, std::string>> personal_of(Store &store, std::uint64_t account);

} // namespace proviso
