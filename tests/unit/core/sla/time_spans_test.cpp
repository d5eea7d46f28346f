#include <doctest/doctest.h>

#include "core/sla/time_spans.hpp"
#include "support/test_pack.hpp"

using namespace proviso;

namespace {

TimeSpans spans(std::string_view text) { return parse_time_spans(text).value(); }
std::string code_of(const Result<TimeSpans> &result) {
    return result ? "none" : std::string(code_name(result.error().code));
}

} // namespace

TEST_CASE("spans that overlap or touch are one, and empty ones fall away") {
    const TimeSpans all = joined(spans("2025-04-03T12:00/2025-04-03T13:00,2025-04-03T10:00/2025-04-03T10:30,"
                                       "2025-04-03T10:30/2025-04-03T11:00,2025-04-03T10:10/2025-04-03T10:20,"
                                       "2025-04-03T09:00/2025-04-03T09:00"));
    CHECK(time_spans_text(all) ==
          "2025-04-03T10:00:00Z/2025-04-03T11:00:00Z,2025-04-03T12:00:00Z/2025-04-03T13:00:00Z");
    CHECK(micros_of(all) == 120 * micros_per_minute);
    CHECK(joined({}).empty());
}

TEST_CASE("what is taken out splits spans, and what is outside a window is cut off") {
    const TimeSpans day = spans("2025-04-03T00:00/2025-04-04T00:00");
    const TimeSpans out = spans("2025-04-02T23:00/2025-04-03T01:00,2025-04-03T10:00/2025-04-03T11:00,"
                                "2025-04-03T23:00/2025-04-04T05:00");
    CHECK(time_spans_text(without(day, out)) ==
          "2025-04-03T01:00:00Z/2025-04-03T10:00:00Z,2025-04-03T11:00:00Z/2025-04-03T23:00:00Z");
    CHECK(without(day, day).empty());
    CHECK(without(day, {}) == day);
    CHECK(micros_of(within(out, day.front())) == 180 * micros_per_minute);
}

TEST_CASE("spans as text: clock times, seconds, offsets, and what is none") {
    CHECK(time_spans_text(spans("2025-04-03T10:00:00-05:00/2025-04-03T10:00:30-05:00")) ==
          "2025-04-03T15:00:00Z/2025-04-03T15:00:30Z");
    CHECK(time_spans_text(spans("2025-04-03T10:00:05/2025-04-03T10:01")) ==
          "2025-04-03T10:00:05Z/2025-04-03T10:01:00Z");
    CHECK(spans("").empty());
    CHECK(code_of(parse_time_spans("2025-04-03T10:00")) == "value.type");
    CHECK(code_of(parse_time_spans("2025-04-03T10:00/2025-04-03T09:59")) == "value.range");
    CHECK(code_of(parse_time_spans("yesterday/today")) == "instant.invalid");
    CHECK(code_of(parse_time_spans(",")) == "value.type");
}
