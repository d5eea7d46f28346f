// Sums over the journal. Internal to book/.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "book/internal.hpp"
#include "book/reports.hpp"
#include "core/post/posting.hpp"

namespace proviso {

/// Which part of the book a report looks at.
struct View {
    Day as_of = day_last;
    std::uint64_t last_entry = UINT64_MAX; ///< of the chain
};
/// The view of an instant: only entries recorded at or before.
[[nodiscard]] Result<View> view_of(Store &store, Day as_of, std::optional<Instant> known_at);

/// Balances by ledger and currency, debit positive.
class LedgerSums {
  public:
    [[nodiscard]] Result<void> add(const JournalEntry &entry);
    [[nodiscard]] Result<void> add(const std::string &ledger, const std::string &currency, std::int64_t minor);
    /// Of a full or short ledger name.
    [[nodiscard]] Amount of(std::string_view ledger, Currency currency) const;
    [[nodiscard]] const std::map<std::pair<std::string, std::string>, std::int64_t> &rows() const { return rows_; }

  private:
    std::map<std::pair<std::string, std::string>, std::int64_t> rows_;
};
[[nodiscard]] Result<LedgerSums> account_sums(Store &store, std::uint64_t account, const View &view);

/// What is open of a document in the view.
[[nodiscard]] Result<Amount> open_amount(Store &store, const StoredDocument &document, const View &view);

/// Adds an open amount to the strip's column and total.
[[nodiscard]] Result<void> add_open(AgingStrip &strip, Amount open, std::int32_t days_past_due);
[[nodiscard]] AgingStrip empty_strip(Currency currency);

/// The currency of an account's documents or postings; the book's first pack's if it has none.
[[nodiscard]] Result<Currency> book_currency(Book::Impl &book);

} // namespace proviso
