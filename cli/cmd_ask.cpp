// ask: may this be done? Exit 0 for allow, 1 for deny.
#include "failure.hpp"
#include "session.hpp"

namespace proviso::cli {
namespace {

int ask(Session &session, const Invocation &invocation) {
    session.open_book(true);
    Json arguments = {{"ask", invocation.text("QUESTION")},
                      {"account", invocation.text("account")},
                      {"on", as_of(invocation)},
                      {"with", pairs(invocation, "with")}};
    const Json result = session.ask("ask", arguments);
    const std::vector<Column> columns = {{"verdict", "verdict"}, {"clause", "clause"}, {"what", "what"}};
    const std::vector<Json> conditions(result["conditions"].begin(), result["conditions"].end());
    if (session.format() == "table")
        print(cell(result, "answer") + " (" + cell(result, "clause") + "): " + cell(result, "reason") + "\n");
    print_rows(session.format(), columns, conditions, result);
    return cell(result, "answer") == "allow" ? exit_ok : exit_no;
}

} // namespace

void add_ask(std::vector<Verb> &verbs) {
    verbs.push_back({"ask",
                     "ask for a permission: allow or deny, with every condition and its clause",
                     {{"QUESTION", "the permission, such as ticket.open"}},
                     {{"account", "ACCOUNT", "the account", true},
                      {"as-of", "DATE", "the day asked about, the whole of it", true},
                      {"with", "NAME=VALUE", "a fact that the question asks for", false, true}},
                     true,
                     "table json csv",
                     {"proviso ask ticket.open --account acme --as-of 2013-03-20 --with by=Ann"},
                     ask});
}

} // namespace proviso::cli
