// credit: the vendor credits a line of an issued document.
#include "failure.hpp"
#include "session.hpp"

namespace proviso::cli {
namespace {

int credit(Session &session, const Invocation &invocation) {
    session.open_book();
    Json arguments = arguments_of(invocation, {"account", "amount", "reason", "by", "clause", "on"});
    arguments.update(ref_arguments(invocation.text("REF")));
    const Json result = session.ask("credit", arguments);
    const std::vector<Column> columns = {{"document", "document"},
                                         {"line", "line", Align::right},
                                         {"on", "on"},
                                         {"amount", "amount", Align::right},
                                         {"currency", "currency"}};
    print_rows(session.format(), columns, {result}, result);
    return exit_ok;
}

} // namespace

void add_credit(std::vector<Verb> &verbs) {
    verbs.push_back({"credit",
                     "credit a line of an issued document",
                     {{"REF", "the document's number, or with --account its draft id; with :LINE one line of it"}},
                     {{"account", "ACCOUNT", "the account, for draft ids"},
                      {"amount", "AMOUNT", "how much; default: all that is left"},
                      {"reason", "TEXT", "why, as the credit note prints it; no names", true},
                      {"by", "NAME", "who grants it", true},
                      {"clause", "CLAUSE", "the clause that grants it; without one it is goodwill"},
                      {"on", "DATE", "the day; default: today, no earlier than the first open day"}},
                     true,
                     "table json csv",
                     {"proviso credit INV-000002:1 --amount 50.00 --reason \"slow start\" --by ann"},
                     credit});
}

} // namespace proviso::cli
