// Spans of time between two instants, and what is done with lists of them: joined, cut to a window, taken out of one
// another. Values; pure; thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/time/day.hpp"

namespace proviso {

constexpr std::int64_t micros_per_minute = 60'000'000;
constexpr std::int64_t minutes_per_day = 24 * 60;

/// [from, until): the instant `until` is outside.
struct TimeSpan {
    Instant from, until;
    [[nodiscard]] constexpr std::int64_t micros() const { return until.micros() - from.micros(); }
    [[nodiscard]] friend constexpr bool operator==(const TimeSpan &, const TimeSpan &) = default;
};
using TimeSpans = std::vector<TimeSpan>;

/// In order, without overlaps; what overlaps or touches is one. Empty spans fall away.
[[nodiscard]] TimeSpans joined(TimeSpans spans);
/// What of them lies in the window. `spans` is joined.
[[nodiscard]] TimeSpans within(const TimeSpans &spans, const TimeSpan &window);
/// What of `spans` lies in none of `taken`. Both are joined.
[[nodiscard]] TimeSpans without(const TimeSpans &spans, const TimeSpans &taken);
[[nodiscard]] std::int64_t micros_of(const TimeSpans &spans);

/// "2025-04-02T10:02:00Z/2025-04-02T10:13:00Z", separated by commas.
[[nodiscard]] std::string time_spans_text(const TimeSpans &spans);
/// The same back, in the order given. An item is START/END; each is an instant with its offset, or the time that a
/// clock shows, "2025-04-02T10:02" or "2025-04-02T10:02:30", which counts as if it were of UTC. At most 100,000 items.
/// Errors: value.type, value.range (an end before its start), instant.invalid, input.too_large.
[[nodiscard]] Result<TimeSpans> parse_time_spans(std::string_view text);
/// One of the two ends of an item.
[[nodiscard]] Result<Instant> parse_clock(std::string_view text);

} // namespace proviso
