#include "io/zone_rule.hpp"

#include <algorithm>

#include "core/time/day.hpp"
#include "core/time/months.hpp"

namespace proviso {
namespace {
constexpr std::int32_t seconds_per_day = 86'400;
constexpr std::int32_t offset_hours_max = 24;
constexpr std::int32_t time_hours_max = 167;

/// Reads a rule from the left; a step that does not fit leaves `bad` set.
class Scanner {
  public:
    explicit Scanner(std::string_view text) : rest_(text) {}
    [[nodiscard]] bool bad() const { return bad_; }
    [[nodiscard]] bool done() const { return rest_.empty(); }

    bool take(char letter) {
        if (!rest_.starts_with(letter)) return false;
        rest_.remove_prefix(1);
        return true;
    }
    void expect(char letter) { bad_ = !take(letter) || bad_; }

    /// A name of three or more letters, or anything between < and >.
    void skip_name() {
        std::size_t length = 0;
        if (take('<')) {
            length = rest_.find('>');
            if (length == std::string_view::npos) return fail();
            rest_.remove_prefix(length);
            return expect('>');
        }
        while (length < rest_.size() && is_letter(rest_[length])) ++length;
        if (length < 3) return fail();
        rest_.remove_prefix(length);
    }
    std::int32_t number(std::int32_t least, std::int32_t most) {
        std::int32_t value = 0;
        std::size_t digits = 0;
        for (; digits < rest_.size() && digits < 4 && rest_[digits] >= '0' && rest_[digits] <= '9'; ++digits)
            value = value * 10 + (rest_[digits] - '0');
        rest_.remove_prefix(digits);
        if (digits == 0 || value < least || value > most) fail();
        return value;
    }
    /// "-7", "5:30", "2:00:00" in seconds.
    std::int32_t clock(std::int32_t hours_max) {
        const bool negative = take('-');
        if (!negative) take('+');
        std::int32_t seconds = number(0, hours_max) * 3'600;
        if (take(':')) seconds += number(0, 59) * 60;
        if (take(':')) seconds += number(0, 59);
        return negative ? -seconds : seconds;
    }
    YearlyMoment moment() {
        YearlyMoment moment;
        if (take('M')) {
            moment.month = number(1, 12);
            expect('.');
            moment.week = number(1, 5);
            expect('.');
            moment.day = number(0, 6);
        } else if (take('J')) {
            moment.kind = YearlyMoment::Kind::day_not_leap;
            moment.day = number(1, 365);
        } else {
            moment.kind = YearlyMoment::Kind::day_of_year;
            moment.day = number(0, 365);
        }
        if (take('/')) moment.seconds = clock(time_hours_max);
        return moment;
    }
    [[nodiscard]] bool at(char letter) const { return rest_.starts_with(letter); }

  private:
    static bool is_letter(char letter) { return (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z'); }
    void fail() { bad_ = true; }

    std::string_view rest_;
    bool bad_ = false;
};

/// Day number of a date that exists.
std::int32_t number_of(std::int32_t year, std::int32_t month, std::int32_t day) {
    return Day::of({year, month, day}).value().number();
}

std::int32_t day_number(const YearlyMoment &moment, std::int32_t year) {
    if (moment.kind == YearlyMoment::Kind::day_of_year) return number_of(year, 1, 1) + moment.day;
    if (moment.kind == YearlyMoment::Kind::day_not_leap)
        return number_of(year, 1, 1) + moment.day - 1 + (is_leap_year(year) && moment.day > 59 ? 1 : 0);
    const Day first(number_of(year, moment.month, 1));
    const std::int32_t first_weekday = static_cast<std::int32_t>(first.weekday()) % 7; // Sunday is 0
    std::int32_t day = 1 + (moment.day - first_weekday + 7) % 7 + (moment.week - 1) * 7;
    while (day > days_in_month(year, moment.month)) day -= 7;
    return first.number() + day - 1;
}
} // namespace

std::int64_t YearlyMoment::local_seconds(std::int32_t year) const {
    return std::int64_t{day_number(*this, year)} * seconds_per_day + seconds;
}

std::optional<ZoneChangeRule> ZoneChangeRule::parse(std::string_view text) {
    Scanner scanner(text);
    ZoneChangeRule rule;
    scanner.skip_name();
    rule.standard_offset = -scanner.clock(offset_hours_max); // POSIX counts westwards
    if (!scanner.bad() && !scanner.done()) {
        rule.has_summer = true;
        scanner.skip_name();
        rule.summer_offset = scanner.at(',') ? rule.standard_offset + 3'600 : -scanner.clock(offset_hours_max);
        scanner.expect(',');
        rule.summer_start = scanner.moment();
        scanner.expect(',');
        rule.summer_end = scanner.moment();
    }
    if (scanner.bad() || !scanner.done()) return std::nullopt;
    return rule;
}

void ZoneChangeRule::append_changes(std::int32_t year, std::vector<ZoneChange> &out) const {
    if (!has_summer) return;
    const ZoneChange start{summer_start.local_seconds(year) - standard_offset, summer_offset};
    const ZoneChange end{summer_end.local_seconds(year) - summer_offset, standard_offset};
    // Where summer lasts all year, one year's end is the next one's start: the start, which comes later, wins.
    out.push_back(start.at < end.at ? start : end);
    out.push_back(start.at < end.at ? end : start);
}

} // namespace proviso
