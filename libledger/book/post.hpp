// Posting journal entries directly: for programs that keep their own documents, and for manual journals.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "book/book.hpp"
#include "core/post/posting.hpp"

namespace proviso {

struct PostReport {
    std::uint64_t posted = 0;
    std::uint64_t replayed = 0;    ///< same key, same content
    std::uint64_t chain_entry = 0; ///< 0 if nothing was posted
    Head head;
};
/// One batch, one transaction, durable when it returns; all or nothing. Every entry needs a key. Errors (`where` =
/// 1-based place in the batch): argument.missing, posting.unbalanced, money.*, event.key_conflict, period.closed,
/// book.*.
[[nodiscard]] Result<PostReport> post_entries(Book &book, std::span<const JournalEntry> entries);

/// Sum of the postings to a ledger (full or short name) of one account, dated on or before the day.
[[nodiscard]] Result<Amount> account_balance(Book &book, const std::string &account, const std::string &ledger,
                                             Day as_of);

} // namespace proviso
