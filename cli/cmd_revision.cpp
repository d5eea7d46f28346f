// pack add, pack adopt, pack diff: packs as they come and change.
#include "failure.hpp"
#include "session.hpp"

namespace proviso::cli {
namespace {

int adopt(Session &session, const Invocation &invocation, const std::string &method) {
    const std::string id = session.add_pack(invocation.text("PACK"));
    session.add_data();
    session.open_book();
    Json arguments = {{"pack", id}};
    if (invocation.has("data")) arguments["data"] = true;
    const Json result = session.ask(method, arguments);
    if (session.format() == "json") {
        print(json_text(result));
        return exit_ok;
    }
    if (result["adopted"].empty()) say("the book has these very bytes already; nothing changed");
    for (const Json &row : result["adopted"])
        say(cell(row, "kind") + " " + cell(row, "id") + " " + cell(row, "version") +
            (cell(row, "kind") == "pack" ? " revision " + cell(row, "revision") : std::string()) +
            (row["from"].is_null() ? ": in force for everything, since nothing is sealed"
                                   : ": in force from " + cell(row, "from") + "; what is sealed stays as it is"));
    return exit_ok;
}

int diff(Session &session, const Invocation &invocation) {
    const Json before = session.pack_text(invocation.text("OLD")), after = session.pack_text(invocation.text("NEW"));
    Json result = session.ask("pack.diff", {{"old", before}, {"new", after}});
    const std::vector<Column> columns = {{"part", "part"},     {"id", "id"},       {"what", "what"},
                                         {"before", "before"}, {"after", "after"}, {"clause", "clause"}};
    const Json changes = result["changes"]; // a copy: result grows below
    Json documents;
    if (invocation.has("book")) {
        session.open_book(true);
        documents = compared(session, {{"from", before}, {"pack", after}});
        for (const auto &[key, value] : documents.items())
            if (key != "schema") result[key] = value;
    }
    if (session.format() == "csv" && !documents.is_null()) {
        print_compared(documents, "csv");
        return exit_ok;
    }
    print_rows(session.format(), columns, {changes.begin(), changes.end()}, result);
    if (session.format() == "table") {
        if (changes.empty()) print("the packs say the same\n");
        if (!documents.is_null()) {
            print("\n");
            print_compared(documents, "table");
        }
    }
    return exit_ok;
}

} // namespace

void add_revision(std::vector<Verb> &verbs) {
    verbs.push_back(
        {"pack diff",
         "what differs between two packs; with --book, what the book's documents would have been under each",
         {{"OLD", "a pack's name, or its file"}, {"NEW", "another"}},
         {},
         false,
         "table json csv",
         {"proviso pack diff safesoft-2013 revised.toml",
          "proviso pack diff safesoft-2013 revised.toml --book shop.book"},
         diff});
    const std::vector<Option> options = {
        {"data", "", "take calendars and area codes too, where they differ from the book's"}};
    verbs.push_back(
        {"pack add",
         "let accounts of the book open under one more pack",
         {{"PACK", "a pack's name, or its file"}},
         options,
         true,
         "table json",
         {"proviso pack add ipsoft-2019 --book shop.book"},
         [](Session &session, const Invocation &invocation) { return adopt(session, invocation, "pack.add"); }});
    verbs.push_back(
        {"pack adopt",
         "a new revision of a pack, in force from the next open period; nothing sealed changes",
         {{"PACK", "its name, or its file"}},
         options,
         true,
         "table json",
         {"proviso pack adopt revised.toml --book shop.book"},
         [](Session &session, const Invocation &invocation) { return adopt(session, invocation, "pack.adopt"); }});
}

} // namespace proviso::cli
