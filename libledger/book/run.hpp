// run: drafts through a day. finalize: number, post and seal them, in one transaction.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "book/book.hpp"
#include "core/decide/decide.hpp"

namespace proviso {

struct RunRequest {
    Day through;
    std::string account;   ///< empty: all; else only this account's drafts are replaced
    bool interest = false; ///< bill accrued interest on the last day
};

enum class DraftState : std::uint8_t { fresh, changed, same, gone };
/// "new", "changed", "same", "gone".
[[nodiscard]] std::string_view draft_state_name(DraftState state);

/// A draft as it is kept: what it says, without its lines. The document is made again when it is shown.
struct DraftRow {
    std::string account;
    std::string id; ///< "2013-04-01", "2013-05-16/interest"
    DocumentKind kind{};
    Day date, due;
    std::int32_t ordinal = 1;
    Amount total;
    DraftState state = DraftState::fresh; ///< against the run before
};

struct RunTotal {
    DocumentKind kind{};
    std::string currency;
    std::uint64_t count = 0;
    Amount total;
};

/// A fact that the engine refused: it stands in the book and has no effect until something makes it possible.
struct RefusedEvent {
    std::uint64_t event = 0;
    std::string account;
    Error reason;
};

struct RunReport {
    Day through;
    std::uint64_t accounts = 0;
    std::uint64_t fresh = 0, changed = 0, same = 0, gone = 0;
    std::vector<RunTotal> totals; ///< of the drafts that now stand, by kind and currency
    std::uint64_t exceptions = 0, refused = 0;
    std::vector<Exception> exception_rows;  ///< the first 1,000
    std::vector<RefusedEvent> refused_rows; ///< the first 1,000
};

/// Replaces the drafts through the day. In sealed time there is nothing to draft, which is no error. Errors:
/// parameter.*, book.*, cancelled (nothing changed).
[[nodiscard]] Result<RunReport> run_drafts(Book &book, const RunRequest &request);

/// Drafts in order of account, date, kind; `visit` returns false to stop.
[[nodiscard]] Result<void> list_drafts(Book &book, const std::string &account,
                                       const std::function<bool(const DraftRow &)> &visit);

struct FinalizeRequest {
    std::optional<Day> through; ///< default: the last run's
    bool accept_changes = false;
};

struct SeriesRange {
    DocumentKind kind{};
    std::string first, last; ///< "INV-000001"
    std::uint64_t count = 0;
};

struct FinalizeReport {
    Day through;
    std::uint64_t documents = 0, journal_entries = 0;
    std::vector<SeriesRange> series;
    std::vector<RunTotal> totals;
    std::uint64_t first_entry = 0, last_entry = 0;
    Head head;
};
/// Errors: drafts.none, drafts.changed (names the first that differs), book.*, cancelled; then nothing has changed.
[[nodiscard]] Result<FinalizeReport> finalize_drafts(Book &book, const FinalizeRequest &request);

/// One account through a day, as the engine sees it now: nothing is stored.
[[nodiscard]] Result<AccountResult> preview_account(Book &book, const std::string &account, Day through,
                                                    bool interest = false);
/// A permission asked for. Errors: ask.unknown, event.account_unknown.
[[nodiscard]] Result<Decision> ask_account(Book &book, const std::string &account, const Question &question);

} // namespace proviso
