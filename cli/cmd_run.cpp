// run and finalize: drafts, and the documents made of them.
#include "failure.hpp"
#include "session.hpp"

namespace proviso::cli {
namespace {

std::string totals(const Json &rows) {
    std::string out;
    for (const Json &row : rows)
        out += (out.empty() ? "" : ", ") + cell(row, "count") + " " + cell(row, "kind") + " " + cell(row, "total") +
               " " + cell(row, "currency");
    return out.empty() ? "none" : out;
}

std::string facts(const Json &rows) {
    std::string out;
    for (const Json &row : rows)
        out += "  " + cell(row, "code") + " " + cell(row, "account") +
               (row.contains("on") ? " " + cell(row, "on") : "") + ": " +
               (row.contains("what") ? cell(row, "what") : cell(row, "message")) +
               (cell(row, "clause").empty() ? "" : " (" + cell(row, "clause") + ")") + "\n";
    return out;
}

int run(Session &session, const Invocation &invocation) {
    session.open_book();
    const Json report = session.ask("run", arguments_of(invocation, {"through", "account"}, {"interest"}));
    if (session.format() == "json") {
        print(json_text(report));
        return exit_ok;
    }
    if (session.format() == "csv") {
        print(csv_text({{"kind", "kind"}, {"count", "count"}, {"currency", "currency"}, {"total", "total"}},
                       {report["totals"].begin(), report["totals"].end()}));
        return exit_ok;
    }
    const Json &drafts = report["drafts"];
    print("drafts through " + cell(report, "through") + ": " + cell(drafts, "new") + " new, " +
          cell(drafts, "changed") + " changed, " + cell(drafts, "same") + " the same, " + cell(drafts, "gone") +
          " gone; " + cell(report, "accounts") + " accounts\n");
    print("total: " + totals(report["totals"]) + "\n");
    if (report["exceptions"] != 0)
        print("exceptions: " + cell(report, "exceptions") + "\n" + facts(report["exception_rows"]));
    if (report["refused"] != 0)
        print("facts without effect: " + cell(report, "refused") + "\n" + facts(report["refused_rows"]));
    return exit_ok;
}

int finalize(Session &session, const Invocation &invocation) {
    session.open_book();
    const Json report = session.ask("finalize", arguments_of(invocation, {"through"}, {"accept-changes"}));
    if (session.format() == "json") {
        print(json_text(report));
        return exit_ok;
    }
    if (session.format() == "csv") {
        print(csv_text({{"kind", "kind"}, {"first", "first"}, {"last", "last"}, {"count", "count"}},
                       {report["series"].begin(), report["series"].end()}));
        return exit_ok;
    }
    print("sealed through " + cell(report, "through") + ": " + cell(report, "documents") + " documents, " +
          cell(report, "journal_entries") + " journal entries\n");
    for (const Json &series : report["series"])
        print("  " + cell(series, "kind") + " " + cell(series, "first") + " to " + cell(series, "last") + " (" +
              cell(series, "count") + ")\n");
    print("total: " + totals(report["totals"]) + "\n");
    print("head: " + cell(report["head"], "entries") + ":" + cell(report["head"], "hash") + "\n");
    return exit_ok;
}

} // namespace

void add_run(std::vector<Verb> &verbs) {
    verbs.push_back({"run",
                     "replace the drafts through a day; issues nothing",
                     {},
                     {{"through", "DATE", "the last day that is billed", true},
                      {"account", "ACCOUNT", "only this account's drafts"},
                      {"interest", "", "bill the interest accrued through the day"}},
                     true,
                     "table json csv",
                     {"proviso run --through 2013-04-30"},
                     run});
    verbs.push_back({"finalize",
                     "number, post and seal the drafts, all or none",
                     {},
                     {{"through", "DATE", "drafts through this day; default: the last run's"},
                      {"accept-changes", "", "go on if a draft is not the one that was shown"}},
                     true,
                     "table json csv",
                     {"proviso finalize"},
                     finalize});
}

} // namespace proviso::cli
