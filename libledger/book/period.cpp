#include "book/period.hpp"

#include <algorithm>
#include <set>

#include "book/journal_text.hpp"
#include "book/ledger.hpp"
#include "book/poster.hpp"
#include "book/recognition.hpp"
#include "book/stored_event.hpp"
#include "book/sweep.hpp"

namespace proviso {
namespace {

struct Month {
    std::string name;
    Day from, until;
};

/// "2013-03".
Result<Month> parse_month(const std::string &period) {
    const Error wrong(Code::date_invalid, "\"" + period + "\" is not a month", "write it as 2013-03");
    if (period.size() != 7) return wrong;
    const auto from = Day::parse(period + "-01");
    if (!from) return wrong;
    CivilDate next = from->civil();
    next.month = next.month % 12 + 1;
    if (next.month == 1) ++next.year;
    PV_TRY(const Day until, Day::of(next));
    return Month{period, *from, until};
}

class Closing {
  public:
    Closing(Book::Impl &book, Instant now, Month month, std::uint64_t first_entry)
        : book_(book), store_(*book.store), now_(now), month_(std::move(month)),
          stamp_(month_.name + '.' + std::to_string(first_entry)), poster_(book, now) {}

    Result<ClosePeriodReport> run() {
        PV_CHECK(recognise());
        PV_CHECK(accrue());
        PV_CHECK(poster_.flush());
        report_.period = month_.name;
        report_.from = month_.from;
        report_.until = month_.until;
        report_.journal_entries = poster_.posted();
        report_.recognised = rows(recognised_);
        report_.accrued = rows(accrued_);
        return std::move(report_);
    }

  private:
    /// One entry per document: deferred to income, what is earned by the period's end less what was recognised before.
    Result<void> recognise() {
        PV_TRY(const Currency currency, book_currency(book_));
        report_.deferred = Amount(0, currency);
        PV_TRY(const CursorPtr<DeferralRow> lines, store_.deferrals());
        DeferralRow line;
        for (;;) {
            PV_TRY(const bool more, lines->next(line));
            if (!more || line.document != document_) PV_CHECK(post_document());
            if (!more) break;
            document_ = line.document;
            account_ = line.account;
            PV_TRY(const Amount earned, earned_before(line, month_.until));
            PV_TRY(const Amount change, subtract(earned, Amount(line.recognised, earned.currency())));
            PV_TRY(const Amount left, subtract(line.amount, earned));
            if (!change.is_zero()) {
                // A correction carries the days of what it corrects; it counts from its own date on.
                PV_TRY(const bool dated, dated_in_period());
                if (!dated) continue;
            }
            if (left.currency() == currency) { PV_TRY(report_.deferred, add(report_.deferred, left)); }
            if (change.is_zero()) continue;
            changes_.push_back({line.document, line.line, earned.minor()});
            PV_CHECK(sums_.add(line.income, std::string(change.currency().code()), -change.minor()));
            PV_CHECK(sums_.add(std::string(chart::deferred), std::string(change.currency().code()), change.minor()));
            if (changes_.size() >= most_changes) PV_CHECK(write_changes());
        }
        return write_changes();
    }

    /// Whether the document at hand is dated on or before the period's last day.
    Result<bool> dated_in_period() {
        if (!found_ || found_->number != document_) {
            PV_TRY(found_, store_.document(document_));
            if (!found_) return Error(Code::book_damaged, "a deferred line is of no document", "verify the book");
        }
        return found_->day < month_.until;
    }

    /// Posts what the lines of the last document come to.
    Result<void> post_document() {
        if (sums_.rows().empty()) return {};
        PV_CHECK(post("rec:" + stamp_ + '/' + found_->name, account_, month_.until - 1,
                      "earned by " + (month_.until - 1).text() + " of " + found_->name, sums_, recognised_));
        sums_ = {};
        return {};
    }

