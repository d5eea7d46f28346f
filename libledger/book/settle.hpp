// What of an account's journal, as the engine has it, is to be posted: documents once they are issued, money as soon as
// it is recorded, allocations as soon as their document is issued. Internal to book/.
//
// The engine works everything out from the start each time; what it says about open time may change with a new fact (an
// earlier payment comes in late, and another one settles the invoice). Then the old entry is taken back by a reversal
// and the new one posted under the next version of its key; nothing is edited.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "book/facts.hpp"
#include "book/poster.hpp"

namespace proviso {

struct PlannedEntry {
    JournalEntry entry;
    std::optional<StoredAllocation> allocation; ///< journal number not set yet
};

/// Draft id -> row of the account's issued documents.
using IssuedDocuments = std::map<std::string, std::uint64_t, std::less<>>;
[[nodiscard]] Result<IssuedDocuments> issued_documents(Store &store, std::uint64_t account);

/// The entries that are missing, and the reversals of those that no longer hold, dated on or before `until`. Empty if
/// all is posted as the engine has it.
[[nodiscard]] Result<std::vector<PlannedEntry>> plan_settlement(Store &store, std::uint64_t account,
                                                                const AccountResult &result,
                                                                const IssuedDocuments &issued, Day until = day_last);
[[nodiscard]] Result<void> post_plan(Poster &poster, std::uint64_t account, std::vector<PlannedEntry> plan);

/// Inside a write: posts what the accounts' money gives (after events were recorded).
[[nodiscard]] Result<void> settle_accounts(Book::Impl &book, Instant now, std::vector<std::string> accounts);

/// Inside a write, after an event of the account was recorded: what the engine says against it, if it refuses it.
[[nodiscard]] Result<void> check_accepted(Book::Impl &book, const StoredAccount &account, std::uint64_t event);

/// True for keys that only the engine and the book use: "doc:", "pay:", "alloc:", "adj:", "rev:", "rec:", "acc:".
[[nodiscard]] bool is_reserved_key(std::string_view key);

/// True if the entry of this key settles a document, or takes a settlement back: each has an allocation.
[[nodiscard]] bool is_settlement_key(std::string_view key);
/// True if it is of the document of this draft id.
[[nodiscard]] bool settles(std::string_view key, std::string_view account, std::string_view draft_id);

} // namespace proviso
