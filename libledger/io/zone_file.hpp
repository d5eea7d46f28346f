// TZif zone files (RFC 8536) as a list of changes and the rule for the time after them. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "io/zone_rule.hpp"

namespace proviso {

/// A stretch of time with one offset: [begin, end), seconds since 1970 UTC. The first has no begin, the last no end.
struct ZoneSpan {
    std::int64_t begin = INT64_MIN;
    std::int64_t end = INT64_MAX;
    std::int32_t offset_seconds = 0;
};

struct ZoneData {
    std::int32_t first_offset = 0;      ///< before the first change
    std::vector<ZoneChange> changes;    ///< rising; to the year rule_listed_until those of the rule too
    std::optional<ZoneChangeRule> rule; ///< after the last change

    /// The span that holds the second.
    [[nodiscard]] ZoneSpan span_at(std::int64_t utc_seconds) const;
};

/// Changes that follow from the rule are listed in advance up to this year, since looking up is cheaper than working
/// out.
inline constexpr std::int32_t rule_listed_until = 2100;

/// Error: zone.unknown for bytes that are no such file or that count leap seconds.
[[nodiscard]] Result<ZoneData> parse_zone_file(std::string_view bytes);

} // namespace proviso
