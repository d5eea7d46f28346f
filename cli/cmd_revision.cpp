// pack add, pack adopt, pack coverage, pack diff: packs as they come and change.
#include <algorithm>
#include <filesystem>

#include "failure.hpp"
#include "session.hpp"

namespace proviso::cli {
namespace {

namespace fs = std::filesystem;

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

Json scenarios(Session &session, const Invocation &invocation) {
    std::string folder = invocation.text("fixtures");
    if (folder.empty()) {
        const fs::path beside = fs::path(session.rules()).parent_path() / "fixtures";
        std::error_code none;
        if (!fs::is_directory(beside, none))
            throw Failure(PV_E_ARGUMENT_MISSING, "--fixtures", "no scenarios lie beside the rules",
                          "name their folder with --fixtures");
        folder = beside.string();
    }
    Json list = Json::array();
    for (const std::string &file : toml_below({folder})) list.push_back({{"name", file}, {"text", read_file(file)}});
    return list;
}

const std::vector<Column> coverage_columns = {
    {"kind", "kind"},           {"id", "id"},  {"name", "name"}, {"priority", "p"}, {"components", "components"},
    {"scenarios", "scenarios"}, {"gap", "gap"}};

/// The first few of a list, and how many more.
void shorten(Json &row, const char *key, std::size_t most) {
    const Json list = row[key];
    std::string text;
    for (std::size_t i = 0; i < std::min(most, list.size()); ++i)
        text += (text.empty() ? "" : ", ") + list[i].get<std::string>();
    if (list.size() > most) text += " and " + std::to_string(list.size() - most) + " more";
    row[key] = text;
}

int coverage(Session &session, const Invocation &invocation) {
    const std::string only = invocation.text("only");
    if (!only.empty() && only != "clause" && only != "reading" && only != "parameter" && only != "printed")
        throw Failure(PV_E_ARGUMENT_INVALID, "--only", "there is no part \"" + only + "\"",
                      "give clause, reading, parameter or printed");
    const Json list = scenarios(session, invocation);
    Json whole = {{"schema", "proviso.coverage/1"}, {"packs", Json::array()}};
    std::vector<Json> rows;
    std::string last;
    bool complete = true;
    for (const std::string &name : invocation.all("PACK")) {
        const std::string id = session.add_pack(name);
        Answer answer = session.call("pack.coverage", {{"pack", id}, {"scenarios", list}});
        complete = complete && !answer.no;
        for (Json row : answer.result["rows"]) {
            if ((!only.empty() && row["kind"] != only) || (invocation.has("gaps") && row["gap"] == "")) continue;
            row["pack"] = id;
            if (session.format() == "table") {
                shorten(row, "components", 3);
                shorten(row, "scenarios", 2);
            }
            rows.push_back(std::move(row));
        }
        last += id + ": " + cell(answer.result, "gaps") + " gaps, " + cell(answer.result, "failing") +
                " of them in clauses of priority A, B or C or in options of readings\n";
        whole["packs"].push_back(std::move(answer.result));
    }
    std::vector<Column> columns = coverage_columns;
    if (session.format() == "csv") columns.insert(columns.begin(), {"pack", "pack"});
    print_rows(session.format(), columns, rows, whole);
    if (session.format() == "table") print(last);
    return complete ? exit_ok : exit_no;
}

int diff(Session &session, const Invocation &invocation) {
    const Json before = session.pack_text(invocation.text("OLD")), after = session.pack_text(invocation.text("NEW"));
    Json result = session.ask("pack.diff", {{"old", before}, {"new", after}});
    const std::vector<Column> columns = {{"part", "part"},     {"id", "id"},       {"what", "what"},
                                         {"before", "before"}, {"after", "after"}, {"clause", "clause"}};
    const Json &changes = result["changes"];
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
    verbs.push_back({"pack coverage",
                     "clauses, readings, parameters and printed numbers against components and scenarios",
                     {{"PACK", "packs' names or files", true, true}},
                     {{"fixtures", "FOLDER", "scenarios; default: the folder fixtures beside the rules"},
                      {"only", "PART", "clause, reading, parameter or printed"},
                      {"gaps", "", "only what lacks something"}},
                     false,
                     "table json csv",
                     {"proviso pack coverage safesoft-2013 --gaps"},
                     coverage});
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
