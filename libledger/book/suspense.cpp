#include "book/suspense.hpp"

#include <algorithm>
#include <array>

#include "book/recorder.hpp"
#include "book/settle.hpp"
#include "book/stored_event.hpp"
#include "book/usage_import.hpp"
#include "core/json_text.hpp"

namespace proviso {
namespace {

constexpr std::array<std::string_view, 3> state_names{"waiting", "resolved", "rejected"};
constexpr std::size_t most_still = 100;
constexpr std::size_t most_at_once = 4096; ///< rows retried as one batch

SuspenseRow row_of(const SuspenseEntry &entry) {
    SuspenseRow row;
    row.id = entry.id;
    row.kind = entry.kind;
    row.file = entry.file;
    row.source = entry.source;
    row.row = entry.row;
    row.account = entry.account;
    row.raw = entry.raw;
    row.reason = entry.reason;
    row.state = static_cast<SuspenseState>(entry.state);
    row.recorded_at = entry.recorded_at;
    row.note = entry.note;
    return row;
}

bool wanted(const SuspenseFilter &filter, const SuspenseEntry &entry) {
    return (!filter.code || code_name(entry.reason.code) == *filter.code) &&
           (filter.kind.empty() || entry.kind == filter.kind) &&
           (filter.account.empty() || entry.account == filter.account) &&
           (filter.ids.empty() || std::find(filter.ids.begin(), filter.ids.end(), entry.id) != filter.ids.end());
}

class Retry {
  public:
    Retry(Book::Impl &book, Instant now, const RetryRequest &request)
        : book_(book), store_(*book.store), now_(now), request_(request) {}

    Result<RetryReport> run() {
        PV_TRY(std::vector<SuspenseEntry> rows, collect());
        for (std::size_t at = 0; at < rows.size();) {
            std::size_t end = at + 1; // rows of one file go together, so that their order does not matter
            while (end < rows.size() && end - at < most_at_once && same_origin(rows[at], rows[end])) ++end;
            const std::span group(rows.data() + at, end - at);
            PV_CHECK(group.front().event.empty() ? retry_usage(group) : retry_events(group));
            at = end;
            PV_CHECK(book_.progress("retry", at, rows.size()));
        }
        PV_CHECK(settle_accounts(book_, now_, std::move(money_)));
        PV_TRY(const ChainHead head, store_.head());
        report_.head = head_of(head);
        return std::move(report_);
    }

  private:
    static bool same_origin(const SuspenseEntry &a, const SuspenseEntry &b) {
        return a.kind == b.kind && a.file == b.file && a.source == b.source && a.event.empty() == b.event.empty();
    }

    Result<std::vector<SuspenseEntry>> collect() {
        PV_TRY(const CursorPtr<SuspenseEntry> cursor, store_.suspense_rows(true));
        std::vector<SuspenseEntry> rows;
        SuspenseEntry row;
        for (;;) {
            PV_TRY(const bool more, cursor->next(row));
            if (!more) return rows;
            if (wanted(request_.filter, row)) rows.push_back(row);
        }
    }

    Result<void> still(SuspenseEntry &row, Error reason) {
        row.reason = std::move(reason);
        ++report_.waiting;
        if (report_.still.size() < most_still) report_.still.push_back(row_of(row));
        return store_.update_suspense(row);
    }
    Result<void> resolved(SuspenseEntry &row, std::string note) {
        row.state = static_cast<std::uint8_t>(SuspenseState::resolved);
        row.note = std::move(note);
        ++report_.resolved;
        return store_.update_suspense(row);
    }

    Result<void> retry_events(std::span<SuspenseEntry> rows) {
        report_.tried += rows.size();
        RecordLabel label;
        label.kind = rows.front().kind;
        label.file = rows.front().file;
        label.source = rows.front().source;
        label.compare_keyless = !request_.accept_duplicates;
        std::vector<Event> events;
        for (const SuspenseEntry &row : rows) {
            PV_TRY(Event event, event_from_canonical_json(row.event));
            if (request_.on && row.reason.code == Code::event_late) event.on = *request_.on;
            events.push_back(std::move(event));
        }
        PV_TRY(std::vector<RecordOutcome> outcomes, record_batch(book_, now_, events, label));
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (outcomes[i].kind == RecordOutcome::Kind::refused) {
                PV_CHECK(still(rows[i], std::move(outcomes[i].error)));
                continue;
            }
            PV_CHECK(resolved(rows[i], "event " + std::to_string(outcomes[i].event)));
            if (is_money(events[i].type) && !events[i].account.empty()) money_.push_back(events[i].account);
        }
        return {};
    }

