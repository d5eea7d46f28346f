// Suspense of imports tried again: after the price was posted, the account opened, the zone agreed.
//
// Rows of calls and sessions are read again as they were kept, with the format, header and mapping of their import, and
// rated at the prices that now hold; those of events are recorded again (suspense.hpp). Whatever still cannot be taken
// stays, with its reason now. All in one transaction.
#pragma once

#include <optional>
#include <string>

#include "book/suspense.hpp"
#include "io/cdr/mapping.hpp"
#include "io/zones.hpp"

namespace proviso {

struct RetryImportsRequest {
    SuspenseFilter filter;
    std::optional<Day> on;               ///< a late fact is recorded as of this day instead
    bool accept_duplicates = false;      ///< a possible_duplicate is a fact of its own
    std::optional<CallMapping> mapping;  ///< instead of the import's: accounts by another name, another default
    std::string zone;                    ///< of local times, instead of the import's
    const ZoneDatabase *zones = nullptr; ///< null: the system's
};

/// retry_suspense() for rows of every kind. Errors: book.*, zone.unknown, mapping.invalid, argument.missing, cancelled;
/// then nothing has changed.
[[nodiscard]] Result<RetryReport> retry_imports(Book &book, const RetryImportsRequest &request);

} // namespace proviso
