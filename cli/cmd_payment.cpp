// payment apply: money on account to a document, as the payer said.
#include "failure.hpp"
#include "session.hpp"

namespace proviso::cli {
namespace {

int apply(Session &session, const Invocation &invocation) {
    session.open_book();
    Json arguments = arguments_of(invocation, {"account", "payment", "amount", "on"});
    arguments["document"] = invocation.text("REF");
    const Json result = session.ask("payment.apply", arguments);
    const std::vector<Column> columns = {{"payment", "payment", Align::right},
                                         {"document", "document"},
                                         {"on", "on"},
                                         {"amount", "amount", Align::right},
                                         {"currency", "currency"}};
    const Json &rows = result["allocations"];
    print_rows(session.format(), columns, {rows.begin(), rows.end()}, result);
    if (session.format() == "table")
        print("on account: " + cell(result, "unapplied") + " " + cell(result, "currency") + "\n");
    return exit_ok;
}

} // namespace

void add_payment(std::vector<Verb> &verbs) {
    verbs.push_back({"payment apply",
                     "apply money on account to a document",
                     {{"REF", "the document's number or draft id"}},
                     {{"account", "ACCOUNT", "whose money it is", true},
                      {"on", "DATE", "the day of the application", true},
                      {"payment", "KEY", "the payment's key or event number; default: money on account, oldest first"},
                      {"amount", "AMOUNT", "how much; default: as much as fits"}},
                     true,
                     "table json csv",
                     {"proviso payment apply INV-000002 --account acme --on 2013-05-02 --amount 100.00"},
                     apply});
}

} // namespace proviso::cli