    /// Recognised amounts are written behind the cursor: a row that was read is not met again.
    Result<void> write_changes() {
        for (const Change &change : changes_)
            PV_CHECK(store_.recognise(change.document, change.line, change.recognised));
        changes_.clear();
        return {};
    }

    /// Usage and interest that run on beyond the period's end: to unbilled, and back on the next day.
    Result<void> accrue() {
        Sweep job;
        PV_TRY(job.terms, book_.load_terms());
        job.stage = "close";
        job.through = month_.until - 1;
        job.until = day_first - 1; // no documents are wanted
        const auto consume = [&](Swept &swept) -> Result<bool> {
            LedgerSums forth, back;
            for (const Posting &posting : swept.result.accrued) {
                const std::string currency(posting.amount.currency().code());
                PV_CHECK(forth.add(posting.ledger, currency, posting.amount.minor()));
                PV_CHECK(back.add(posting.ledger, currency, -posting.amount.minor()));
            }
            if (forth.rows().empty()) return true;
            const std::string key = "acc:" + stamp_ + '/' + swept.rows.account.name;
            const std::uint64_t account = swept.rows.account.number;
            PV_CHECK(post(key, account, month_.until - 1, "accrued and not billed", forth, accrued_));
            LedgerSums ignored;
            PV_CHECK(
                post(key + "/back", account, month_.until, "accrual of " + month_.name + " taken back", back, ignored));
            return true;
        };
        return sweep(book_, job, consume);
    }

    Result<void> post(std::string key, std::uint64_t account, Day date, std::string text, const LedgerSums &sums,
                      LedgerSums &income) {
        JournalEntry entry;
        entry.date = date;
        PV_TRY(entry.account, store_.account_name(account));
        entry.key = std::move(key);
        entry.text = std::move(text);
        for (const auto &[ledger, minor] : sums.rows()) {
            if (minor == 0) continue;
            PV_TRY(const Currency currency, currency_from_code(ledger.second));
            entry.postings.push_back({ledger.first, Amount(minor, currency)});
            if (ledger.first.compare(0, 7, "income:") == 0) PV_CHECK(income.add(ledger.first, ledger.second, -minor));
        }
        if (entry.postings.empty()) return {};
        PV_CHECK(poster_.post(entry, account));
        return {};
    }

    static std::vector<std::pair<std::string, Amount>> rows(const LedgerSums &sums) {
        std::vector<std::pair<std::string, Amount>> out;
        for (const auto &[ledger, minor] : sums.rows())
            if (const auto currency = currency_from_code(ledger.second))
                out.emplace_back(ledger.first, Amount(minor, *currency));
        return out;
    }

    static constexpr std::size_t most_changes = 4096;
    struct Change {
        std::uint64_t document;
        std::uint32_t line;
        std::int64_t recognised;
    };

    Book::Impl &book_;
    Store &store_;
    Instant now_;
    Month month_;
    std::string stamp_; ///< keeps the keys of two closings of one period apart
    Poster poster_;
    ClosePeriodReport report_;
    std::uint64_t document_ = 0, account_ = 0;
    std::optional<StoredDocument> found_; ///< the last document that was looked up
    std::vector<Change> changes_;
    LedgerSums sums_, recognised_, accrued_;
};

/// Takes back what closing a period posted, and what it said of deferred lines. Posts on the days of what it takes
/// back.
class Reopening {
  public:
    Reopening(Book::Impl &book, Instant now, StoredPeriod period, std::optional<Day> closed_before)
        : store_(*book.store), period_(std::move(period)), closed_before_(closed_before), poster_(book, now) {}

    /// The number of entries taken back.
    Result<std::uint64_t> run() {
        PV_CHECK(postings());
        PV_CHECK(poster_.flush());
        PV_CHECK(deferrals());
        return poster_.posted();
    }

