#include "core/license/session_text.hpp"

#include <algorithm>
#include <optional>

namespace proviso {
namespace {

constexpr std::size_t items_max = 100'000;
constexpr std::int64_t micros_per_second = 1'000'000;
constexpr std::int64_t micros_per_minute = 60 * micros_per_second;
constexpr std::int64_t minutes_per_day = 24 * 60;
constexpr std::int64_t micros_per_day = minutes_per_day * micros_per_minute;

Error malformed(std::string_view item) {
    return Error(Code::value_type, "'" + std::string(item.substr(0, 80)) + "' is no session",
                 "give START/END as instants or HH:MM-HH:MM as clock times");
}

std::string seconds_text(std::int64_t micros) {
    const auto seconds = Ratio::of(micros, micros_per_second);
    return seconds ? seconds->text() : std::string();
}

Result<std::int64_t> parse_seconds(std::string_view text) {
    PV_TRY(const Ratio seconds, Ratio::parse(text));
    PV_TRY(const Ratio micros, multiply(seconds, Ratio(micros_per_second)));
    if (!micros.is_integer() || micros.sign() < 0)
        return Error(Code::value_range, "'" + std::string(text) + "' is no number of seconds of at most 6 decimals");
    return round_to_integer(micros, Rounding::down);
}

/// The part before `separator`, which is taken off `rest`; all of it if there is none.
std::string_view take_until(std::string_view &rest, char separator) {
    const std::size_t at = rest.find(separator);
    const std::string_view head = rest.substr(0, at);
    rest = at == std::string_view::npos ? std::string_view() : rest.substr(at + 1);
    return head;
}

/// Minutes after midnight of "HH:MM", at most 24:00.
std::optional<std::int64_t> clock_minutes(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    for (const std::size_t i : {0U, 1U, 3U, 4U})
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
    const int hours = (text[0] - '0') * 10 + (text[1] - '0');
    const int minutes = (text[3] - '0') * 10 + (text[4] - '0');
    if (minutes > 59 || hours * 60 + minutes > minutes_per_day) return std::nullopt;
    return hours * 60 + minutes;
}

std::vector<DayPiece> utc_pieces(Instant start, Instant end) {
    std::vector<DayPiece> pieces;
    std::int64_t at = start.micros();
    while (at < end.micros()) {
        const Day day = Instant(at).utc_day();
        const std::int64_t midnight = (std::int64_t{day.number()} + 1) * micros_per_day;
        const std::int64_t until = std::min(midnight, end.micros());
        pieces.push_back({day, until - at});
        at = until;
    }
    return pieces;
}

bool same(const std::vector<DayPiece> &a, const std::vector<DayPiece> &b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i].day != b[i].day || a[i].micros != b[i].micros) return false;
    return true;
}

class Parser {
  public:
    Result<Session> item(std::string_view item) {
        std::string_view rest = item;
        const std::string_view span = take_until(rest, ' ');
        Session session;
        if (span.find('/') != std::string_view::npos) {
            PV_CHECK(instants(span, session));
        } else {
            PV_CHECK(clock_times(span, session));
        }
        while (!rest.empty()) PV_CHECK(extra(take_until(rest, ' '), item, session));
        if (session.pieces.empty()) session.pieces = utc_pieces(session.start, session.end);
        return session;
    }

  private:
    static Result<void> instants(std::string_view span, Session &session) {
        PV_TRY(session.start, Instant::parse(take_until(span, '/')));
        PV_TRY(session.end, Instant::parse(span));
        if (session.end < session.start)
            return Error(Code::value_range, "the session that starts at " + session.start.text() + " ends before it");
        if (session.end.micros() - session.start.micros() > 366 * micros_per_day)
            return Error(Code::value_range,
                         "the session that starts at " + session.start.text() + " is longer than a year");
        return {};
    }

    Result<void> clock_times(std::string_view span, Session &session) {
        const std::string_view whole = span;
        const auto from = clock_minutes(take_until(span, '-'));
        const auto until = clock_minutes(span);
        if (!from || !until) return malformed(whole);
        if (last_start_ && *from <= *last_start_) midnight_ += minutes_per_day;
        last_start_ = from;
        const std::int64_t start = midnight_ + *from;
        const std::int64_t end = midnight_ + *until + (*until <= *from ? minutes_per_day : 0);
        session.start = Instant(start * micros_per_minute);
        session.end = Instant(end * micros_per_minute);
        return {};
    }

    static Result<void> extra(std::string_view text, std::string_view item, Session &session) {
        const std::string_view name = take_until(text, '=');
        PV_TRY(const std::int64_t micros, parse_seconds(text));
        if (name == "idle") {
            session.idle_micros = micros;
            return {};
        }
        auto day = Day::parse(name);
        if (!day) return malformed(item);
        session.pieces.push_back({*day, micros});
        return {};
    }

    std::int64_t midnight_ = 0; ///< minutes of the day that clock times are on
    std::optional<std::int64_t> last_start_;
};

} // namespace

std::string sessions_text(std::span<const Session> sessions) {
    std::string out;
    for (const Session &session : sessions) {
        if (!out.empty()) out += ',';
        out += session.start.text() + '/' + session.end.text();
        if (session.idle_micros != 0) out += " idle=" + seconds_text(session.idle_micros);
        if (session.pieces.empty() || same(session.pieces, utc_pieces(session.start, session.end))) continue;
        for (const DayPiece &piece : session.pieces) out += ' ' + piece.day.text() + '=' + seconds_text(piece.micros);
    }
    return out;
}

Result<std::vector<Session>> parse_sessions(std::string_view text) {
    std::vector<Session> sessions;
    Parser parser;
    while (!text.empty()) {
        if (sessions.size() == items_max)
            return Error(Code::input_too_large, "there are more than 100,000 sessions", "give fewer");
        PV_TRY(Session session, parser.item(take_until(text, ',')));
        sessions.push_back(std::move(session));
    }
    return sessions;
}

} // namespace proviso
