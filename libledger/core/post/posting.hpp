// Double-entry postings. Debit is positive everywhere; the postings of an entry add up to zero or it cannot be made.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/money/amount.hpp"
#include "core/time/day.hpp"

namespace proviso {

struct Posting {
    std::string ledger; ///< one of the chart: "assets:receivable", "liabilities:tax:US-CA"
    Amount amount;      ///< debit positive
};

struct JournalEntry {
    Day date;
    std::string account; ///< agreement; empty for book-wide entries
    std::string key;     ///< stable and unique in a book: "doc:acme/2013-03-20", "pay:acme/...", "alloc:..."
    std::string text;    ///< "Invoice 2013-03-20"
    std::vector<Posting> postings;
};

/// Error: posting.unbalanced (names the difference), money.currency, money.overflow.
[[nodiscard]] Result<void> check_balanced(const JournalEntry &entry);

/// The chart (product, section 5). A tax ledger carries its jurisdiction.
namespace chart {
inline constexpr std::string_view cash = "assets:cash";
inline constexpr std::string_view receivable = "assets:receivable";
inline constexpr std::string_view receivable_disputed = "assets:receivable-disputed";
inline constexpr std::string_view unbilled = "assets:unbilled";
inline constexpr std::string_view unapplied = "liabilities:unapplied";
inline constexpr std::string_view deferred = "liabilities:deferred";
inline constexpr std::string_view deposits = "liabilities:deposits";
inline constexpr std::string_view tax_prefix = "liabilities:tax:";
inline constexpr std::string_view recurring = "income:recurring";
inline constexpr std::string_view usage = "income:usage";
inline constexpr std::string_view one_off = "income:one-off";
inline constexpr std::string_view interest = "income:interest";
inline constexpr std::string_view recovery = "income:recovery";
inline constexpr std::string_view credits = "income:credits";
inline constexpr std::string_view write_off = "expense:write-off";
} // namespace chart

/// True if the ledger is of the chart.
[[nodiscard]] bool is_ledger(std::string_view ledger);
/// True if `name` is the ledger's full name or its last segment ("receivable").
[[nodiscard]] bool ledger_matches(std::string_view ledger, std::string_view name);

} // namespace proviso
