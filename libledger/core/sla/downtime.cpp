#include "core/sla/downtime.hpp"

namespace proviso {
namespace {

std::int64_t floor_to(std::int64_t value, std::int64_t block) {
    const std::int64_t rest = value % block;
    return value - rest - (rest < 0 ? block : 0);
}

Instant block_before(Instant at, const DowntimeRule &rule) {
    return Instant(rule.clock.micros() + floor_to(at.micros() - rule.clock.micros(), rule.block));
}

Instant block_after(Instant at, const DowntimeRule &rule) {
    const Instant before = block_before(at, rule);
    return before == at ? at : Instant(before.micros() + rule.block);
}

} // namespace

Result<TimeSpans> counted_downtime(const TimeSpans &runs, const DowntimeRule &rule) {
    const bool whole = rule.option == "whole_outage_if_5", of_run = rule.option == "full_5_blocks_of_run",
               filled = rule.option == "clock_aligned_blocks", touched = rule.option == "touched_blocks";
    if (!whole && !of_run && !filled && !touched)
        return Error(Code::reading_option_unknown, "'" + std::string(rule.option) + "' does not say what downtime is",
                     "choose another option");
    TimeSpans counted;
    for (const TimeSpan &run : runs) {
        if (run.micros() < rule.least) continue;
        TimeSpan part = run;
        if (of_run) part.until = Instant(run.from.micros() + floor_to(run.micros(), rule.block));
        if (filled) part = {block_after(run.from, rule), block_before(run.until, rule)};
        if (touched) part = {block_before(run.from, rule), block_after(run.until, rule)};
        counted.push_back(part);
    }
    return joined(std::move(counted));
}

} // namespace proviso
