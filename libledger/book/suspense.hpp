// Suspense: rows that wait, with file, row, reason and fix. Nothing leaves it without a trace in the chain.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "book/book.hpp"
#include "book/usage.hpp"

namespace proviso {

enum class SuspenseState : std::uint8_t { waiting, resolved, rejected };
/// "waiting", "resolved", "rejected".
[[nodiscard]] std::string_view suspense_state_name(SuspenseState state);

struct SuspenseRow {
    std::uint64_t id = 0;
    std::string kind; ///< "events", "payments", "calls", ...
    std::string file;
    std::string source;
    std::uint64_t row = 0; ///< 1-based line of the file
    std::string account;   ///< if known
    std::string raw;       ///< the row as read
    Error reason;          ///< code, what is wrong, what to do
    SuspenseState state{};
    Instant recorded_at;
    std::string note; ///< why it was rejected
};
struct SuspenseFilter {
    std::optional<std::string> code; ///< dotted name
    std::string kind, account;
    std::vector<std::uint64_t> ids; ///< empty: all
    bool waiting_only = true;
};
[[nodiscard]] Result<void> list_suspense(Book &book, const SuspenseFilter &filter,
                                         const std::function<bool(const SuspenseRow &)> &visit);

/// How a suspended usage row is read again: gives the account's share, or the reason why it still cannot be billed.
/// Supplied by the caller, which has the readers and the rater.
struct RetriedUsage {
    bool billable = true; ///< false: understood now, and it costs nothing
    AccountUsage usage;
};
using UsageRetry = std::function<Result<RetriedUsage>(const SuspenseRow &row)>;

struct RetryRequest {
    SuspenseFilter filter;
    std::optional<Day> on;          ///< a late fact is recorded as of this day instead
    bool accept_duplicates = false; ///< a possible_duplicate is a fact of its own
    UsageRetry usage;               ///< for rows of usage; without it they stay
};
struct RetryReport {
    std::uint64_t tried = 0, resolved = 0, waiting = 0;
    std::vector<SuspenseRow> still; ///< the first 100 that wait, with their reason now
    Head head;
};
[[nodiscard]] Result<RetryReport> retry_suspense(Book &book, const RetryRequest &request);

/// Closes rows for good. Errors: suspense.unknown, argument.missing (a reason is needed).
[[nodiscard]] Result<Head> reject_suspense(Book &book, const std::vector<std::uint64_t> &ids,
                                           const std::string &reason);

} // namespace proviso
