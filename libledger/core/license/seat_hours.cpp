#include "core/license/seat_hours.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "core/explain/working.hpp"
#include "core/license/session_text.hpp"

namespace proviso {
namespace {

constexpr std::int64_t micros_per_hour = 3'600'000'000;
constexpr std::int64_t micros_per_day = 24 * micros_per_hour;
constexpr std::int64_t hours_max = 24 * 366;

/// Use without overlaps: [start, end) in one civil day.
struct Use {
    std::int64_t start;
    std::int64_t end;
    Day day;
};

/// The fullest window, and where more than the allowed use first stood in one.
struct Fullest {
    std::int64_t used = 0;
    std::int64_t start = 0;
    std::int64_t end = 0;
    Day day;
    std::optional<Day> first_excess;
};

Result<void> check(const Session &session) {
    constexpr std::int64_t first = std::int64_t{day_first.number()} * micros_per_day;
    constexpr std::int64_t last = (std::int64_t{day_last.number()} + 1) * micros_per_day;
    if (session.start.micros() < first || session.end.micros() > last || session.end < session.start)
        return Error(Code::value_range, "a session ends before its start", "correct its times", session.source);
    const std::int64_t length = session.end.micros() - session.start.micros();
    if (session.idle_micros < 0 || session.idle_micros > length)
        return Error(Code::value_range, "a session is idle for longer than it lasts", "correct its times",
                     session.source);
    std::int64_t sum = 0;
    for (const DayPiece &piece : session.pieces) {
        if (piece.micros < 0 || piece.micros > length - sum)
            return Error(Code::value_range, "the days of a session do not add up to it", {}, session.source);
        sum += piece.micros;
    }
    if (!session.pieces.empty() && sum != length)
        return Error(Code::value_range, "the days of a session do not add up to it", {}, session.source);
    return {};
}

/// Cuts the sessions at civil midnights, takes off what is idle, and counts what overlaps once.
std::vector<Use> uses_of(std::span<const Session> sessions, bool without_idle) {
    std::vector<Use> cut;
    for (const Session &session : sessions) {
        std::int64_t at = session.start.micros();
        const std::int64_t end = session.end.micros() - (without_idle ? session.idle_micros : 0);
        const auto add = [&](Day day, std::int64_t micros) {
            const std::int64_t until = std::min(at + micros, end);
            if (at < until) cut.push_back({at, until, day});
            at = std::max(at, until);
        };
        for (const DayPiece &piece : session.pieces) add(piece.day, piece.micros);
        while (session.pieces.empty() && at < end) {
            const Day day = Instant(at).utc_day();
            add(day, (std::int64_t{day.number()} + 1) * micros_per_day - at);
        }
    }
    std::stable_sort(cut.begin(), cut.end(),
                     [](const Use &a, const Use &b) { return a.start != b.start ? a.start < b.start : a.end < b.end; });
    std::vector<Use> uses;
    std::int64_t reached = cut.empty() ? 0 : cut.front().start;
    for (Use use : cut) {
        use.start = std::max(use.start, reached);
        if (use.start >= use.end) continue;
        reached = use.end;
        uses.push_back(use);
    }
    return uses;
}

Fullest fullest_day(const std::vector<Use> &uses, std::int64_t allowed) {
    struct Total {
        std::int64_t used = 0;
        std::int64_t start = 0;
        std::int64_t end = 0;
    };
    std::map<Day, Total> days;
    for (const Use &use : uses) {
        Total &total = days[use.day];
        if (total.used == 0) total.start = use.start;
        total.used += use.end - use.start;
        total.end = use.end;
    }
    Fullest fullest;
    for (const auto &[day, total] : days) {
        if (total.used > allowed && !fullest.first_excess) fullest.first_excess = day;
        if (total.used <= fullest.used) continue;
        fullest.used = total.used;
        fullest.start = total.start;
        fullest.end = total.end;
        fullest.day = day;
    }
    return fullest;
}

/// Use up to a moment, for moments asked for in order.
class RunningUse {
  public:
    explicit RunningUse(const std::vector<Use> &uses) : uses_(uses) {}
    std::int64_t until(std::int64_t moment) {
        while (next_ < uses_.size() && uses_[next_].end <= moment) {
            whole_ += uses_[next_].end - uses_[next_].start;
            ++next_;
        }
        const bool within = next_ < uses_.size() && uses_[next_].start < moment;
        return whole_ + (within ? moment - uses_[next_].start : 0);
    }
    /// The use that runs at the last moment asked for, or the next one.
    [[nodiscard]] const Use *at() const { return next_ < uses_.size() ? &uses_[next_] : nullptr; }

