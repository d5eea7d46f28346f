#include "io/cdr/call_time.hpp"

#include <cstring>

#include "io/cdr/digits.hpp"

namespace proviso {
namespace {

constexpr std::int64_t micros_per_second = 1'000'000;

/// Two digits at p, or a value above every bound.
std::uint32_t two(const char *p) {
    const std::uint32_t tens = static_cast<unsigned char>(p[0]) - std::uint32_t{'0'};
    const std::uint32_t ones = static_cast<unsigned char>(p[1]) - std::uint32_t{'0'};
    return tens > 9 || ones > 9 ? 1'000 : tens * 10 + ones;
}

/// hh:mm:ss with an optional fraction; takes what it read off the text.
bool read_clock(std::string_view &text, std::int64_t &micros) {
    if (text.size() < 8 || text[2] != ':' || text[5] != ':') return false;
    const std::uint32_t hour = two(text.data()), minute = two(text.data() + 3), second = two(text.data() + 6);
    if (hour > 23 || minute > 59 || second > 59) return false;
    micros = (std::int64_t{hour} * 3'600 + minute * 60 + second) * micros_per_second;
    text.remove_prefix(8);
    if (text.empty() || text.front() != '.') return true;
    text.remove_prefix(1);
    std::int64_t unit = micros_per_second;
    std::size_t count = 0;
    for (; count < text.size() && is_digit(text[count]); ++count) {
        unit /= 10; // beyond microseconds it is nothing
        micros += unit * (text[count] - '0');
    }
    text.remove_prefix(count);
    return count > 0 && count <= 9;
}

/// Z, +hh:mm, -hhmm, or nothing.
bool read_offset(std::string_view text, WrittenTime &time) {
    time.has_offset = !text.empty();
    time.offset_seconds = 0;
    if (text.empty() || text == "Z" || text == "z") return true;
    const bool east = text.front() == '+';
    if (!east && text.front() != '-') return false;
    if (text.size() != 5 && !(text.size() == 6 && text[3] == ':')) return false;
    const std::uint32_t hours = two(text.data() + 1), minutes = two(text.data() + text.size() - 2);
    if (hours > 23 || minutes > 59) return false;
    const auto seconds = static_cast<std::int32_t>(hours * 3'600 + minutes * 60);
    time.offset_seconds = east ? seconds : -seconds;
    return true;
}

/// One to `digits_max` digits up to the separator; takes both off the text.
bool read_part(std::string_view &text, char separator, std::size_t digits_max, std::int32_t &value) {
    const std::size_t end = text.find(separator);
    std::uint64_t number = 0;
    if (end == std::string_view::npos || end > digits_max || !parse_digits(text.substr(0, end), number)) return false;
    value = static_cast<std::int32_t>(number);
    text.remove_prefix(end + 1);
    return true;
}

} // namespace

bool TimeReader::read_iso(std::string_view text, WrittenTime &time) {
    if (text.size() < 19 || (text[10] != ' ' && text[10] != 'T')) return false;
    if (std::memcmp(text.data(), last_, sizeof last_) != 0) {
        const Result<Day> day = Day::parse(text.substr(0, sizeof last_));
        if (!day) return false;
        std::memcpy(last_, text.data(), sizeof last_);
        last_day_ = day->number();
    }
    time.day = last_day_;
    text.remove_prefix(11);
    return read_clock(text, time.micros) && read_offset(text, time);
}

bool TimeReader::read_slashes(std::string_view text, WrittenTime &time) {
    CivilDate date;
    std::int32_t &first = form_ == TimeForm::day_month_year ? date.day : date.month;
    std::int32_t &second = form_ == TimeForm::day_month_year ? date.month : date.day;
    if (!read_part(text, '/', 2, first) || !read_part(text, '/', 2, second) || !read_part(text, ' ', 4, date.year))
        return false;
    if (date.year < 1000) return false; // two digits do not say which century
    const Result<Day> day = Day::of(date);
    if (!day) return false;
    time.day = day->number();
    time.has_offset = false;
    time.offset_seconds = 0;
    // The hour may have one digit.
    if (text.size() > 1 && text[1] == ':') {
        char padded[32] = {'0'};
        if (text.size() >= sizeof padded) return false;
        std::memcpy(padded + 1, text.data(), text.size());
        std::string_view clock(padded, text.size() + 1);
        return read_clock(clock, time.micros) && clock.empty();
    }
    return read_clock(text, time.micros) && text.empty();
}

} // namespace proviso
