// suspense list, retry, reject: rows that wait.
#include <charconv>

#include "failure.hpp"
#include "session.hpp"

namespace proviso::cli {
namespace {

Json ids_of(const Invocation &invocation) {
    Json ids = Json::array();
    for (const std::string &given : invocation.all("ID")) {
        std::uint64_t id = 0;
        const auto [end, failed] = std::from_chars(given.data(), given.data() + given.size(), id);
        if (failed != std::errc() || end != given.data() + given.size())
            throw Failure(PV_E_ARGUMENT_INVALID, "ID", "\"" + given + "\" is not the number of a row",
                          "see `proviso suspense list`");
        ids.push_back(id);
    }
    return ids;
}

const std::vector<Column> columns = {{"id", "id", Align::right},
                                     {"kind", "kind"},
                                     {"file", "file"},
                                     {"row", "row", Align::right},
                                     {"account", "account"},
                                     {"code", "code"},
                                     {"message", "what is wrong"},
                                     {"todo", "what to do"},
                                     {"clause", "clause"},
                                     {"state", "state"}};

int list(Session &session, const Invocation &invocation) {
    session.open_book(true);
    const std::vector<Json> rows =
        session.list("suspense", arguments_of(invocation, {"code", "kind", "account"}, {"all"}));
    std::vector<Column> shown = columns;
    if (session.format() == "csv") shown.insert(shown.end(), {{"raw", "raw"}, {"note", "note"}});
    print_rows(session.format(), shown, rows, {{"schema", "proviso.suspense/1"}, {"rows", rows}});
    if (rows.empty() && session.format() == "table") say("nothing waits");
    return exit_ok;
}

int retry(Session &session, const Invocation &invocation) {
    session.open_book();
    Json arguments = arguments_of(invocation, {"code", "kind", "account", "on", "zone"}, {"accept-duplicates"});
    if (invocation.has("ID")) arguments["ids"] = ids_of(invocation);
    if (invocation.has("mapping")) arguments["mapping"] = read_file(invocation.text("mapping"));
    const Answer answer = session.call("suspense.retry", arguments);
    const Json &rows = answer.result["still"];
    print_rows(session.format(), columns, {rows.begin(), rows.end()}, answer.result);
    say(cell(answer.result, "tried") + " tried, " + cell(answer.result, "resolved") + " resolved, " +
        cell(answer.result, "waiting") + " wait");
    return answer.no ? exit_no : exit_ok;
}

int reject(Session &session, const Invocation &invocation) {
    session.open_book();
    const Json result =
        session.ask("suspense.reject", {{"ids", ids_of(invocation)}, {"reason", invocation.text("reason")}});
    if (session.format() == "json")
        print(json_text(result));
    else
        say(cell(result, "rejected") + " closed");
    return exit_ok;
}

} // namespace

void add_suspense(std::vector<Verb> &verbs) {
    const std::vector<Option> filter = {{"code", "CODE", "only rows that wait for this reason, such as price.missing"},
                                        {"kind", "KIND", "only rows of this kind: events, calls, ..."},
                                        {"account", "ACCOUNT", "only this account's rows"}};
    std::vector<Option> list_options = filter;
    list_options.push_back({"all", "", "also rows that are resolved or rejected"});
    std::vector<Option> retry_options = filter;
    retry_options.insert(retry_options.end(),
                         {{"on", "DATE", "record late facts as of this day instead"},
                          {"accept-duplicates", "", "rows that may be duplicates are facts of their own"},
                          {"mapping", "FILE", "another mapping for call records"},
                          {"zone", "ZONE", "another time zone for local times"}});
    verbs.push_back({"suspense list",
                     "rows that wait, with what each needs",
                     {},
                     list_options,
                     true,
                     "table json csv",
                     {"proviso suspense list --code price.missing"},
                     list});
    verbs.push_back({"suspense retry",
                     "try rows again after what they need was mended",
                     {{"ID", "numbers of rows; all that the options let through if none is given", false, true}},
                     retry_options,
                     true,
                     "table json csv",
                     {"proviso suspense retry"},
                     retry});
    verbs.push_back({"suspense reject",
                     "close rows for good",
                     {{"ID", "numbers of rows", true, true}},
                     {{"reason", "TEXT", "why", true}},
                     true,
                     "table json",
                     {"proviso suspense reject 4 5 --reason \"test calls\""},
                     reject});
}

} // namespace proviso::cli
