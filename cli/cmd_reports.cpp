// aging, trial-balance, calendar: the book as a whole.
#include "failure.hpp"
#include "session.hpp"

namespace proviso::cli {
namespace {

std::vector<Json> rows_of(const Json &list) { return {list.begin(), list.end()}; }

int aging(Session &session, const Invocation &invocation) {
    session.open_book(true);
    Json arguments = arguments_of(invocation, {"account", "known-at"}, {"by-issue", "detail"});
    arguments["as_of"] = as_of(invocation);
    const std::vector<Json> rows = session.list("aging", arguments);
    if (session.format() == "json") {
        Json whole = {{"schema", "proviso.aging/1"},
                      {"as_of", arguments["as_of"]},
                      {"accounts", Json::array()},
                      {"totals", Json::array()}};
        for (Json row : rows) {
            Json &list = whole[row["row"] == "total" ? "totals" : "accounts"];
            row.erase("row");
            list.push_back(std::move(row));
        }
        print(json_text(whole));
        return exit_ok;
    }
    const std::vector<Column> columns = {{"account", "account"},
                                         {"name", "name"},
                                         {"currency", "currency"},
                                         {"not_due", "not due", Align::right},
                                         {"days_1_30", "1-30", Align::right},
                                         {"days_31_60", "31-60", Align::right},
                                         {"days_61_90", "61-90", Align::right},
                                         {"days_91", "91+", Align::right},
                                         {"total", "total", Align::right},
                                         {"unapplied", "on account", Align::right}};
    std::vector<Json> shown, items;
    for (Json row : rows) {
        // A row of totals would spoil a spreadsheet's sums.
        if (row["row"] == "total" && session.format() == "csv") continue;
        if (row["row"] == "total") row["account"] = "total";
        if (row.contains("items"))
            for (Json item : row["items"]) {
                item["account"] = row["account"];
                items.push_back(std::move(item));
            }
        shown.push_back(std::move(row));
    }
    const std::vector<Column> item_columns = {
        {"account", "account"},   {"number", "document"},
        {"kind", "kind"},         {"issued", "issued"},
        {"due", "due"},           {"days_past_due", "days past due", Align::right},
        {"currency", "currency"}, {"open", "open", Align::right}};
    if (invocation.has("detail") && session.format() == "csv") {
        print(csv_text(item_columns, items));
        return exit_ok;
    }
    print_rows(session.format(), columns, shown, {});
    if (invocation.has("detail")) print("\n" + table_text(item_columns, items));
    return exit_ok;
}

int trial_balance(Session &session, const Invocation &invocation) {
    session.open_book(true);
    Json arguments = arguments_of(invocation, {"account", "known-at"});
    arguments["as_of"] = as_of(invocation);
    const Json result = session.ask("trial_balance", arguments);
    const std::vector<Column> columns = {{"ledger", "ledger"},
                                         {"currency", "currency"},
                                         {"debit", "debit", Align::right},
                                         {"credit", "credit", Align::right}};
    std::vector<Json> rows = rows_of(result["rows"]);
    if (session.format() == "table")
        for (Json total : result["totals"]) {
            total["ledger"] = "total";
            rows.push_back(std::move(total));
        }
    print_rows(session.format(), columns, rows, result);
    return exit_ok;
}

int calendar(Session &session, const Invocation &invocation) {
    session.open_book(true);
    Json arguments = arguments_of(invocation, {"account", "until"}, {"standing"});
    arguments["as_of"] = as_of(invocation);
    std::vector<Json> rows = session.list("calendar", arguments);
    std::vector<Column> columns = {{"date", "date"}, {"account", "account"}, {"name", "deadline"}, {"owner", "owner"},
                                   {"what", "what"}, {"clause", "clause"},   {"past", "past"}};
    if (session.format() == "csv") {
        for (const char *more : {"within", "about", "otherwise"}) columns.push_back({more, more});
    } else if (session.format() == "table") {
        for (Json &row : rows) // people read the contract's words where it gives no date
            if (row["date"].is_null()) row["date"] = row["within"];
    }
    print_rows(session.format(), columns, rows,
               {{"schema", "proviso.calendar/1"}, {"as_of", arguments["as_of"]}, {"deadlines", rows}});
    return exit_ok;
}

const Option as_of_option = {"as-of", "DATE", "the day, the whole of it; default: today"};
const Option known_at_option = {"known-at", "TIME", "only what the book knew then: an instant, or a date for its end"};
const Option account_option = {"account", "ACCOUNT", "one account only"};

} // namespace

void add_reports(std::vector<Verb> &verbs) {
    verbs.push_back({"aging",
                     "open amounts by days past due",
                     {},
                     {as_of_option,
                      known_at_option,
                      account_option,
                      {"by-issue", "", "age by the date of issue instead of the due date"},
                      {"detail", "", "with each document"}},
                     true,
                     "table json csv",
                     {"proviso aging --as-of 2013-04-30"},
                     aging});
    verbs.push_back({"calendar",
                     "duties and rights that stand on a day: whose, by when, and what follows otherwise",
                     {},
                     {as_of_option,
                      {"until", "DATE", "deadlines on this day or earlier, and those without a date"},
                      {"standing", "", "also duties that hold as long as the agreement"},
                      account_option},
                     true,
                     "table json csv",
                     {"proviso calendar --as-of 2013-03-20 --until 2013-04-30"},
                     calendar});
    verbs.push_back({"trial-balance",
                     "the balance of every ledger",
                     {},
                     {as_of_option, known_at_option, account_option},
                     true,
                     "table json csv",
                     {"proviso trial-balance --as-of 2013-04-30"},
                     trial_balance});
}

} // namespace proviso::cli
