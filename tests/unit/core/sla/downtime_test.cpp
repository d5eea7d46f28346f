#include <doctest/doctest.h>

#include "core/sla/downtime.hpp"

using namespace proviso;

namespace {

/// Minutes that count of runs that are given as text, by every option in the order of the header.
std::string counted(std::string_view text) {
    const TimeSpans runs = joined(parse_time_spans(text).value());
    std::string out;
    for (const std::string_view option :
         {"whole_outage_if_5", "full_5_blocks_of_run", "clock_aligned_blocks", "touched_blocks"}) {
        const DowntimeRule rule{option, 5 * micros_per_minute, 5 * micros_per_minute,
                                Instant::parse("2025-04-01T00:00:00Z").value()};
        const auto spans = counted_downtime(runs, rule);
        REQUIRE(spans);
        out += (out.empty() ? "" : " ") + std::to_string(micros_of(*spans) / micros_per_minute);
    }
    return out;
}

} // namespace

TEST_CASE("what counts of a run, by each reading") {
    CHECK(counted("2025-04-03T10:02/2025-04-03T10:13") == "11 10 5 15");
    CHECK(counted("2025-04-03T10:00/2025-04-03T10:05") == "5 5 5 5");
    CHECK(counted("2025-04-03T10:00:00/2025-04-03T10:04:59") == "0 0 0 0");
    CHECK(counted("2025-04-03T10:01/2025-04-03T10:06") == "5 5 0 10");
    CHECK(counted("2025-04-03T10:01/2025-04-03T10:09") == "8 5 0 10");
    CHECK(counted("2025-04-03T10:00/2025-04-03T10:30") == "30 30 30 30");
    CHECK(counted("") == "0 0 0 0");
}

TEST_CASE("a block that two runs touch counts once, also before the clock's start") {
    CHECK(counted("2025-04-03T10:00/2025-04-03T10:06,2025-04-03T10:07/2025-04-03T10:12") == "11 10 5 15");
    CHECK(counted("2025-03-31T23:58/2025-04-01T00:04") == "6 5 0 10");
}

TEST_CASE("an option that says nothing about downtime is refused") {
    CHECK_FALSE(counted_downtime({}, DowntimeRule{"sometimes", 1, 1, {}}));
}
