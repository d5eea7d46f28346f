// explain: why a line says what it says.
#include "failure.hpp"
#include "session.hpp"

namespace proviso::cli {
namespace {

int run(Session &session, const Invocation &invocation) {
    session.open_book(true);
    Json arguments;
    if (invocation.has("REF"))
        arguments = ref_arguments(invocation.text("REF"));
    else if (invocation.has("account") && invocation.has("date"))
        arguments = ref_arguments(invocation.text("date"));
    else
        throw Failure(PV_E_ARGUMENT_MISSING, "explain", "no document is named", "give REF, or --account and --date");
    if (invocation.has("account")) arguments["account"] = invocation.text("account");
    const Json result = session.ask("explain", arguments);
    if (session.format() == "csv") {
        std::vector<Json> rows;
        for (const Json &line : result["lines"])
            for (Json row : line["alternatives"]) {
                row["line"] = line["line"];
                rows.push_back(std::move(row));
            }
        print(csv_text({{"line", "line"},
                        {"reading", "reading"},
                        {"option", "option"},
                        {"chosen", "chosen"},
                        {"amount", "amount"},
                        {"exact", "exact"}},
                       rows));
        return exit_ok;
    }
    print(session.format() == "json" ? json_text(result) : result["text"].get<std::string>());
    return exit_ok;
}

} // namespace

void add_explain(std::vector<Verb> &verbs) {
    verbs.push_back({"explain",
                     "how a line came about, and what other readings of the clause would have given",
                     {{"REF", "a document's number, or with --account its draft id; REF:2 is its second line", false}},
                     {{"account", "ACCOUNT", "whose document it is"}, {"date", "DATE", "the document of this day"}},
                     true,
                     "table json csv",
                     {"proviso explain INV-000001:1", "proviso explain --account acme --date 2013-03-20"},
                     run});
}

} // namespace proviso::cli
