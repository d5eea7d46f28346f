// finalize: number, post and seal the drafts, in one transaction.
#include <algorithm>
#include <map>

#include "book/document_name.hpp"
#include "book/drafts.hpp"
#include "book/recorder.hpp"
#include "book/settle.hpp"
#include "core/bill/recognition.hpp"
#include "core/json_text.hpp"

namespace proviso {
namespace {

constexpr std::size_t chunk = 512; ///< documents per chain entry

/// The next free number for each kind and day. Numbers go by (date, account, kind) within a kind's series; accounts
/// come in order, so it is enough to know where each day of each kind begins.
class Numbering {
  public:
    static Result<Numbering> plan(Store &store, Day through) {
        Numbering numbering;
        PV_TRY(const auto counts, store.count_drafts(through));
        for (const auto &[kind, day, count] : counts) {
            Series &series = numbering.series_[kind];
            if (series.next == 0) {
                PV_TRY(const Store::SeriesEnd end, store.series_end(kind));
                if (end.position > 0 && day < end.day)
                    return Error(Code::internal, "a draft of " + day.text() + " lies before the end of its series");
                series.first = series.next = end.position + 1;
            }
            series.days.emplace(day, Range{series.next, series.next + count});
            series.next += count;
        }
        return numbering;
    }
    /// 0 if no draft was counted for the kind and day.
    std::uint64_t take(DocumentKind kind, Day day) {
        const auto series = series_.find(kind);
        if (series == series_.end()) return 0;
        const auto range = series->second.days.find(day);
        if (range == series->second.days.end() || range->second.next == range->second.end) return 0;
        return range->second.next++;
    }
    /// True if every number was given: no gap is left.
    [[nodiscard]] bool complete() const {
        for (const auto &[kind, series] : series_)
            for (const auto &[day, range] : series.days)
                if (range.next != range.end) return false;
        return true;
    }
    [[nodiscard]] std::vector<SeriesRange> ranges() const {
        std::vector<SeriesRange> ranges;
        for (const auto &[kind, series] : series_)
            ranges.push_back({kind, document_number(kind, series.first), document_number(kind, series.next - 1),
                              series.next - series.first});
        return ranges;
    }

  private:
    struct Range {
        std::uint64_t next, end;
    };
    struct Series {
        std::uint64_t first = 0, next = 0;
        std::map<Day, Range> days;
    };
    std::map<DocumentKind, Series> series_;
};

Error changed(const std::string &account, const std::string &id, const char *how) {
    return Error(Code::drafts_changed, "draft " + id + " of account " + account + " " + how,
                 "run again and look at it, or accept the changes", account);
}

class Finalizer {
  public:
    Finalizer(Book::Impl &book, Instant now, Day through, Numbering &numbering)
        : store_(*book.store), now_(now), through_(through), numbering_(numbering), poster_(book, now) {
        poster_.before_flush([this] { return flush_documents(); });
    }

    Result<void> take(Swept &swept) {
        const std::uint64_t account = swept.rows.account.number;
        PV_CHECK(compare(swept));
        PV_TRY(IssuedDocuments issued, issued_documents(store_, account));
        for (MadeDocument &made : swept.documents) PV_CHECK(issue(made, swept, issued));
        PV_TRY(std::vector<PlannedEntry> plan, plan_settlement(store_, account, swept.result, issued));
        return post_plan(poster_, account, std::move(plan));
    }

    Result<void> finish(FinalizeReport &report) {
        PV_CHECK(flush_documents());
        PV_CHECK(poster_.flush());
        if (!numbering_.complete())
            return Error(Code::drafts_changed, "a draft that was shown is of an account that is gone", "run again");
        report.documents = documents_;
        report.journal_entries = poster_.posted();
        report.series = numbering_.ranges();
        report.totals = totals_.rows();
        return {};
    }

  private:
    Result<void> compare(const Swept &swept) {
        PV_CHECK(store_.drafts_of(swept.rows.account.number, drafts_));
        std::erase_if(drafts_, [&](const StoredDraft &draft) { return draft.day > through_; });
        const std::string &name = swept.rows.account.name;
        for (const MadeDocument &made : swept.documents) {
            const auto draft = std::find_if(drafts_.begin(), drafts_.end(),
                                            [&](const StoredDraft &row) { return same_place(row, made.document); });
            if (draft == drafts_.end()) return changed(name, made.document.draft_id(), "was not shown");
            if (!same_draft(*draft, made))
                return changed(name, made.document.draft_id(), "has changed since it was shown");
        }
        for (const StoredDraft &draft : drafts_)
            if (std::none_of(swept.documents.begin(), swept.documents.end(),
                             [&](const MadeDocument &made) { return same_place(draft, made.document); }))
                return changed(name, draft_id(draft.day, draft.kind, draft.ordinal), "is not made any more");
        return {};
    }

    Result<void> issue(MadeDocument &made, const Swept &swept, IssuedDocuments &issued) {
        const Document &document = made.document;
        StoredDocument row;
        if (next_ == 0) { PV_TRY(next_, store_.next_document()); }
        row.number = next_++;
        row.kind = document.kind;
        row.position = numbering_.take(document.kind, document.date);
        if (row.position == 0) return changed(swept.rows.account.name, document.draft_id(), "was not shown");
        row.name = document_number(row.kind, row.position);
        row.account = swept.rows.account.number;
        row.day = document.date;
        row.due = document.due;
        row.ordinal = document.ordinal;
        row.total = document.total;
        row.tax = document.tax;
        row.body = std::move(made.body);
        std::uint32_t number = 0;
        for (const Line &line : document.lines) {
            ++number;
            if (line.ledger != chart::deferred || line.income.empty()) continue;
            PV_TRY(const Amount net, deferred_amount(line, document.kind));
            deferrals_.push_back({row.number, number, row.account, line.service, net, 0, line.income});
        }
        issued.emplace(document.draft_id(), row.number);
        PV_CHECK(totals_.add(row.kind, row.total));
        rows_.push_back(std::move(row));
        ++documents_;
        return rows_.size() >= chunk ? flush_documents() : Result<void>();
    }

