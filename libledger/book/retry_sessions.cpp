#include "book/retry_sessions.hpp"

#include "io/cdr/session_reader.hpp"

namespace proviso {
namespace {

/// Takes one row, which is fed as a file of its own.
class OneRow final : public CsvHandler {
  public:
    explicit OneRow(SessionReader &reader) : reader_(reader) {}
    Result<void> row(const CsvRow &row) override {
        if (!reader_.has_header()) return reader_.take_header(row);
        written_ = reader_.read(row);
        return {};
    }
    Result<void> bad_row(const CsvBadRow &row) override {
        written_ = Error(Code::csv_syntax, std::string(row.fault.what), std::string(row.fault.todo));
        return {};
    }
    [[nodiscard]] Result<WrittenSession> &written() { return written_; }

  private:
    SessionReader &reader_;
    Result<WrittenSession> written_ = Error(Code::row_invalid, "the row is empty", "correct the row");
};

Result<WrittenSession> read_row(SessionReader &reader, const std::string &text) {
    OneRow row(reader);
    CsvScanner scanner(row);
    PV_CHECK(scanner.feed(text));
    PV_CHECK(scanner.finish());
    return std::move(row.written());
}

Result<RetriedUsage> retry(const SuspenseRow &row, const WrittenSession &written, const SessionZones::Place &at,
                           std::optional<Day> sealed, std::optional<Day> on) {
    if (!at.open) return row.reason;
    PV_TRY(ResolvedSession resolved, resolve_session(written, at.zone));
    Session &session = resolved.session;
    RetriedUsage outcome;
    outcome.billable = !session.pieces.empty();
    if (!outcome.billable) return outcome;
    if (on && sealed && session.pieces.front().day <= *sealed) {
        const std::int32_t days = *on - session.pieces.front().day;
        for (DayPiece &piece : session.pieces) piece.day = piece.day + days;
    }
    session.source = "suspense " + std::to_string(row.id);
    outcome.usage.account = written.account;
    outcome.usage.sessions.push_back(std::move(session));
    return outcome;
}

} // namespace

Result<void> retry_sessions(Store &store, std::span<const SuspenseRow> rows, const CallProfile &profile,
                            SessionZones &zones, std::optional<Day> sealed, std::optional<Day> on,
                            RetriedRows &retried) {
    SessionReader reader;
    static_cast<void>(read_row(reader, profile.header)); // only takes the header
    for (const SuspenseRow &row : rows) {
        if (!reader.has_header()) return {};
        const auto written = read_row(reader, row.raw);
        if (!written) {
            retried.insert_or_assign(row.id, Error(written.error()).at(row.reason.where));
            continue;
        }
        PV_TRY(const SessionZones::Place at, zones.of(store, written->account));
        auto outcome = retry(row, *written, at, sealed, on);
        if (!outcome) outcome = std::move(outcome.error()).at(row.reason.where);
        retried.insert_or_assign(row.id, std::move(outcome));
    }
    return {};
}

} // namespace proviso
