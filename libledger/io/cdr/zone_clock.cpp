#include "io/cdr/zone_clock.hpp"

namespace proviso {
namespace {

constexpr std::int64_t micros_per_minute = 60'000'000;
constexpr std::int64_t minutes_per_day = 1'440;

std::int64_t floor_divide(std::int64_t value, std::int64_t by) { return value / by - (value % by < 0 ? 1 : 0); }

} // namespace

ZoneClock::ZoneClock(Zone zone) : zone_(std::move(zone)), utc_(zone_.name() == "UTC") {
    if (utc_) return;
    local_.resize(minutes);
    universal_.resize(minutes);
}

ZoneClock::Found ZoneClock::instant(std::int32_t day, std::int64_t micros, std::int64_t &result) {
    if (utc_) {
        result = day * micros_per_day + micros;
        return Found::once;
    }
    const std::int64_t minute = day * minutes_per_day + micros / micros_per_minute;
    Minute &known = local_[static_cast<std::size_t>(minute) % minutes];
    if (known.minute != minute) {
        const std::int64_t start = micros / micros_per_minute * micros_per_minute;
        const Result<ResolvedTime> resolved = zone_.instant(Day(day), start);
        known.minute = minute;
        known.found = !resolved ? Found::never : resolved->repeated ? Found::twice : Found::once;
        known.value = resolved ? resolved->instant.micros() : 0;
        // Offsets of parts of a minute (before 1972) are not remembered: a minute there may hold a change.
        if (resolved && resolved->offset_seconds % 60 != 0) known.minute = INT64_MIN;
    }
    if (known.found == Found::never) return Found::never;
    result = known.value + micros % micros_per_minute;
    return known.found;
}

std::int32_t ZoneClock::day(std::int64_t instant_micros) {
    if (utc_) return static_cast<std::int32_t>(floor_divide(instant_micros, micros_per_day));
    const std::int64_t minute = floor_divide(instant_micros, micros_per_minute);
    Minute &known = universal_[static_cast<std::size_t>(minute) % minutes];
    if (known.minute == minute) return static_cast<std::int32_t>(known.value);
    const LocalTime local = zone_.local(Instant(instant_micros));
    if (local.offset_seconds % 60 == 0) {
        known.minute = minute;
        known.value = local.day.number();
    }
    return local.day.number();
}

} // namespace proviso
