// Importing events in batches, and recording single ones.
#include <algorithm>

#include "book/record.hpp"
#include "book/recorder.hpp"
#include "book/settle.hpp"
#include "book/stored_event.hpp"

namespace proviso {
namespace {

constexpr std::size_t most_samples = 20;

void collect_money_accounts(std::span<const Event> events, std::span<const RecordOutcome> outcomes,
                            std::vector<std::string> &accounts) {
    for (std::size_t i = 0; i < events.size(); ++i)
        if (outcomes[i].kind == RecordOutcome::Kind::accepted && is_money(events[i].type) && !events[i].account.empty())
            accounts.push_back(events[i].account);
}

/// Manual journals without an account are posted as they stand; those of an account come out of the engine.
Result<void> post_book_wide(Book::Impl &book, Instant now, std::span<const Event> events,
                            std::span<const RecordOutcome> outcomes) {
    Poster poster(book, now);
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (outcomes[i].kind != RecordOutcome::Kind::accepted || events[i].type != EventType::journal_adjusted ||
            !events[i].account.empty())
            continue;
        PV_TRY(const JournalEntry entry, manual_journal(events[i], Currency{}));
        PV_CHECK(poster.post(entry, 0));
    }
    return poster.flush();
}

} // namespace

struct EventImport::Impl {
    Book::Impl *book;
    ImportOptions options;
    RecordLabel label;
    ImportReport report;
    Instant now;
    std::vector<Event> events;
    std::vector<std::pair<std::uint64_t, std::string>> origins; ///< row and raw text of each event
    std::vector<SuspenseEntry> refused;                         ///< rows that are no events

    SuspenseEntry suspense_of(std::uint64_t row, std::string raw, Error reason) const {
        SuspenseEntry entry;
        entry.kind = options.kind;
        entry.file = options.file;
        entry.source = label.source;
        entry.row = row;
        entry.raw = std::move(raw);
        entry.reason = std::move(reason);
        entry.recorded_at = now;
        return entry;
    }

    Result<void> suspend(const SuspenseEntry &entry) {
        PV_TRY(const std::uint64_t id, book->store->add_suspense(entry));
        ++report.suspended;
        const std::string code(code_name(entry.reason.code));
        const auto at =
            std::find_if(report.reasons.begin(), report.reasons.end(), [&](const auto &r) { return r.first == code; });
        if (at == report.reasons.end())
            report.reasons.emplace_back(code, 1);
        else
            ++at->second;
        if (report.samples.size() < most_samples) report.samples.push_back({id, entry.row, entry.reason});
        return {};
    }

    Result<void> commit_batch(bool last) {
        if (events.empty() && refused.empty() && !last) return {};
        const ImportReport before = report;
        auto done = write_batch(last);
        if (!done) report = before; // the batch was rolled back
        return done;
    }

    Result<void> write_batch(bool last) {
        Store &store = *book->store;
        PV_TRY(WriteScope write, WriteScope::begin(store));
        PV_TRY(const ChainHead before, store.head());
        PV_TRY(const std::vector<RecordOutcome> outcomes, record_batch(*book, now, events, label));
        for (std::size_t i = 0; i < events.size(); ++i) {
            if (outcomes[i].kind == RecordOutcome::Kind::accepted)
                ++report.accepted;
            else if (outcomes[i].kind == RecordOutcome::Kind::replayed)
                ++report.replayed;
            else {
                SuspenseEntry entry = suspense_of(origins[i].first, std::move(origins[i].second), outcomes[i].error);
                entry.account = events[i].account;
                entry.event = canonical_json(events[i]);
                PV_CHECK(suspend(entry));
            }
        }
        for (const SuspenseEntry &entry : refused) PV_CHECK(suspend(entry));
        std::vector<std::string> money;
        collect_money_accounts(events, outcomes, money);
        PV_CHECK(post_book_wide(*book, now, events, outcomes));
        PV_CHECK(settle_accounts(*book, now, std::move(money)));
        if (last) PV_CHECK(store.settle_lookups());
        PV_TRY(const ChainHead after, store.head());
        if (after.entries > before.entries) {
            if (report.first_entry == 0) report.first_entry = before.entries + 1;
            report.last_entry = after.entries;
        }
        report.head = head_of(after);
        PV_CHECK(write.commit());
        events.clear();
        origins.clear();
        refused.clear();
        return book->progress("import", report.rows, 0);
    }

    Result<void> row_added() {
        ++report.rows;
        if (events.size() + refused.size() < std::max<std::uint64_t>(options.batch_rows, 1)) return {};
        return commit_batch(false);
    }
};

EventImport::EventImport(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
EventImport::EventImport(EventImport &&) noexcept = default;
EventImport &EventImport::operator=(EventImport &&) noexcept = default;
EventImport::~EventImport() = default;

Result<EventImport> EventImport::open(Book &book, ImportOptions options) {
    auto impl = std::make_unique<Impl>();
    impl->book = &book.impl();
    PV_TRY(impl->now, impl->book->now());
    if (options.source.empty()) options.source = options.kind;
    impl->label.kind = options.kind;
    impl->label.file = options.file;
    impl->label.source = options.source;
    impl->label.compare_keyless = true;
    impl->report.kind = options.kind;
    impl->report.file = options.file;
    impl->report.source = options.source;
    impl->options = std::move(options);
    return EventImport(std::move(impl));
}

Result<void> EventImport::add(ImportRow row) {
    impl_->origins.emplace_back(row.row, std::move(row.raw));
    impl_->events.push_back(std::move(row.event));
    return impl_->row_added();
}

Result<void> EventImport::refuse(std::uint64_t row, std::string raw, Error reason) {
    impl_->refused.push_back(impl_->suspense_of(row, std::move(raw), std::move(reason)));
    return impl_->row_added();
}

Result<ImportReport> EventImport::finish() {
    PV_CHECK(impl_->commit_batch(true));
    std::sort(impl_->report.reasons.begin(), impl_->report.reasons.end());
    return std::move(impl_->report);
}

Result<RecordReport> record_events(Book &handle, std::vector<Event> events) {
    Book::Impl &book = handle.impl();
    PV_TRY(const Instant now, book.now());
    PV_TRY(WriteScope write, WriteScope::begin(*book.store));
    RecordLabel label;
    label.kind = "events";
    PV_TRY(const std::vector<RecordOutcome> outcomes, record_batch(book, now, events, label));
    RecordReport report;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        if (outcomes[i].kind == RecordOutcome::Kind::refused)
            return Error(outcomes[i].error).at("event " + std::to_string(i + 1));
        if (outcomes[i].kind == RecordOutcome::Kind::replayed) ++report.replayed;
        report.events.push_back(outcomes[i].event);
    }
    std::vector<std::string> money;
    collect_money_accounts(events, outcomes, money);
    PV_CHECK(post_book_wide(book, now, events, outcomes));
    PV_CHECK(settle_accounts(book, now, std::move(money)));
    PV_TRY(const ChainHead head, book.store->head());
    report.head = head_of(head);
    PV_CHECK(write.commit());
    return report;
}

} // namespace proviso