    Result<void> retry_usage(std::span<SuspenseEntry> rows) {
        report_.tried += rows.size();
        if (!request_.usage) {
            for (SuspenseEntry &row : rows) PV_CHECK(still(row, row.reason));
            return {};
        }
        UsageBatchHead head;
        head.kind = rows.front().kind;
        head.file = rows.front().file;
        head.source = rows.front().source;
        head.format = "suspense";
        UsageWriter writer(book_, now_, head);
        PV_CHECK(writer.begin());
        for (SuspenseEntry &row : rows) {
            auto retried = request_.usage(row_of(row));
            if (!retried) {
                PV_CHECK(still(row, std::move(retried.error())));
                continue;
            }
            const bool billable = retried->billable;
            if (billable)
                if (auto added = writer.add_account(std::move(retried->usage)); !added) {
                    PV_CHECK(still(row, std::move(added.error())));
                    continue;
                }
            ++head.rows;
            ++(billable ? head.billed : head.not_billable);
            PV_CHECK(resolved(row, "batch " + std::to_string(writer.batch())));
        }
        if (head.rows == 0) return {};
        PV_CHECK(writer.finish(head));
        return {};
    }

    Book::Impl &book_;
    Store &store_;
    Instant now_;
    const RetryRequest &request_;
    RetryReport report_;
    std::vector<std::string> money_;
};

} // namespace

std::string_view suspense_state_name(SuspenseState state) { return state_names[static_cast<std::size_t>(state)]; }

Result<void> list_suspense(Book &book, const SuspenseFilter &filter,
                           const std::function<bool(const SuspenseRow &)> &visit) {
    Store &store = *book.impl().store;
    PV_TRY(ReadScope read, ReadScope::begin(store));
    PV_TRY(const CursorPtr<SuspenseEntry> rows, store.suspense_rows(filter.waiting_only));
    SuspenseEntry row;
    for (;;) {
        PV_TRY(const bool more, rows->next(row));
        if (!more) return {};
        if (wanted(filter, row) && !visit(row_of(row))) return {};
    }
}

Result<RetryReport> retry_suspense(Book &handle, const RetryRequest &request) {
    Book::Impl &book = handle.impl();
    PV_TRY(const Instant now, book.now());
    PV_TRY(WriteScope write, WriteScope::begin(*book.store));
    PV_TRY(RetryReport report, Retry(book, now, request).run());
    PV_CHECK(write.commit());
    return report;
}

Result<Head> reject_suspense(Book &handle, const std::vector<std::uint64_t> &ids, const std::string &reason) {
    Book::Impl &book = handle.impl();
    Store &store = *book.store;
    if (reason.empty()) return Error(Code::argument_missing, "no reason is given", "say why the rows are closed");
    if (ids.empty()) return Error(Code::argument_missing, "no row is named", "name the rows");
    PV_TRY(const Instant now, book.now());
    PV_TRY(WriteScope write, WriteScope::begin(store));
    std::string rows = "[";
    for (const std::uint64_t id : ids) {
        PV_TRY(std::optional<SuspenseEntry> row, store.suspense(id));
        if (!row || row->state != 0)
            return Error(Code::suspense_unknown, "no row " + std::to_string(id) + " waits", "list the rows that wait");
        row->state = static_cast<std::uint8_t>(SuspenseState::rejected);
        row->note = reason;
        PV_CHECK(store.update_suspense(*row));
        if (rows.size() > 1) rows += ',';
        rows += Data().number("id", id).text("code", code_name(row->reason.code)).take();
    }
    // The reason may name a person: it stays with the row, out of the chain.
    PV_TRY(const EntryRow entry, store.append(entry_kind::rejected, now, Data().raw("rows", rows + ']').take()));
    PV_CHECK(write.commit());
    return head_of({entry.number, entry.hash});
}

} // namespace proviso
