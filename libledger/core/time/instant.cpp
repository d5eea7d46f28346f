#include "core/time/civil.hpp"
#include "core/time/day.hpp"
#include "core/time/digits.hpp"

namespace proviso {
namespace {
constexpr std::int64_t micros_per_second = 1'000'000;
constexpr std::int64_t micros_per_day = 86'400 * micros_per_second;

Error not_an_instant(std::string what) {
    return Error(Code::instant_invalid, std::move(what),
                 "write it as 2013-09-29T05:30:00Z or with an offset as -07:00");
}

/// Takes ".250" off the front; 0 if there is no point. Finer than a microsecond is refused, not cut.
Result<std::int64_t> take_fraction(std::string_view &rest) {
    if (!rest.starts_with('.')) return std::int64_t{0};
    rest.remove_prefix(1);
    const std::size_t width = rest.find_first_not_of("0123456789");
    const std::size_t places = width == std::string_view::npos ? rest.size() : width;
    if (places < 1 || places > 6) return not_an_instant("a fraction of a second has no digits or more than 6");
    std::int64_t micros = *digits_at(rest, 0, places);
    for (std::size_t i = places; i < 6; ++i) micros *= 10;
    rest.remove_prefix(places);
    return micros;
}

/// The rest of the text, "Z" or "+05:30", in minutes east of UTC.
Result<std::int64_t> offset_minutes(std::string_view rest) {
    if (rest == "Z") return std::int64_t{0};
    const auto hours = digits_at(rest, 1, 2);
    const auto minutes = digits_at(rest, 4, 2);
    if (rest.size() != 6 || (rest[0] != '+' && rest[0] != '-') || rest[3] != ':' || !hours || !minutes)
        return not_an_instant("an instant has no offset from UTC");
    if (*hours > 23 || *minutes > 59) return not_an_instant("an offset is above 23:59");
    const std::int64_t total = *hours * 60 + *minutes;
    return rest[0] == '-' ? -total : total;
}
} // namespace

Result<Instant> Instant::parse(std::string_view text) {
    const auto day = Day::parse(text.substr(0, 10));
    const auto hour = digits_at(text, 11, 2);
    const auto minute = digits_at(text, 14, 2);
    const auto second = digits_at(text, 17, 2);
    if (!day || text.size() < 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || !hour || !minute ||
        !second)
        return not_an_instant("the text is not an instant");
    if (*hour > 23 || *minute > 59 || *second > 59)
        return not_an_instant("a time of day is not 00:00:00 to 23:59:59 (leap seconds are not counted)");
    std::string_view rest = text.substr(19);
    PV_TRY(const std::int64_t fraction, take_fraction(rest));
    PV_TRY(const std::int64_t offset, offset_minutes(rest));
    const std::int64_t seconds = *hour * 3'600 + *minute * 60 + *second - offset * 60;
    const Instant instant(day->number() * micros_per_day + seconds * micros_per_second + fraction);
    const Day utc = instant.utc_day();
    if (utc < day_first || utc > day_last)
        return not_an_instant("an instant lies outside the years 0001 to 9999 of UTC");
    return instant;
}

Day Instant::utc_day() const { return Day(static_cast<std::int32_t>(floor_divide(micros_, micros_per_day))); }

std::string Instant::text() const {
    const std::int64_t of_day = micros_ - floor_divide(micros_, micros_per_day) * micros_per_day;
    const std::int64_t second = of_day / micros_per_second;
    std::string out = utc_day().text() + 'T';
    append_digits(out, second / 3'600, 2);
    out += ':';
    append_digits(out, second / 60 % 60, 2);
    out += ':';
    append_digits(out, second % 60, 2);
    if (const std::int64_t fraction = of_day % micros_per_second; fraction != 0) {
        out += '.';
        append_digits(out, fraction, 6);
        out.erase(out.find_last_not_of('0') + 1);
    }
    return out + 'Z';
}

} // namespace proviso
