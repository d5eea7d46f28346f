// Accounts: list, one account as it stands, statement.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "book/book.hpp"

namespace proviso {

struct AccountRow {
    std::string account;
    std::map<std::string, std::string> personal; ///< "name", ...: kept apart, empty if erased
    std::string pack;
    Status status{};
    Amount receivable, unapplied;
};
/// As of the day, in order of account; `after` skips up to and with that account. `visit` returns false to stop.
[[nodiscard]] Result<void> list_accounts(Book &book, Day as_of, const std::string &after,
                                         const std::function<bool(const AccountRow &)> &visit);

struct AccountView {
    AccountRow row;
    AccountResult result; ///< the engine's view through the day
    std::uint64_t events = 0;
};
/// Errors: event.account_unknown.
[[nodiscard]] Result<AccountView> show_account(Book &book, const std::string &account, Day as_of,
                                               std::optional<Instant> known_at = {});

struct StatementLine {
    Day date;
    std::string document; ///< number, or payment reference
    std::string text;
    std::optional<Day> due;
    Amount debit, credit, balance; ///< running balance of receivable less unapplied
    std::int32_t days_late = 0;
};
/// Aging strip: open amounts by days past due.
struct AgingStrip {
    Amount not_due, days_1_30, days_31_60, days_61_90, days_91, total, unapplied;
};
struct AccountStatement {
    std::string account;
    std::map<std::string, std::string> personal;
    Day from, through;
    Amount opening, closing;
    std::vector<StatementLine> lines;
    AgingStrip aging;
    Amount accrued_interest; ///< accrued and not billed; not in the balance
};
/// Posted items only. Errors: event.account_unknown, period.invalid.
[[nodiscard]] Result<AccountStatement> account_statement(Book &book, const std::string &account, Day from, Day through);

} // namespace proviso
