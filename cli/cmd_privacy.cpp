// privacy show, export, disclosures, erase, purge, scrub: personal data and rows under a retention clock.
#include "failure.hpp"
#include "session.hpp"

namespace proviso::cli {
namespace {

const std::vector<Column> held = {{"where", "where"},        {"entry", "entry", Align::right},
                                  {"account", "account"},    {"on", "on"},
                                  {"type", "type"},          {"field", "field"},
                                  {"value", "value"},        {"why", "why"},
                                  {"erased_on", "erased on"}};
const std::vector<Column> told = {
    {"on", "on"},           {"what", "what"},       {"class", "class"},   {"recipient", "recipient"}, {"to", "to"},
    {"purpose", "purpose"}, {"allowed", "allowed"}, {"clause", "clause"}, {"reason", "reason"}};

int show(Session &session, const Invocation &invocation) {
    session.open_book(true);
    const std::vector<Json> rows = session.list("personal", arguments_of(invocation, {"account", "person"}));
    print_rows(session.format(), held, rows, {{"schema", "proviso.personal/1"}, {"rows", rows}});
    if (rows.empty() && session.format() == "table") say("nothing is held");
    return exit_ok;
}

int export_all(Session &session, const Invocation &invocation) {
    session.open_book(true);
    Json out = {{"schema", "proviso.personal-export/1"},
                {"asked", arguments_of(invocation, {"account", "person"})},
                {"values", session.list("personal", arguments_of(invocation, {"account", "person"}))}};
    if (invocation.has("account"))
        out["disclosures"] = session.list("disclosures", arguments_of(invocation, {"account"}));
    print(json_text(out));
    return exit_ok;
}

int disclosures(Session &session, const Invocation &invocation) {
    session.open_book(true);
    const std::vector<Json> rows = session.list("disclosures", arguments_of(invocation, {"account"}));
    print_rows(session.format(), told, rows, {{"schema", "proviso.disclosures/1"}, {"rows", rows}});
    if (rows.empty() && session.format() == "table") say("nothing was disclosed");
    return exit_ok;
}

/// The result as a table of facts, what stays below it, and the exit code.
int tell(const Session &session, const Answer &answer, const std::vector<std::string> &facts) {
    const Json &result = answer.result;
    if (session.format() == "json") {
        print(json_text(result));
    } else {
        std::vector<Json> rows;
        for (const std::string &fact : facts) rows.push_back({{"what", fact}, {"value", cell(result, fact)}});
        print(table_text({{"what", "what"}, {"value", "value"}}, rows));
        if (result.contains("kept") && !result["kept"].empty())
            print("\nwhat stays\n" + table_text({{"where", "where"}, {"field", "field"}, {"why", "why"}},
                                                {result["kept"].begin(), result["kept"].end()}));
    }
    if (answer.no) throw Failure(exit_no, answer.line);
    return exit_ok;
}

int erase(Session &session, const Invocation &invocation) {
    session.open_book();
    return tell(session, session.call("privacy.erase", arguments_of(invocation, {"account", "person", "by", "reason"})),
                {"entry", "values", "seats", "calls", "suspended", "scrubbed"});
}

int purge(Session &session, const Invocation &invocation) {
    session.open_book();
    return tell(session,
                session.call("privacy.purge", arguments_of(invocation, {"class", "through", "on", "by", "reason"})),
                {"entry", "clause", "on", "batches", "blocks", "rows", "values", "seats", "suspended", "scrubbed"});
}

int scrub(Session &session, const Invocation &) {
    session.open_book();
    return tell(session, session.call("privacy.scrub", Json::object()), {"scrubbed"});
}

} // namespace

void add_privacy(std::vector<Verb> &verbs) {
    const std::vector<Option> whose = {
        {"account", "ACCOUNT", "whose values"},
        {"person", "NAME", "every value that contains this name; of calls the number called"}};
    const std::vector<Option> signature = {{"by", "NAME", "who does it", true},
                                           {"reason", "TEXT", "on what ground", true}};
    std::vector<Option> erase_options = whose;
    erase_options.insert(erase_options.end(), signature.begin(), signature.end());
    std::vector<Option> purge_options = {
        {"class", "CLASS", "the retention class of imported usage, such as call-log", true},
        {"through", "DATE", "rows dated on this day or earlier; all whose clock has run if not given"},
        {"on", "DATE", "the day of the purge; today in UTC if not given"}};
    purge_options.insert(purge_options.end(), signature.begin(), signature.end());
    verbs.push_back({"privacy show",
                     "every value that the book holds about an account or a person, and why",
                     {},
                     whose,
                     true,
                     "table json csv",
                     {"proviso privacy show --account acme", "proviso privacy show --person \"Ada Jones\""},
                     show});
    verbs.push_back({"privacy export",
                     "the same as one JSON document, with what was disclosed",
                     {},
                     whose,
                     true,
                     "json",
                     {"proviso privacy export --account acme"},
                     export_all});
    verbs.push_back({"privacy disclosures",
                     "to whom data about an account went, and who looked at it",
                     {},
                     {{"account", "ACCOUNT", "whose data", true}},
                     true,
                     "table json csv",
                     {"proviso privacy disclosures --account acme"},
                     disclosures});
    verbs.push_back({"privacy erase",
                     "erase what no open matter needs, down to the file's bytes",
                     {},
                     erase_options,
                     true,
                     "table json",
                     {"proviso privacy erase --person \"Ada Jones\" --by \"B. Clerk\" --reason \"request 17\""},
                     erase});
    verbs.push_back({"privacy purge",
                     "remove usage rows whose retention clock has run; totals stay",
                     {},
                     purge_options,
                     true,
                     "table json",
                     {"proviso privacy purge --class call-log --through 2013-06-30 --by \"B. Clerk\" --reason monthly"},
                     purge});
    verbs.push_back({"privacy scrub",
                     "overwrite old bytes that a removal had to leave",
                     {},
                     {},
                     true,
                     "table json",
                     {"proviso privacy scrub"},
                     scrub});
}

} // namespace proviso::cli
