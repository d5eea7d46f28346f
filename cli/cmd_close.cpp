// close and reopen: months.
#include "failure.hpp"
#include "session.hpp"

namespace proviso::cli {
namespace {

int run(Session &session, const Invocation &invocation) {
    session.open_book();
    const Json result = session.ask("close", {{"period", invocation.text("PERIOD")}});
    if (session.format() == "json") {
        print(json_text(result));
        return exit_ok;
    }
    if (session.format() == "csv") {
        std::vector<Json> rows;
        for (const char *what : {"recognised", "accrued"})
            for (Json row : result[what]) {
                row["what"] = what;
                rows.push_back(std::move(row));
            }
        print(csv_text({{"what", "what"}, {"ledger", "ledger"}, {"currency", "currency"}, {"amount", "amount"}}, rows));
        return exit_ok;
    }
    print("closed " + cell(result, "period") + ": " + cell(result, "journal_entries") + " journal entries\n");
    for (const char *what : {"recognised", "accrued"})
        for (const Json &row : result[what])
            print("  " + std::string(what) + " " + cell(row, "amount") + " " + cell(row, "currency") + " " +
                  cell(row, "ledger") + "\n");
    print("still deferred: " + cell(result, "deferred") + " " + cell(result, "currency") + "\n");
    print("head: " + cell(result["head"], "entries") + ":" + cell(result["head"], "hash") + "\n");
    return exit_ok;
}

int reopen(Session &session, const Invocation &invocation) {
    session.open_book();
    const Json result =
        session.ask("reopen", {{"period", invocation.text("PERIOD")}, {"reason", invocation.text("reason")}});
    if (session.format() == "json")
        print(json_text(result));
    else
        say("open again: " + cell(result, "period"));
    return exit_ok;
}

} // namespace

void add_close(std::vector<Verb> &verbs) {
    verbs.push_back({"close",
                     "recognise revenue to the end of a month, accrue what is unbilled, and lock it",
                     {{"PERIOD", "the month, such as 2013-03"}},
                     {},
                     true,
                     "table json csv",
                     {"proviso close 2013-03"},
                     run});
    verbs.push_back({"reopen",
                     "open the month that was closed last and take back what its close posted",
                     {{"PERIOD", "the month, such as 2013-03"}},
                     {{"reason", "TEXT", "why", true}},
                     true,
                     "table json",
                     {"proviso reopen 2013-03 --reason \"late supplier credit\""},
                     reopen});
}

} // namespace proviso::cli
