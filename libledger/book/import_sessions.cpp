#include "book/import_sessions.hpp"

#include <algorithm>
#include <map>

#include "book/account_terms.hpp"
#include "book/call_profile.hpp"
#include "book/session_zones.hpp"
#include "book/usage.hpp"
#include "book/usage_import.hpp"
#include "io/cdr/session_reader.hpp"

namespace proviso {
namespace {

constexpr std::size_t most_samples = 20;
constexpr std::size_t longest_raw = 4'096;

/// The same login with the same times as written is the same session.
RowIdentity identity_of(const std::string &source, const WrittenSession &session) {
    std::string text = source + '\n' + session.account + '\n' + session.seat;
    for (const WrittenTime &time : {session.start, session.end})
        for (const std::int64_t part : {std::int64_t{time.day}, time.micros, std::int64_t{time.offset_seconds},
                                        std::int64_t{time.has_offset ? 1 : 0}})
            text += '\n' + std::to_string(part);
    const Hash hash = sha256(text);
    RowIdentity identity;
    for (std::size_t i = 0; i < 8; ++i) identity.high = identity.high << 8 | hash[i];
    for (std::size_t i = 8; i < 16; ++i) identity.low = identity.low << 8 | hash[i];
    return identity;
}

} // namespace

struct BookSessionImport::Impl final : CsvHandler {
    Impl(Book &book_, BookSessionRequest request_, SessionZones zones_)
        : book(book_), request(std::move(request_)), zones(std::move(zones_)), scanner(*this) {}

    Result<void> row(const CsvRow &row) override {
        if (!reader.has_header()) {
            header = row.raw;
            auto taken = reader.take_header(row);
            return taken ? taken : Result<void>(std::move(taken.error()).at(place(row.line)));
        }
        PV_CHECK(begin());
        auto written = reader.read(row);
        if (!written) return reject(row.number, row.line, std::move(written.error()));
        const RowIdentity identity = identity_of(request.source, *written);
        PV_TRY(const Seen seen, import->look(Day(written->start.day), identity.high, identity.low));
        if (seen != Seen::never) return count(RowClass::duplicate);
        PV_TRY(const SessionZones::Place at, zones.of(*book.impl().store, written->account));
        if (!at.open)
            return suspend(row, *written,
                           Error(Code::account_unmatched, "account \"" + written->account + "\" is not open",
                                 "open the account, or correct the row"));
        if (!at.zone_known && !(written->start.has_offset && written->end.has_offset))
            return Error(Code::import_zone_missing, "the file has local times and no time zone is given",
                         "give --zone, or the account's zone", place(row.line));
        auto resolved = resolve_session(*written, at.zone);
        if (!resolved && resolved.error().code == Code::time_nonexistent)
            return suspend(row, *written, std::move(resolved.error()));
        if (!resolved) return reject(row.number, row.line, std::move(resolved.error()));
        return take(*written, std::move(*resolved));
    }

    Result<void> bad_row(const CsvBadRow &row) override {
        PV_CHECK(begin());
        return reject(row.number, row.line,
                      Error(Code::csv_syntax, std::string(row.fault.what), std::string(row.fault.todo)));
    }

    Result<void> take(const WrittenSession &written, ResolvedSession resolved) {
        Session &session = resolved.session;
        if (resolved.ambiguous) ++report.ambiguous_times;
        if (session.pieces.empty()) return count(RowClass::not_billable);
        session.source = "batch " + std::to_string(import->batch());
        AccountUsage usage;
        usage.account = written.account;
        usage.sessions.push_back(std::move(session));
        PV_CHECK(import->add_account(std::move(usage)));
        return count(RowClass::billed);
    }

    Result<void> begin() {
        if (import) return {};
        PV_TRY(UsageImport opened, UsageImport::open(book, label()));
        import.emplace(std::move(opened));
        if (report.batches > 0) return {};
        CallProfile profile;
        profile.format = "sessions";
        profile.zone = request.zone;
        profile.header = header;
        return import->add_rows(call_profile_text(profile), 0);
    }

