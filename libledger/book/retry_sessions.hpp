// Sessions that wait, read again. Internal to book/.
#pragma once

#include <map>
#include <span>

#include "book/call_profile.hpp"
#include "book/session_zones.hpp"
#include "book/suspense.hpp"

namespace proviso {

/// What became of rows that were read again, by id in suspense: what is recorded, or why they still wait.
using RetriedRows = std::map<std::uint64_t, Result<RetriedUsage>>;

/// Rows of one file, read with its header. `on`: a late session counts as of that day. Errors: book.*, zone.unknown.
[[nodiscard]] Result<void> retry_sessions(Store &store, std::span<const SuspenseRow> rows, const CallProfile &profile,
                                          SessionZones &zones, std::optional<Day> sealed, std::optional<Day> on,
                                          RetriedRows &retried);

} // namespace proviso
