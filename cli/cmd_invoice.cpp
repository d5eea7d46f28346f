// invoice list, show, export, mark-sent: documents.
#include <algorithm>
#include <filesystem>

#include "failure.hpp"
#include "session.hpp"

namespace proviso::cli {
namespace {

const std::vector<Column> register_columns = {{"number", "number"},
                                              {"id", "id"},
                                              {"account", "account"},
                                              {"account_name", "name"},
                                              {"kind", "kind"},
                                              {"date", "date"},
                                              {"due", "due"},
                                              {"currency", "currency"},
                                              {"total", "total", Align::right},
                                              {"tax", "tax", Align::right},
                                              {"open", "open", Align::right},
                                              {"status", "status"},
                                              {"draft", "draft"},
                                              {"sent_at", "sent"}};

int list(Session &session, const Invocation &invocation) {
    session.open_book(true);
    Json arguments = arguments_of(invocation, {"account", "kind", "from", "through", "as-of", "known-at"});
    if (invocation.has("open")) arguments["only_open"] = true;
    if (invocation.has("drafts")) arguments["issued"] = false;
    if (invocation.has("issued")) arguments["drafts"] = false;
    const std::vector<Json> rows = session.list("documents", arguments);
    print_rows(session.format(), register_columns, rows, {{"schema", "proviso.invoices/1"}, {"invoices", rows}});
    if (rows.empty() && session.format() == "table") say("no documents");
    return exit_ok;
}

const std::vector<Column> line_columns = {{"line", "line", Align::right},
                                          {"text", "what"},
                                          {"from", "from"},
                                          {"until", "until"},
                                          {"quantity", "quantity", Align::right},
                                          {"unit_price", "price", Align::right},
                                          {"fraction", "share", Align::right},
                                          {"tax", "tax inside", Align::right},
                                          {"amount", "amount", Align::right},
                                          {"clauses", "clauses"}};

std::string reference(const Json &row) {
    return cell(row, "number").empty() ? cell(row, "id") + " (draft)" : cell(row, "number");
}

std::string document_table(const Json &document) {
    std::string out = cell(document, "kind") + " " + reference(document) + "  " + cell(document, "account") + " " +
                      cell(document["customer"], "name") + "\n" + "date " + cell(document, "date") + ", due " +
                      cell(document, "due") + ", " + cell(document, "status") + ", fingerprint " +
                      cell(document, "fingerprint") + "\n\n";
    const Json &lines = document["lines"];
    out += table_text(line_columns, {lines.begin(), lines.end()});
    out += "\ntotal " + cell(document, "total") + " " + cell(document, "currency") + ", tax inside " +
           cell(document, "tax") + ", open " + cell(document, "open") + "\n";
    return out;
}

Json reference_arguments(const Invocation &invocation) {
    Json arguments = {{"ref", invocation.text("REF")}};
    if (invocation.has("account")) arguments["account"] = invocation.text("account");
    return arguments;
}

/// One document in the chosen format.
std::string shown(Session &session, Json arguments, const std::string &format) {
    if (format == "html" || format == "text") {
        arguments["format"] = format;
        return session.ask("invoice.render", arguments)["text"].get<std::string>();
    }
    const Json document = session.ask("invoice.show", arguments);
    if (format == "json") return json_text(document);
    const Json &lines = document["lines"];
    if (format == "csv") return csv_text(line_columns, {lines.begin(), lines.end()});
    return document_table(document);
}

int show(Session &session, const Invocation &invocation) {
    session.open_book(true);
    const std::string text = shown(session, reference_arguments(invocation), session.format());
    write_file(invocation.has("output") ? invocation.text("output") : "-", text);
    return exit_ok;
}

/// "INV-000001.html"; drafts and other ids without what a file name cannot have.
std::string file_name(const Json &row, const std::string &format) {
    std::string name = cell(row, "number").empty() ? cell(row, "account") + "-" + cell(row, "id") : cell(row, "number");
    for (char &c : name)
        if (c == '/' || c == '\\' || static_cast<unsigned char>(c) < 0x21) c = '-';
    return name + "." + (format == "text" ? "txt" : format);
}

/// Every issued document of the filter as a file of its own.
int export_files(Session &session, const Invocation &invocation) {
    session.open_book(true);
    const std::filesystem::path folder = invocation.text("output");
    Json filter = arguments_of(invocation, {"account", "kind", "from", "through"});
    filter["drafts"] = false;
    const std::vector<std::string> wanted = invocation.all("REF");
    std::vector<Json> rows;
    for (Json &row : session.list("documents", filter))
        if (wanted.empty() || std::find(wanted.begin(), wanted.end(), cell(row, "number")) != wanted.end())
            rows.push_back(std::move(row));
    for (const std::string &number : wanted)
        if (std::none_of(rows.begin(), rows.end(), [&](const Json &row) { return cell(row, "number") == number; }))
            throw Failure(PV_E_DOCUMENT_UNKNOWN, number, "no issued document has this number",
                          "see `proviso invoice list`");
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed)
        throw Failure(PV_E_FILE_UNWRITABLE, folder.string(), failed.message(), "name another folder with --output");
    for (const Json &row : rows) {
        const std::string format = session.format();
        const std::filesystem::path file = folder / file_name(row, format);
        write_file(file.string(), shown(session, {{"ref", row["number"]}}, format));
        print(file.string() + "\n");
    }
    return exit_ok;
}

int mark_sent(Session &session, const Invocation &invocation) {
    session.open_book();
    Json arguments = {{"refs", invocation.all("REF")},
                      {"channel", invocation.has("channel") ? invocation.text("channel") : "email"}};
    if (invocation.has("on")) arguments["on"] = invocation.text("on");
    const Json result = session.ask("invoice.mark_sent", arguments);
    if (session.format() == "json")
        print(json_text(result));
    else
        say(cell(result, "documents") + " marked as sent");
    return exit_ok;
}

const Option account_option = {"account", "ACCOUNT", "one account's documents"};

} // namespace

