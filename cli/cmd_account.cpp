// account list, show, statement.
#include "failure.hpp"
#include "session.hpp"

namespace proviso::cli {
namespace {

/// ACCOUNT or --account.
std::string account_of(const Invocation &invocation) {
    const std::string given = invocation.has("ACCOUNT") ? invocation.text("ACCOUNT") : invocation.text("account");
    if (given.empty())
        throw Failure(PV_E_ARGUMENT_MISSING, invocation.verb, "ACCOUNT is missing",
                      "see `proviso help " + invocation.verb + "`");
    return given;
}

std::vector<Json> rows_of(const Json &list) { return {list.begin(), list.end()}; }

int list(Session &session, const Invocation &invocation) {
    session.open_book(true);
    const std::vector<Column> columns = {{"account", "account"},
                                         {"name", "name"},
                                         {"pack", "pack"},
                                         {"status", "status"},
                                         {"currency", "currency"},
                                         {"receivable", "receivable", Align::right},
                                         {"unapplied", "on account", Align::right}};
    const std::string day = as_of(invocation);
    const std::vector<Json> rows = session.list("accounts", {{"as_of", day}});
    print_rows(session.format(), columns, rows, {{"schema", "proviso.accounts/1"}, {"as_of", day}, {"accounts", rows}});
    return exit_ok;
}

void print_section(const std::string &title, const std::vector<Column> &columns, const Json &rows) {
    if (!rows.empty()) print("\n" + title + "\n" + table_text(columns, rows_of(rows)));
}

int show(Session &session, const Invocation &invocation) {
    session.open_book(true);
    Json arguments = arguments_of(invocation, {"known-at"});
    arguments["account"] = account_of(invocation);
    arguments["as_of"] = as_of(invocation);
    const Json result = session.ask("account.show", arguments);
    if (session.format() == "json") {
        print(json_text(result));
        return exit_ok;
    }
    const std::vector<Column> items = {{"document", "document"},
                                       {"kind", "kind"},
                                       {"date", "date"},
                                       {"due", "due"},
                                       {"currency", "currency"},
                                       {"total", "total", Align::right},
                                       {"open", "open", Align::right}};
    if (session.format() == "csv") {
        print(csv_text(items, rows_of(result["items"])));
        return exit_ok;
    }
    print(cell(result, "account") + " " + cell(result, "name") + ": " + cell(result, "status") + " on " +
          cell(result, "as_of") + ", " + cell(result, "pack") + ", " + cell(result, "events") + " events\n");
    print("receivable " + cell(result, "receivable") + ", on account " + cell(result, "unapplied") + " " +
          cell(result, "currency") + "\n");
    print_section("Documents", items, result["items"]);
    print_section("States", {{"on", "on"}, {"status", "state"}, {"clause", "clause"}}, result["statuses"]);
    print_section("Deadlines",
                  {{"date", "date"},
                   {"within", "within"},
                   {"name", "deadline"},
                   {"owner", "owner"},
                   {"what", "what"},
                   {"clause", "clause"}},
                  result["deadlines"]);
    print_section("Standings", {{"name", "name"}, {"value", "value"}, {"since", "since"}, {"clause", "clause"}},
                  result["standings"]);
    print_section("Exceptions", {{"on", "on"}, {"code", "code"}, {"what", "what"}, {"clause", "clause"}},
                  result["exceptions"]);
    print_section("Accrued and not billed", {{"ledger", "ledger"}, {"amount", "amount", Align::right}},
                  result["accrued"]);
    return exit_ok;
}

int statement(Session &session, const Invocation &invocation) {
    session.open_book(true);
    Json arguments = arguments_of(invocation, {"from", "through"});
    arguments["account"] = account_of(invocation);
    const Json result = session.ask("account.statement", arguments);
    const std::vector<Column> columns = {{"date", "date"},
                                         {"document", "document"},
                                         {"text", "text"},
                                         {"due", "due"},
                                         {"debit", "debit", Align::right},
                                         {"credit", "credit", Align::right},
                                         {"balance", "balance", Align::right},
                                         {"days_late", "days late", Align::right}};
    if (session.format() != "table") {
        print_rows(session.format(), columns, rows_of(result["lines"]), result);
        return exit_ok;
    }
    const std::string currency = " " + cell(result, "currency");
    print("statement of " + cell(result, "account") + " " + cell(result["personal"], "name") + ", " +
          cell(result, "from") + " to " + cell(result, "through") + "\nopening balance " + cell(result, "opening") +
          currency + "\n\n");
    print(table_text(columns, rows_of(result["lines"])));
    print("\nclosing balance " + cell(result, "closing") + currency + "\n");
    const Json &aging = result["aging"];
    print("not due " + cell(aging, "not_due") + ", 1-30 days " + cell(aging, "days_1_30") + ", 31-60 " +
          cell(aging, "days_31_60") + ", 61-90 " + cell(aging, "days_61_90") + ", 91+ " + cell(aging, "days_91") +
          ", on account " + cell(aging, "unapplied") + "\n");
    print("interest accrued and not billed " + cell(result, "accrued_interest") + currency + "\n");
    return exit_ok;
}

const Positional account_argument = {"ACCOUNT", "the account", false};
const Option account_option = {"account", "ACCOUNT", "the account, if not given as argument"};
const Option as_of_option = {"as-of", "DATE", "the day, the whole of it; default: today"};

} // namespace

void add_account(std::vector<Verb> &verbs) {
    verbs.push_back({"account list",
                     "all accounts with their balances",
                     {},
                     {as_of_option},
                     true,
                     "table json csv",
                     {"proviso account list --as-of 2013-04-30"},
                     list});
    verbs.push_back({"account show",
                     "one account: state, documents, deadlines, exceptions",
                     {account_argument},
                     {account_option, as_of_option, {"known-at", "TIME", "only what the book knew then"}},
                     true,
                     "table json csv",
                     {"proviso account show acme --as-of 2013-04-30"},
                     show});
    verbs.push_back(
        {"account statement",
         "what was billed and paid, with a running balance",
         {account_argument},
         {{"from", "DATE", "the first day", true}, {"through", "DATE", "the last day", true}, account_option},
         true,
         "table json csv",
         {"proviso account statement acme --from 2013-01-01 --through 2013-04-30"},
         statement});
}

} // namespace proviso::cli
