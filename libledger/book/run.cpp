#include "book/run.hpp"

#include <algorithm>
#include <array>

#include "book/document_name.hpp"
#include "book/drafts.hpp"

namespace proviso {
namespace {

constexpr std::size_t most_rows = 1000; ///< exceptions and refusals listed in a report
constexpr std::array<std::string_view, 4> state_names{"new", "changed", "same", "gone"};

/// Compares one account's drafts with the documents made now, and writes them if anything differs.
Result<void> replace_account(Store &store, Swept &swept, RunReport &report) {
    const std::uint64_t account = swept.rows.account.number;
    std::vector<StoredDraft> before, now;
    PV_CHECK(store.drafts_of(account, before));
    bool write = false;
    for (const MadeDocument &made : swept.documents) {
        StoredDraft draft = draft_of(made, account);
        const auto old = std::find_if(before.begin(), before.end(),
                                      [&](const StoredDraft &row) { return same_place(row, made.document); });
        DraftState state = DraftState::fresh;
        if (old != before.end()) state = same_draft(*old, made) ? DraftState::same : DraftState::changed;
        draft.state = static_cast<std::uint8_t>(state);
        write = write || old == before.end() || old->state != draft.state || state == DraftState::changed;
        report.fresh += state == DraftState::fresh ? 1 : 0;
        report.changed += state == DraftState::changed ? 1 : 0;
        report.same += state == DraftState::same ? 1 : 0;
        now.push_back(draft);
    }
    for (const StoredDraft &row : before) {
        const bool stays = std::any_of(swept.documents.begin(), swept.documents.end(),
                                       [&](const MadeDocument &made) { return same_place(row, made.document); });
        report.gone += stays ? 0 : 1;
        write = write || !stays;
    }
    if (!write) return {};
    if (!before.empty()) PV_CHECK(store.remove_drafts(account));
    for (const StoredDraft &draft : now) PV_CHECK(store.add_draft(draft));
    return {};
}

void report_account(const Swept &swept, Day after, RunReport &report) {
    ++report.accounts;
    for (const Exception &exception : swept.result.exceptions) {
        if (exception.on <= after) continue; // told by the run that sealed it
        ++report.exceptions;
        if (report.exception_rows.size() < most_rows) report.exception_rows.push_back(exception);
    }
    for (const Refusal &refusal : swept.result.refusals) {
        ++report.refused;
        if (report.refused_rows.size() < most_rows)
            report.refused_rows.push_back({refusal.event, swept.rows.account.name, refusal.error});
    }
}

DraftRow row_of(const StoredDraft &draft, std::string account) {
    DraftRow row;
    row.account = std::move(account);
    row.id = draft_id(draft.day, draft.kind, draft.ordinal);
    row.kind = draft.kind;
    row.date = draft.day;
    row.due = draft.due;
    row.ordinal = draft.ordinal;
    row.total = draft.total;
    row.state = static_cast<DraftState>(draft.state);
    return row;
}

} // namespace

std::string_view draft_state_name(DraftState state) { return state_names[static_cast<std::size_t>(state)]; }

Result<void> RunTotals::add(DocumentKind kind, Amount total) {
    const std::string currency(total.currency().code());
    auto at = std::find_if(rows_.begin(), rows_.end(), [&](const RunTotal &row) {
        return row.kind > kind || (row.kind == kind && row.currency >= currency);
    });
    if (at == rows_.end() || at->kind != kind || at->currency != currency)
        at = rows_.insert(at, RunTotal{kind, currency, 0, Amount(0, total.currency())});
    ++at->count;
    PV_TRY(at->total, proviso::add(at->total, total));
    return {};
}

StoredDraft draft_of(const MadeDocument &made, std::uint64_t account) {
    StoredDraft draft;
    draft.account = account;
    draft.kind = made.document.kind;
    draft.day = made.document.date;
    draft.due = made.document.due;
    draft.ordinal = made.document.ordinal;
    draft.total = made.document.total;
    draft.sha256 = made.sha256;
    return draft;
}
bool same_place(const StoredDraft &draft, const Document &document) {
    return draft.kind == document.kind && draft.day == document.date && draft.ordinal == document.ordinal;
}
bool same_draft(const StoredDraft &draft, const MadeDocument &made) {
    return same_place(draft, made.document) && draft.sha256 == made.sha256;
}

Result<RunReport> replace_drafts(Book::Impl &book, const RunRequest &request) {
    Store &store = *book.store;
    PV_CHECK(store.settle_lookups());
    PV_TRY(const std::optional<Day> sealed, book.day_setting(setting::sealed_through));
    const Day after = sealed.value_or(day_first - 1);
    Sweep job;
    PV_TRY(job.terms, book.load_terms());
    job.stage = "run";
    job.account = request.account;
    job.options.interest = request.interest && request.through > after;
    job.options.calendar = false;
    job.keep = false;
    job.through = request.through;
    job.after = after;
    job.until = request.through;
    RunReport report;
    report.through = request.through;
    RunTotals totals;
    const auto consume = [&](Swept &swept) -> Result<bool> {
        report_account(swept, after, report);
        for (const MadeDocument &made : swept.documents) PV_CHECK(totals.add(made.document.kind, made.document.total));
        PV_CHECK(replace_account(store, swept, report));
        return true;
    };
    PV_CHECK(sweep(book, job, consume));
    report.totals = totals.rows();
    PV_CHECK(book.set_day(setting::drafts_through, request.through));
    if (request.interest)
        PV_CHECK(store.set(setting::drafts_interest, "yes"));
    else
        PV_CHECK(store.unset(setting::drafts_interest));
    return report;
}

Result<RunReport> run_drafts(Book &handle, const RunRequest &request) {
    Book::Impl &book = handle.impl();
    PV_TRY(WriteScope write, WriteScope::begin(*book.store));
    PV_TRY(RunReport report, replace_drafts(book, request));
    PV_CHECK(write.commit());
    return report;
}

Result<void> list_drafts(Book &handle, const std::string &account, const std::function<bool(const DraftRow &)> &visit) {
    Store &store = *handle.impl().store;
    PV_TRY(ReadScope read, ReadScope::begin(store));
    if (!account.empty()) {
        PV_TRY(const StoredAccount of, open_account(store, account));
        std::vector<StoredDraft> drafts;
        PV_CHECK(store.drafts_of(of.number, drafts));
        for (const StoredDraft &draft : drafts)
            if (!visit(row_of(draft, account))) return {};
        return {};
    }
    PV_TRY(const CursorPtr<StoredDraft> drafts, store.drafts());
    StoredDraft draft;
    for (;;) {
        PV_TRY(const bool more, drafts->next(draft));
        if (!more) return {};
        PV_TRY(std::string name, store.account_name(draft.account));
        if (!visit(row_of(draft, std::move(name)))) return {};
    }
}

Result<AccountResult> preview_account(Book &handle, const std::string &account, Day through, bool interest) {
    Book::Impl &book = handle.impl();
    PV_TRY(ReadScope read, ReadScope::begin(*book.store));
    PV_TRY(const std::shared_ptr<const LoadedTerms> terms, book.load_terms());
    PV_TRY(StoredAccount of, open_account(*book.store, account));
    PV_TRY(const AccountRows rows, read_rows(*book.store, std::move(of)));
    AccountState state;
    RunOptions options;
    options.interest = interest;
    return apply_rows(*terms, rows, through, options, state);
}

Result<Decision> ask_account(Book &handle, const std::string &account, const Question &question) {
    Book::Impl &book = handle.impl();
    PV_TRY(ReadScope read, ReadScope::begin(*book.store));
    PV_TRY(const std::shared_ptr<const LoadedTerms> terms, book.load_terms());
    PV_TRY(StoredAccount of, open_account(*book.store, account));
    PV_TRY(const AccountRows rows, read_rows(*book.store, std::move(of)));
    AccountState state;
    PV_CHECK(apply_rows(*terms, rows, question.on, {}, state));
    return decide(terms->terms, state, question);
}

} // namespace proviso
