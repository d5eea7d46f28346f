// What of the time in which a service was down counts as downtime.
//
// A run is time without a break in which something that counts was down. One that is shorter than `least` counts
// nothing. Of the others the reading of "uptime.downtime" counts
//   whole_outage_if_5     all of it
//   full_5_blocks_of_run  whole blocks from where it began
//   clock_aligned_blocks  blocks of the clock that it fills
//   touched_blocks        blocks of the clock that it touches
// Blocks of the clock are counted from the start of the period.
//
// Example: two outages of 11 minutes, from 10:02 to 10:13, blocks of five minutes: 22, 20, 10 and 30 minutes.
#pragma once

#include <string_view>

#include "core/sla/time_spans.hpp"

namespace proviso {

struct DowntimeRule {
    std::string_view option; ///< of "uptime.downtime"
    std::int64_t least = 0;  ///< microseconds
    std::int64_t block = 1;  ///< microseconds, above 0
    Instant clock;           ///< where blocks of the clock are counted from
};

/// `runs` are joined, and so is the result; they may reach beyond the period, for a run that crosses its end is one.
/// Error: reading.option_unknown.
[[nodiscard]] Result<TimeSpans> counted_downtime(const TimeSpans &runs, const DowntimeRule &rule);

} // namespace proviso
