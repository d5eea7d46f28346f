// Journal entries as canonical bytes: {"account":"acme","currency":"USD","date":"2013-03-20","key":"...","postings":
// [["assets:receivable","66.33"],["liabilities:deferred","-66.33"]],"text":"..."}. Internal to book/.
#pragma once

#include <string>
#include <string_view>

#include "core/post/posting.hpp"

namespace proviso {

/// The entry must be balanced (one currency). Appends to `out`.
void append_journal_json(std::string &out, const JournalEntry &entry);
/// Strict inverse. Error: book.damaged.
[[nodiscard]] Result<JournalEntry> journal_from_json(std::string_view json);

} // namespace proviso
