// Calls that wait, read and rated again. Internal to book/.
#pragma once

#include <span>

#include "book/call_prices.hpp"
#include "book/retry_sessions.hpp"
#include "io/zones.hpp"

namespace proviso {

/// Rows of one file, read as its import read it. `account_zone`: of accounts without one. `on`: a late call counts as
/// of that day. Errors: book.*, zone.unknown, mapping.invalid.
struct CallRetry {
    Store &store;
    const CallPrices &prices;
    const ZoneDatabase &zones;
    std::string account_zone;
    std::optional<Day> sealed, on;

    [[nodiscard]] Result<void> run(std::span<const SuspenseRow> rows, const CallProfile &profile,
                                   RetriedRows &retried) const;
};

} // namespace proviso
