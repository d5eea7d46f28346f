// Reports over the whole book: aging, trial balance, calendar, journal. Each as of the end of a civil day; `known_at`
// leaves out what was recorded later.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "book/accounts.hpp"
#include "book/book.hpp"

namespace proviso {

struct AgingItem {
    std::string account;
    std::string number;
    DocumentKind kind{};
    Day issued, due;
    std::int32_t days_past_due = 0; ///< 0 on the due day: not due
    Amount open;
};
struct AgingAccount {
    std::string account;
    std::map<std::string, std::string> personal;
    AgingStrip strip;
    std::vector<AgingItem> items; ///< only with `detail`
};
struct AgingRequest {
    Day as_of;
    std::optional<Instant> known_at;
    bool by_issue = false; ///< age by issue date instead of due date
    bool detail = false;
    std::string account; ///< empty: all
};
struct AgingTotal {
    std::string currency;
    AgingStrip strip;
    Amount receivable; ///< the control balance of assets:receivable; the strip's total equals it
    std::uint64_t accounts = 0;
};
/// Accounts in order; the totals, one per currency, come last.
[[nodiscard]] Result<std::vector<AgingTotal>> aging(Book &book, const AgingRequest &request,
                                                    const std::function<bool(const AgingAccount &)> &visit);

struct TrialBalanceRow {
    std::string ledger;
    std::string currency;
    Amount debit, credit; ///< the balance, in the column of its sign
};
struct TrialBalance {
    Day as_of;
    std::vector<TrialBalanceRow> rows;             ///< by ledger, currency
    std::vector<std::pair<Amount, Amount>> totals; ///< per currency: debit, credit (equal)
};
[[nodiscard]] Result<TrialBalance> trial_balance(Book &book, Day as_of, std::optional<Instant> known_at = {},
                                                 const std::string &account = {});

struct CalendarRow {
    std::string account;
    Deadline deadline;
    bool past = false; ///< the date lies before the day
};
struct CalendarRequest {
    Day as_of;
    Day until = day_last;  ///< only deadlines on or before
    std::string account;   ///< empty: all
    bool standing = false; ///< also duties that hold as long as the agreement
};
/// Deadlines that stand on the day, by date within each account; accounts in order.
[[nodiscard]] Result<void> calendar(Book &book, const CalendarRequest &request,
                                    const std::function<bool(const CalendarRow &)> &visit);

/// Facts that the contract does not allow, with their clauses; through the day, accounts in order.
[[nodiscard]] Result<void> exceptions(Book &book, Day through, const std::string &account,
                                      const std::function<bool(const Exception &)> &visit);

struct JournalRow {
    std::uint64_t number = 0; ///< of the journal
    std::uint64_t chain_entry = 0;
    Instant recorded_at;
    JournalEntry entry;
};
struct JournalFilter {
    std::string account; ///< empty: all
    std::optional<Day> from, through;
    std::optional<Instant> known_at;
};
/// In the order in which they were posted.
[[nodiscard]] Result<void> list_journal(Book &book, const JournalFilter &filter,
                                        const std::function<bool(const JournalRow &)> &visit);

} // namespace proviso