    Result<void> count(RowClass row_class) {
        ++report.rows;
        ++report.classes[static_cast<std::size_t>(row_class)];
        ++counts.rows;
        if (row_class == RowClass::billed) ++counts.billed;
        if (row_class == RowClass::not_billable) ++counts.not_billable;
        if (row_class == RowClass::duplicate) ++counts.duplicate;
        if (row_class == RowClass::rejected) ++counts.rejected;
        return counts.rows >= std::max<std::uint64_t>(request.batch_rows, 1) ? commit(false) : Result<void>();
    }

    Result<void> suspend(const CsvRow &row, const WrittenSession &written, Error reason) {
        reason = std::move(reason).at(place(row.line));
        sample(row.number, row.line, reason);
        PV_CHECK(import->suspend(
            {row.number, std::string(row.raw.substr(0, longest_raw)), written.account, std::move(reason)}));
        return count(RowClass::suspended);
    }
    Result<void> reject(std::uint64_t number, std::uint64_t line, Error reason) {
        sample(number, line, std::move(reason).at(place(line)));
        return count(RowClass::rejected);
    }
    void sample(std::uint64_t number, std::uint64_t line, Error reason) {
        if (report.samples.size() < most_samples) report.samples.push_back({0, number, line, std::move(reason)});
    }

    Result<void> commit(bool last) {
        if (last) counts.sha256 = hex(file_hash.finish());
        auto done = import->finish(std::exchange(counts, {}));
        import.reset();
        if (!done) return std::move(done.error());
        ++report.batches;
        for (const auto &[code, many] : done->reasons) reasons[code] += many;
        for (HeldSample &held : report.samples)
            for (const SuspendedSample &suspended : done->samples)
                if (held.row == suspended.row) held.suspense = suspended.id;
        if (report.first_entry == 0) report.first_entry = done->first_entry;
        report.last_entry = done->last_entry;
        return {};
    }

    [[nodiscard]] UsageBatchHead label() const {
        UsageBatchHead head;
        head.kind = "sessions";
        head.file = request.file;
        head.source = request.source;
        head.format = "csv";
        head.zone_version = zones.version();
        return head;
    }
    [[nodiscard]] std::string place(std::uint64_t line) const { return request.file + ":" + std::to_string(line); }

    Result<BookSessionReport> finish() {
        PV_CHECK(scanner.finish());
        if (!reader.has_header())
            return Error(Code::column_missing, "the file has no header", "begin it with account,seat,start,end",
                         request.file);
        if (import) PV_CHECK(commit(true));
        report.file = request.file;
        report.source = request.source;
        report.reasons.assign(reasons.begin(), reasons.end());
        PV_TRY(ReadScope read, ReadScope::begin(*book.impl().store));
        PV_TRY(const ChainHead head, book.impl().store->head());
        report.head = head_of(head);
        return std::move(report);
    }

    Book &book;
    BookSessionRequest request;
    SessionZones zones;
    CsvScanner scanner;
    SessionReader reader;
    std::string header;
    std::optional<UsageImport> import;
    UsageBatchHead counts; ///< of the batch that is being written
    Sha256 file_hash;
    std::map<std::string, std::uint64_t> reasons;
    BookSessionReport report;
    bool over = false;
};

BookSessionImport::BookSessionImport(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
BookSessionImport::BookSessionImport(BookSessionImport &&) noexcept = default;
BookSessionImport &BookSessionImport::operator=(BookSessionImport &&) noexcept = default;
BookSessionImport::~BookSessionImport() = default;

Result<BookSessionImport> BookSessionImport::open(Book &book, BookSessionRequest request) {
    PV_CHECK(book.impl().now());
    if (request.source.empty()) request.source = "sessions";
    PV_TRY(SessionZones zones, SessionZones::make(book, request.zones, request.zone));
    return BookSessionImport(std::make_unique<Impl>(book, std::move(request), std::move(zones)));
}

Result<void> BookSessionImport::feed(std::string_view bytes) {
    if (impl_->over) return Error(Code::argument_invalid, "the import has ended", "open another one");
    impl_->file_hash.add(bytes);
    auto done = impl_->scanner.feed(bytes);
    if (!done) {
        impl_->over = true;
        impl_->import.reset(); // others may write again
    }
    return done;
}

Result<BookSessionReport> BookSessionImport::finish() {
    if (impl_->over) return Error(Code::argument_invalid, "the import has ended", "open another one");
    impl_->over = true;
    auto report = impl_->finish();
    if (!report) impl_->import.reset();
    return report;
}

} // namespace proviso
