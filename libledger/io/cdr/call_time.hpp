// Times as call records write them: the civil day and the time of day, with the offset from UTC where one is written.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/time/day.hpp"

namespace proviso {

enum class TimeForm : std::uint8_t {
    iso,            ///< 2013-03-20 10:11:12, T for the blank, parts of a second, Z or +hh:mm
    day_month_year, ///< 20/3/2013 10:11:12, one or two digits
    month_day_year, ///< 3/20/2013 10:11:12
};

struct WrittenTime {
    std::int32_t day = 0;            ///< days since 1970
    std::int32_t offset_seconds = 0; ///< east of UTC, if it is written
    std::int64_t micros = 0;         ///< of the day
    bool has_offset = false;         ///< false: a local time
};

/// Reads times of one form. Remembers the last day, which the next row mostly has too. Belongs to one thread.
class TimeReader {
  public:
    explicit TimeReader(TimeForm form) : form_(form) {}
    /// False for anything but a time of that form on a day that exists.
    [[nodiscard]] bool read(std::string_view text, WrittenTime &time);

  private:
    bool read_iso(std::string_view text, WrittenTime &time);
    bool read_slashes(std::string_view text, WrittenTime &time);

    TimeForm form_;
    char last_[10] = {}; ///< yyyy-mm-dd
    std::int32_t last_day_ = 0;
};

} // namespace proviso