void add_invoice(std::vector<Verb> &verbs) {
    verbs.push_back({"invoice list",
                     "the register: issued documents by number, then drafts",
                     {},
                     {account_option,
                      {"kind", "KIND", "invoice, interest or credit-note"},
                      {"from", "DATE", "dated on this day or later"},
                      {"through", "DATE", "dated on this day or earlier"},
                      {"as-of", "DATE", "open amounts and states as of this day"},
                      {"known-at", "TIME", "only what the book knew then: an instant, or a date for its end"},
                      {"open", "", "only what is not paid"},
                      {"drafts", "", "drafts only"},
                      {"issued", "", "issued documents only"}},
                     true,
                     "table json csv",
                     {"proviso invoice list --open --format csv"},
                     list});
    verbs.push_back({"invoice show",
                     "one document",
                     {{"REF", "its number, or with --account its draft id (2013-04-01)"}},
                     {{"account", "ACCOUNT", "whose document it is"}, {"output", "FILE", "write to a file"}},
                     true,
                     "table json csv text html",
                     {"proviso invoice show INV-000001 --format html --output INV-000001.html"},
                     show});
    verbs.push_back({"invoice export",
                     "issued documents as files, one each",
                     {{"REF", "numbers; all that the options let through if none is given", false, true}},
                     {{"output", "FOLDER", "where to", true},
                      account_option,
                      {"kind", "KIND", "invoice, interest or credit-note"},
                      {"from", "DATE", "dated on this day or later"},
                      {"through", "DATE", "dated on this day or earlier"}},
                     true,
                     "html text json csv",
                     {"proviso invoice export --output out --from 2013-04-01"},
                     export_files});
    verbs.push_back({"invoice mark-sent",
                     "record that documents were sent",
                     {{"REF", "their numbers", true, true}},
                     {{"channel", "HOW", "email, post, portal, ... (email)"},
                      {"on", "DATE", "the day; default: today, by the clock"}},
                     true,
                     "table json",
                     {"proviso invoice mark-sent INV-000001 --channel post"},
                     mark_sent});
}

} // namespace proviso::cli