    Result<void> flush_documents() {
        if (rows_.empty()) return {};
        RowsDigest digest;
        for (const StoredDocument &row : rows_) digest.add(row.name + ' ' + row.body);
        const std::uint64_t count = digest.count();
        PV_TRY(const EntryRow entry, store_.append(entry_kind::documents, now_,
                                                   Data()
                                                       .number("first", rows_.front().number)
                                                       .number("count", count)
                                                       .text("sha256", hex(digest.finish()))
                                                       .take()));
        for (StoredDocument &row : rows_) {
            row.entry = entry.number;
            PV_CHECK(store_.add_document(row));
        }
        for (const DeferralRow &row : deferrals_) PV_CHECK(store_.add_deferral(row));
        rows_.clear();
        deferrals_.clear();
        return {};
    }

    Store &store_;
    Instant now_;
    Day through_;
    Numbering &numbering_;
    Poster poster_;
    RunTotals totals_;
    std::vector<StoredDraft> drafts_;
    std::vector<StoredDocument> rows_;
    std::vector<DeferralRow> deferrals_;
    std::uint64_t next_ = 0, documents_ = 0;
};

/// Interest that was asked for with the run is a fact from now on: a book-wide event on the last day.
Result<void> record_interest(Book::Impl &book, Instant now, Day through) {
    PV_TRY(Event event, make_event("interest.requested", through, std::nullopt, {}, {}, {}));
    RecordLabel label;
    label.kind = "finalize";
    PV_TRY(const std::vector<RecordOutcome> outcomes, record_batch(book, now, std::span(&event, 1), label));
    if (outcomes.front().kind == RecordOutcome::Kind::refused) return outcomes.front().error;
    return {};
}

std::string series_json(const std::vector<SeriesRange> &series) {
    std::string out = "[";
    for (const SeriesRange &range : series) {
        if (out.size() > 1) out += ',';
        out += Data()
                   .text("kind", document_kind_name(range.kind))
                   .text("first", range.first)
                   .text("last", range.last)
                   .take();
    }
    return out + ']';
}

} // namespace

Result<FinalizeReport> finalize_drafts(Book &handle, const FinalizeRequest &request) {
    Book::Impl &book = handle.impl();
    Store &store = *book.store;
    PV_TRY(const Instant now, book.now());
    PV_TRY(WriteScope write, WriteScope::begin(store));
    PV_TRY(const std::optional<Day> shown, book.day_setting(setting::drafts_through));
    PV_TRY(const std::optional<Day> sealed, book.day_setting(setting::sealed_through));
    if (!shown && !request.through) return Error(Code::drafts_none, "nothing was drafted", "run first");
    const Day through = request.through ? *request.through : *shown;
    if (sealed && through <= *sealed)
        return Error(Code::drafts_none, "documents are sealed through " + sealed->text() + " already",
                     "run through a later day");
    PV_TRY(const ChainHead before, store.head());
    PV_TRY(const std::optional<std::string> asked, store.setting(setting::drafts_interest));
    const bool interest = asked.has_value() && shown == through;
    if (request.accept_changes) PV_CHECK(replace_drafts(book, {through, {}, interest}));
    if (interest) PV_CHECK(record_interest(book, now, through));
    PV_CHECK(store.settle_lookups());

    Sweep job;
    PV_TRY(job.terms, book.load_terms());
    job.stage = "finalize";
    job.options.calendar = false;
    job.through = through;
    job.to_last_fact = true;
    job.after = sealed.value_or(day_first - 1);
    job.until = through;
    PV_TRY(Numbering numbering, Numbering::plan(store, through));
    Finalizer finalizer(book, now, through, numbering);
    const auto consume = [&](Swept &swept) -> Result<bool> {
        PV_CHECK(finalizer.take(swept));
        return true;
    };
    PV_CHECK(sweep(book, job, consume));
    FinalizeReport report;
    report.through = through;
    PV_CHECK(finalizer.finish(report));

    PV_TRY(const EntryRow seal, store.append(entry_kind::finalized, now,
                                             Data()
                                                 .text("through", through.text())
                                                 .number("documents", report.documents)
                                                 .number("journal", report.journal_entries)
                                                 .raw("series", series_json(report.series))
                                                 .take()));
    PV_CHECK(add_seal(store, {seal.number, through}));
    PV_CHECK(book.set_day(setting::sealed_through, through));
    PV_CHECK(store.remove_drafts_through(through));
    PV_TRY(const std::uint64_t left, store.draft_count());
    if (left == 0) {
        PV_CHECK(store.unset(setting::drafts_through));
        PV_CHECK(store.unset(setting::drafts_interest));
    }
    PV_CHECK(store.settle_lookups());
    PV_TRY(const ChainHead head, store.head());
    report.head = head_of(head);
    report.first_entry = before.entries + 1;
    report.last_entry = head.entries;
    PV_CHECK(write.commit());
    return report;
}

} // namespace proviso