  private:
    const std::vector<Use> &uses_;
    std::size_t next_ = 0;
    std::int64_t whole_ = 0;
};

/// The use in a window that ends at e is linear in e between the starts and ends of uses and those moments one window
/// later: it grows by 1, stays, or falls by 1. So its maximum stands at one of them, and an excess begins where it
/// grows past `allowed`.
Fullest fullest_window(const std::vector<Use> &uses, std::int64_t window, std::int64_t allowed) {
    std::vector<std::int64_t> moments;
    moments.reserve(4 * uses.size());
    for (const Use &use : uses)
        for (const std::int64_t moment : {use.start, use.end, use.start + window, use.end + window})
            moments.push_back(moment);
    std::sort(moments.begin(), moments.end());
    moments.erase(std::unique(moments.begin(), moments.end()), moments.end());

    Fullest fullest;
    RunningUse to_end(uses);
    RunningUse to_start(uses);
    for (const std::int64_t end : moments) {
        const Use *running = to_end.at(); // in the stretch that ends at this moment
        const std::int64_t used = to_end.until(end) - to_start.until(end - window);
        if (used > allowed && !fullest.first_excess && running) fullest.first_excess = running->day;
        if (used <= fullest.used) continue;
        fullest.used = used;
        fullest.end = end;
        fullest.start = end - window;
    }
    const auto first = std::find_if(uses.begin(), uses.end(), [&](const Use &use) { return use.end > fullest.start; });
    if (first != uses.end()) fullest.day = first->day;
    return fullest;
}

Result<std::int64_t> hours_in_micros(const Terms &terms, std::string_view parameter) {
    PV_TRY(const Ratio hours, terms.number(parameter));
    if (hours.sign() <= 0 || hours > Ratio(hours_max))
        return Error(Code::value_range, "parameter " + std::string(parameter) + " is " + hours.text(),
                     "give it a value above 0 and at most a year", {}, terms.clause("seat_hours"));
    PV_TRY(const Ratio micros, multiply(hours, Ratio(micros_per_hour)));
    return round_to_integer(micros, Rounding::floor); // use is whole microseconds, so that above it is above the hours
}

Error unknown_option(const ChosenReading &chosen) {
    return Error(Code::reading_option_unknown,
                 "reading " + chosen.reading->id + " has option '" + std::string(chosen.option) +
                     "', which counts no seat hours",
                 "choose another option");
}

} // namespace

Result<SeatUse> seat_hours(const Terms &terms, std::span<const Session> sessions) {
    for (const Session &session : sessions) PV_CHECK(check(session));
    PV_TRY(const std::int64_t allowed, hours_in_micros(terms, "seat.hours"));
    PV_TRY(const ChosenReading window, terms.option("seat.window"));
    PV_TRY(const ChosenReading idle, terms.option("seat.idle"));
    if (idle.option != "login_time" && idle.option != "active_time") return unknown_option(idle);
    const bool rolling = window.option == "rolling_24h";
    if (!rolling && window.option != "calendar_day") return unknown_option(window);

    Working work(terms, "seat_hours", "seats");
    work.choose("seat.idle");
    const Term given = work.input("sessions", sessions_text(sessions), "logins");
    const std::vector<Use> uses = uses_of(sessions, idle.option == "active_time");
    Fullest fullest;
    std::vector<Term> args{given};
    if (rolling) {
        PV_TRY(const std::int64_t length, hours_in_micros(terms, "seat.window_hours"));
        fullest = fullest_window(uses, length, allowed);
        args.push_back(work.parameter("seat.window_hours"));
    } else {
        fullest = fullest_day(uses, allowed);
    }

    SeatUse result;
    result.first_excess = fullest.first_excess;
    result.fullest_micros = fullest.used;
    result.window_start = Instant(fullest.start);
    result.window_end = Instant(fullest.end);
    result.fullest_day = fullest.day;
    PV_TRY(const Ratio hours, Ratio::of(fullest.used, micros_per_hour));
    const Term allowed_hours = work.parameter("seat.hours");
    work.choose("seat.window");
    const std::string when = uses.empty() ? "no session"
                             : rolling    ? result.window_start.text() + " to " + result.window_end.text()
                                          : fullest.day.text();
    const Term used = work.attest("hours in the fullest window", hours, when, args);
    const Term whole = work.ceiling(work.divide(used, allowed_hours, "seats' worth of hours"), "seats for the hours");
    const Term seats = work.maximum(whole, work.constant("the seat itself", 1), "seats");
    PV_TRY(result.seats, round_to_integer(work.number(seats), Rounding::down));
    result.extra = result.seats > 1 ? result.seats - 1 : 0;
    work.output("seats", Ratio(result.seats));
    work.output("extra", Ratio(result.extra));
    work.output("hours", hours);
    if (result.first_excess) work.output("first_excess", *result.first_excess);
    PV_TRY(result.work, work.finish(seats));
    return result;
}

} // namespace proviso
