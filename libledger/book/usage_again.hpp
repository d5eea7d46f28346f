// Imported calls rated again under other terms, from the rows that the book keeps. Internal to book/.
//
// A row that was billed keeps the price at which it was billed; its length, its rounding and whether it is billed at
// all follow the other terms. A call of no length that was not billed gets the price that the book has for its number
// and day. Rows that wait in suspense, and calls that were recorded one by one, are not touched. Where the rows of a
// batch are gone its totals stay, and the account says so.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "book/internal.hpp"
#include "core/rate/usage.hpp"

namespace proviso {

/// What an account's batches come to in one history.
struct RatedAgain {
    std::vector<UsageTotal> totals; ///< by batch, sku, day
};

class UsageAgain {
  public:
    UsageAgain() = default; ///< no calls
    /// `histories`: the terms of a pack that rates calls, one for each history; each is good for accounts under that
    /// pack. What the terms stand on must outlive the object. Inside a read. Errors: parameter.*, reading.*,
    /// book.damaged.
    [[nodiscard]] static Result<UsageAgain> read(Book::Impl &book, std::vector<Terms> histories);

    /// No calls were imported, or there is no other history.
    [[nodiscard]] bool empty() const { return batches_.empty() || histories_.empty(); }
    /// Rates the calls of these accounts; what was rated before is forgotten. Memory grows with their days. Errors:
    /// money.overflow, book.damaged, cancelled.
    [[nodiscard]] Result<void> rate(const std::vector<std::string> &accounts);

    /// The account's usage in a history: its own with the batches' totals replaced. Any thread.
    [[nodiscard]] std::vector<UsageTotal> usage(const std::string &account, std::size_t history,
                                                const std::vector<UsageTotal> &own) const;
    /// True if some of the account's totals cannot be rated again.
    [[nodiscard]] bool lacks_rows(const std::vector<UsageTotal> &own) const;

  private:
    struct Batch {
        std::uint64_t number = 0;
        bool has_rows = true;
    };
    class Pass;
    Book::Impl *book_ = nullptr;
    std::vector<Terms> histories_;
    std::vector<Batch> batches_;
    std::map<std::string, std::vector<RatedAgain>> accounts_; ///< one for each history
};

} // namespace proviso