  private:
    Result<void> postings() {
        std::vector<std::pair<std::uint64_t, JournalEntry>> closing;
        PV_TRY(const CursorPtr<StoredJournal> rows, store_.journals(1));
        StoredJournal row;
        for (;;) {
            PV_TRY(const bool more, rows->next(row));
            if (!more || row.entry > period_.entry) break;
            PV_TRY(JournalEntry entry, journal_from_json(row.body));
            if (of_this_period(entry.key)) closing.emplace_back(row.account, std::move(entry));
        }
        // Of a period that was closed, reopened and closed again the first closing is taken back already.
        std::set<std::string> reopened;
        for (const auto &[account, entry] : closing)
            if (is_reopened(entry.key)) reopened.insert(entry.key);
        for (auto &[account, entry] : closing) {
            if (is_reopened(entry.key) || reopened.contains(entry.key + std::string(suffix))) continue;
            entry.key += suffix;
            entry.text = "taken back: " + entry.text;
            for (Posting &posting : entry.postings) { PV_TRY(posting.amount, negate(posting.amount)); }
            PV_CHECK(poster_.post(entry, account));
        }
        return {};
    }

    static constexpr std::string_view suffix = "/reopened";
    static bool is_reopened(std::string_view key) {
        return key.size() > suffix.size() && key.substr(key.size() - suffix.size()) == suffix;
    }

    /// The keys of what a closing posts begin with the period and a point.
    bool of_this_period(std::string_view key) const {
        const std::string_view kind = key.substr(0, 4);
        return (kind == "rec:" || kind == "acc:") && key.substr(4, period_.period.size()) == period_.period &&
               key.substr(4 + period_.period.size(), 1) == ".";
    }

    Result<void> deferrals() {
        struct Change {
            std::uint64_t document;
            std::uint32_t line;
            std::int64_t recognised;
        };
        std::vector<Change> changes;
        {
            PV_TRY(const CursorPtr<DeferralRow> lines, store_.all_deferrals());
            DeferralRow line;
            for (;;) {
                PV_TRY(const bool more, lines->next(line));
                if (!more) break;
                if (line.recognised == 0) continue;
                PV_TRY(const std::int64_t before, recognised_before(line));
                if (before != line.recognised) changes.push_back({line.document, line.line, before});
            }
        }
        for (const Change &change : changes)
            PV_CHECK(store_.recognise(change.document, change.line, change.recognised));
        return {};
    }

    Result<std::int64_t> recognised_before(const DeferralRow &line) {
        if (!closed_before_) return std::int64_t{0};
        PV_TRY(const std::optional<StoredDocument> document, store_.document(line.document));
        if (!document) return Error(Code::book_damaged, "a deferred line is of no document", "verify the book");
        if (document->day > *closed_before_) return std::int64_t{0};
        PV_TRY(const Amount earned, earned_before(line, *closed_before_ + 1));
        return earned.minor();
    }

