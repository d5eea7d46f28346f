// A zone with a memory: call records come by the minute, and a look-up in the zone's table for each of them would cost
// more than rating it. Remembers recent minutes; results are those of Zone. Belongs to one thread.
#pragma once

#include <cstdint>
#include <vector>

#include "io/zones.hpp"

namespace proviso {

class ZoneClock {
  public:
    explicit ZoneClock(Zone zone);

    enum class Found : std::uint8_t { once, twice, never };
    /// The instant of a local time, in microseconds UTC: of a repeated hour the first; not set for `never`.
    Found instant(std::int32_t day, std::int64_t micros, std::int64_t &result);
    /// The civil day of an instant.
    [[nodiscard]] std::int32_t day(std::int64_t instant_micros);
    [[nodiscard]] const std::string &name() const { return zone_.name(); }

  private:
    struct Minute {
        std::int64_t minute = INT64_MIN; ///< local or UTC, since 1970
        std::int64_t value = 0;          ///< instant of its beginning, or its civil day
        Found found = Found::once;
    };
    static constexpr std::size_t minutes = 1'024;

    Zone zone_;
    bool utc_;
    std::vector<Minute> local_, universal_;
};

} // namespace proviso
