// The journal as a file of plain-text accounting: ledger, hledger, beancount (docs/exports.md).
#pragma once

#include <functional>
#include <string_view>

#include "book/export_names.hpp"
#include "book/reports.hpp"

namespace proviso {

/// Takes a piece of a file; false stops.
using TextSink = std::function<bool(std::string_view piece)>;

/// Declarations of every commodity, account and tag, the entries in the order in which they were posted, and the
/// closing balance of each account as an assertion that the program checks. Each customer is a sub-account of each
/// ledger. Reads the journal twice; memory grows with accounts, not with entries.
[[nodiscard]] Result<void> export_journal(Book &book, JournalFormat format, const JournalFilter &filter,
                                          const TextSink &sink);

} // namespace proviso