    Store &store_;
    StoredPeriod period_;
    std::optional<Day> closed_before_;
    Poster poster_;
};

/// The first day of the first month with postings that is still open; nothing if there is none before `from`.
Result<std::optional<Day>> open_before(Book::Impl &book, Day from, std::optional<Day> closed) {
    PV_TRY(const CursorPtr<BalanceRow> balances, book.store->balances(from - 1));
    std::optional<Day> first;
    BalanceRow row;
    for (;;) {
        PV_TRY(const bool more, balances->next(row));
        if (!more) return first;
        if ((!closed || row.day > *closed) && (!first || row.day < *first)) first = row.day;
    }
}

} // namespace

Result<ClosePeriodReport> close_period(Book &handle, const std::string &period) {
    Book::Impl &book = handle.impl();
    Store &store = *book.store;
    PV_TRY(const Month month, parse_month(period));
    PV_TRY(const Instant now, book.now());
    PV_TRY(WriteScope write, WriteScope::begin(store));
    PV_TRY(const std::optional<Day> closed, book.day_setting(setting::closed_through));
    PV_TRY(const std::optional<Day> sealed, book.day_setting(setting::sealed_through));
    if (closed && month.until <= *closed + 1)
        return Error(Code::period_closed, period + " is closed already", "reopen it to change it");
    PV_TRY(const std::optional<Day> open, open_before(book, month.from, closed));
    if (open)
        return Error(Code::period_order, open->text().substr(0, 7) + " is open and has postings", "close it first");
    if (!sealed || *sealed < month.until - 1)
        return Error(Code::period_not_sealed,
                     "documents are sealed through " + (sealed ? sealed->text() : std::string("no day")) + ", and " +
                         period + " ends on " + (month.until - 1).text(),
                     "run and finalize through that day");
    PV_TRY(const ChainHead before, store.head());
    PV_TRY(ClosePeriodReport report, Closing(book, now, month, before.entries + 1).run());
    PV_TRY(const EntryRow entry, store.append(entry_kind::closed, now,
                                              Data()
                                                  .text("period", period)
                                                  .text("through", (month.until - 1).text())
                                                  .number("journal", report.journal_entries)
                                                  .take()));
    PV_CHECK(store.add_period({entry.number, period, month.from, month.until, false}));
    PV_CHECK(book.set_day(setting::closed_through, month.until - 1));
    PV_CHECK(book.set_day(setting::recognised_through, month.until - 1));
    report.head = head_of({entry.number, entry.hash});
    PV_CHECK(write.commit());
    return report;
}

Result<std::vector<ClosedPeriod>> list_periods(Book &book) {
    Store &store = *book.impl().store;
    PV_TRY(ReadScope read, ReadScope::begin(store));
    PV_TRY(const std::vector<StoredPeriod> rows, store.periods());
    std::vector<ClosedPeriod> periods;
    for (const StoredPeriod &row : rows) {
        PV_TRY(const std::optional<Instant> recorded, store.recorded_at(row.entry));
        periods.push_back({row.period, recorded.value_or(Instant()), row.entry, row.reopened});
    }
    return periods;
}

Result<Head> reopen_period(Book &handle, const std::string &period, const std::string &reason) {
    Book::Impl &book = handle.impl();
    Store &store = *book.store;
    if (reason.empty()) return Error(Code::argument_missing, "no reason is given", "say why the period is reopened");
    PV_TRY(const Month month, parse_month(period));
    PV_TRY(const Instant now, book.now());
    PV_TRY(WriteScope write, WriteScope::begin(store));
    PV_TRY(const std::optional<Day> closed, book.day_setting(setting::closed_through));
    if (closed != month.until - 1)
        return Error(Code::period_order, period + " is not the last period that was closed",
                     "reopen the last one first");
    PV_TRY(const std::vector<StoredPeriod> rows, store.periods());
    std::optional<Day> before;
    std::optional<StoredPeriod> closing;
    for (const StoredPeriod &row : rows) {
        if (!row.reopened && row.until <= month.from) before = row.until - 1;
        if (!row.reopened && row.period == period) closing = row;
    }
    if (!closing) return Error(Code::book_damaged, "the closing of " + period + " is not there", "verify the book");
    PV_TRY(const std::uint64_t reversed, Reopening(book, now, *closing, before).run());
    ReceiptRow receipt;
    PV_TRY(receipt.salt, book.random(32)); // the reason may name a person
    receipt.reason = reason;
    PV_TRY(const EntryRow entry, store.append(entry_kind::reopened, now,
                                              Data()
                                                  .text("period", period)
                                                  .text("reason", commitment(receipt.salt, "reason " + reason))
                                                  .number("reversed", reversed)
                                                  .take()));
    receipt.entry = entry.number;
    PV_CHECK(store.add_receipt(receipt));
    PV_CHECK(store.reopen_period(period));
    for (const std::string_view name : {setting::closed_through, setting::recognised_through}) {
        if (before)
            PV_CHECK(book.set_day(name, *before));
        else
            PV_CHECK(store.unset(name));
    }
    PV_CHECK(write.commit());
    return head_of({entry.number, entry.hash});
}

} // namespace proviso
