// Times as call records write them: the civil day and the time of day, with the offset from UTC where one is written.
#pragma once

#include <cstdint>
#include <cstring>
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
    [[nodiscard]] bool read(std::string_view text, WrittenTime &time) {
        // The form and the day of the row before, in UTC or without an offset: the clock is all there is to read.
        if (text.size() - iso_size <= 1 && std::memcmp(text.data(), last_, sizeof last_) == 0) {
            const bool utc = text.size() > iso_size;
            time.day = last_day_;
            time.offset_seconds = 0;
            time.has_offset = utc;
            if ((!utc || text[iso_size] == 'Z') && (text[10] == 'T' || text[10] == ' ') &&
                read_plain_clock(text.data() + 11, time.micros))
                return true;
        }
        return form_ == TimeForm::iso ? read_iso(text, time) : read_slashes(text, time);
    }

  private:
    static constexpr std::size_t iso_size = 19; ///< of 2013-03-20 10:11:12

    /// hh:mm:ss
    static bool read_plain_clock(const char *p, std::int64_t &micros) {
        const auto digit = [p](int i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(p[i])) - '0'; };
        const std::uint32_t h = digit(0), hh = digit(1), m = digit(3), mm = digit(4), s = digit(6), ss = digit(7);
        if (h > 2 || hh > 9 || m > 5 || mm > 9 || s > 5 || ss > 9 || p[2] != ':' || p[5] != ':') return false;
        const std::uint32_t hour = h * 10 + hh;
        micros = std::int64_t{hour * 3'600 + (m * 10 + mm) * 60 + s * 10 + ss} * 1'000'000;
        return hour < 24;
    }
    bool read_iso(std::string_view text, WrittenTime &time);
    bool read_slashes(std::string_view text, WrittenTime &time);

    TimeForm form_;
    char last_[10] = {}; ///< yyyy-mm-dd of the form iso
    std::int32_t last_day_ = 0;
};

} // namespace proviso
