// Drafts as they are kept, against those that the engine makes now. Internal to book/.
#pragma once

#include <vector>

#include "book/run.hpp"
#include "book/sweep.hpp"

namespace proviso {

/// Sums documents by kind and currency.
class RunTotals {
  public:
    [[nodiscard]] Result<void> add(DocumentKind kind, Amount total);
    [[nodiscard]] std::vector<RunTotal> rows() const { return rows_; }

  private:
    std::vector<RunTotal> rows_; ///< by kind, currency
};

[[nodiscard]] StoredDraft draft_of(const MadeDocument &made, std::uint64_t account);
/// True if the draft is what the document is, byte for byte.
[[nodiscard]] bool same_draft(const StoredDraft &draft, const MadeDocument &made);
[[nodiscard]] bool same_place(const StoredDraft &draft, const Document &document);

/// Inside a write: replaces the drafts of all accounts (or of one) by what the engine makes through the day.
[[nodiscard]] Result<RunReport> replace_drafts(Book::Impl &book, const RunRequest &request);

} // namespace proviso
