#include "io/cdr/session_reader.hpp"

#include "core/utf8.hpp"
#include "io/cdr/call_fields.hpp"

namespace proviso {
namespace {

enum SessionField : std::size_t { account, seat, start, end, idle };
constexpr std::array<std::string_view, 5> names{"account", "seat", "start", "end", "idle"};
constexpr std::size_t none = SIZE_MAX;
constexpr std::size_t longest_name = 256; ///< bytes

Error bad_row(std::string what) { return Error(Code::row_invalid, std::move(what), "correct the row"); }

bool is_name(const std::string &text) {
    return !text.empty() && text.size() <= longest_name && is_utf8(text) && !has_control(text);
}

/// The instant of a written time.
Result<ResolvedTime> instant_of(const WrittenTime &time, const Zone &zone) {
    if (!time.has_offset) return zone.instant(Day(time.day), time.micros);
    ResolvedTime resolved;
    resolved.instant = Instant(time.day * micros_per_day + time.micros - time.offset_seconds * std::int64_t{1'000'000});
    return resolved;
}

} // namespace

SessionReader::SessionReader() : times_(TimeForm::iso) { at_.fill(none); }

Result<void> SessionReader::take_header(const CsvRow &row) {
    for (std::size_t column = 0; column < row.fields.size(); ++column) {
        const std::string name(row.fields[column].text(scratch_));
        std::size_t field = 0;
        while (field < names.size() && names[field] != name) ++field;
        if (field == names.size())
            return Error(Code::key_unknown, "'" + excerpt(name) + "' is no column of sessions",
                         "use account, seat, start, end and idle");
        if (at_[field] != none)
            return Error(Code::key_duplicate, "column '" + name + "' stands twice", "name each column once");
        at_[field] = column;
    }
    for (const SessionField field : {account, seat, start, end})
        if (at_[field] == none)
            return Error(Code::column_missing, "there is no column '" + std::string(names[field]) + "'",
                         "use account, seat, start, end and idle");
    columns_ = row.fields.size();
    return {};
}

Result<WrittenSession> SessionReader::read(const CsvRow &row) {
    if (row.fields.size() != columns_)
        return Error(Code::column_missing,
                     "the row has " + std::to_string(row.fields.size()) + " fields and the header " +
                         std::to_string(columns_),
                     "correct the row");
    const auto text = [&](SessionField field) {
        return at_[field] == none ? std::string() : std::string(row.fields[at_[field]].text(scratch_));
    };
    WrittenSession session;
    session.account = text(account);
    session.seat = text(seat);
    if (!is_name(session.account)) return bad_row("the row names no account");
    if (!is_name(session.seat)) return bad_row("the row names no login");
    for (const SessionField field : {start, end}) {
        const std::string time = text(field);
        if (!times_.read(time, field == start ? session.start : session.end))
            return Error(Code::instant_invalid, "'" + excerpt(time) + "' is no time",
                         "write 2013-03-20T10:11:12Z, or without Z the local time");
    }
    const std::string rest = text(idle);
    if (!rest.empty()) {
        std::int64_t millis = 0;
        if (!read_seconds(rest, millis)) return bad_row("'" + excerpt(rest) + "' are no seconds");
        session.idle_micros = millis * 1'000;
    }
    return session;
}

Result<ResolvedSession> resolve_session(const WrittenSession &written, const Zone &zone) {
    PV_TRY(const ResolvedTime start, instant_of(written.start, zone));
    PV_TRY(const ResolvedTime end, instant_of(written.end, zone));
    ResolvedSession resolved;
    resolved.ambiguous = start.repeated || end.repeated;
    Session &session = resolved.session;
    session.seat = written.seat;
    session.start = start.instant;
    session.end = end.instant;
    session.idle_micros = written.idle_micros;
    if (session.end < session.start)
        return Error(Code::event_end_before_start, "the session ends before it starts", "correct the row");
    if (session.idle_micros > session.end.micros() - session.start.micros())
        return bad_row("the session idles for longer than it lasts");
    PV_TRY(session.pieces, zone.split_by_day(session.start, session.end));
    return resolved;
}

} // namespace proviso
