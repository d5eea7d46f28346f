// pack coverage, pack lint: contracts seen whole, what carries them and what their own text leaves wrong.
#include <algorithm>
#include <filesystem>
#include <map>

#include "failure.hpp"
#include "session.hpp"

namespace proviso::cli {
namespace {

namespace fs = std::filesystem;

/// The packs that were named; all if none was.
std::vector<std::string> packs_of(Session &session, const Invocation &invocation) {
    std::vector<std::string> names = invocation.all("PACK");
    return names.empty() ? session.pack_names() : names;
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

/// A row for each pack: how many clauses of each priority, readings, parameters and printed numbers are carried.
Json sums_row(const Json &result) {
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> sums;
    for (const Json &sum : result["sums"]) {
        const std::string kind = sum["kind"];
        auto &[carried, total] = sums[kind == "clause" ? sum["priority"].get<std::string>() : kind];
        carried += sum["carried"].get<std::int64_t>();
        total += sum["total"].get<std::int64_t>();
    }
    Json row = {{"pack", result["pack"]}};
    for (const char *part : {"A", "B", "C", "D", "reading", "parameter", "printed"}) {
        const auto &[carried, total] = sums[part];
        row[part] = total == 0 ? "-" : std::to_string(carried) + " of " + std::to_string(total);
    }
    row["gaps"] = result["gaps"];
    row["failing"] = result["failing"];
    return row;
}

const std::vector<Column> sums_columns = {{"pack", "pack"},
                                          {"A", "A", Align::right},
                                          {"B", "B", Align::right},
                                          {"C", "C", Align::right},
                                          {"D", "D, cited", Align::right},
                                          {"reading", "readings", Align::right},
                                          {"parameter", "parameters", Align::right},
                                          {"printed", "printed", Align::right},
                                          {"gaps", "gaps", Align::right},
                                          {"failing", "failing", Align::right}};

void check_part(const std::string &only) {
    if (!only.empty() && only != "clause" && only != "reading" && only != "parameter" && only != "printed")
        throw Failure(PV_E_ARGUMENT_INVALID, "--only", "there is no part \"" + only + "\"",
                      "give clause, reading, parameter or printed");
}

int coverage(Session &session, const Invocation &invocation) {
    const std::string only = invocation.text("only");
    check_part(only);
    const Json list = scenarios(session, invocation);
    Json whole = {{"schema", "proviso.coverage/1"}, {"packs", Json::array()}};
    std::vector<Json> rows, sums;
    bool complete = true;
    for (const std::string &name : packs_of(session, invocation)) {
        const std::string id = session.add_pack(name);
        Answer answer = session.call("pack.coverage", {{"pack", id}, {"scenarios", list}});
        complete = complete && !answer.no;
        sums.push_back(sums_row(answer.result));
        for (Json row : answer.result["rows"]) {
            if ((!only.empty() && row["kind"] != only) || (invocation.has("gaps") && row["gap"] == "")) continue;
            row["pack"] = id;
            if (session.format() == "table") {
                shorten(row, "components", 3);
                shorten(row, "scenarios", 2);
            }
            rows.push_back(std::move(row));
        }
        whole["packs"].push_back(std::move(answer.result));
    }
    std::vector<Column> columns = coverage_columns;
    if (session.format() == "csv" || sums.size() > 1) columns.insert(columns.begin(), {"pack", "pack"});
    const bool sums_only = invocation.has("summary");
    if (!sums_only || session.format() == "json") print_rows(session.format(), columns, rows, whole);
    if (sums_only && session.format() == "csv") print_rows("csv", sums_columns, sums, whole);
    if (session.format() == "table") print((rows.empty() || sums_only ? "" : "\n") + table_text(sums_columns, sums));
    return complete ? exit_ok : exit_no;
}

/// "R-VT-18: by_title" for a defect that a reading settles.
std::string settled(const Json &row) {
    const std::string reading = cell(row, "reading"), option = cell(row, "option");
    return option.empty() ? reading : reading + ": " + option;
}

void check_kind(const std::string &only) {
    const char *kinds[] = {"reference", "undefined", "conflict", "repeated", "numbering",
                           "open",      "sound",     "other",    "unset"};
    if (!only.empty() && std::find(std::begin(kinds), std::end(kinds), only) == std::end(kinds))
        throw Failure(PV_E_ARGUMENT_INVALID, "--only", "there is no kind \"" + only + "\"",
                      "give reference, undefined, conflict, repeated, numbering, open, sound, other or unset");
}

int lint(Session &session, const Invocation &invocation) {
    const std::string only = invocation.text("only");
    check_kind(only);
    Json whole = {{"schema", "proviso.lint/1"}, {"packs", Json::array()}};
    std::vector<Json> rows;
    std::map<std::string, std::size_t> found;
    for (const std::string &name : packs_of(session, invocation)) {
        const std::string id = session.add_pack(name);
        Json result = session.ask("pack.lint", {{"pack", id}});
        Json kept = Json::array();
        for (Json row : result["rows"]) {
            if (!only.empty() && row["kind"] != only) continue;
            ++found[row["kind"]];
            kept.push_back(row);
            row["pack"] = id;
            row["settled"] = settled(row);
            if (session.format() == "table" && row["id"] != "")
                row["says"] = cell(row, "id") + ": " + cell(row, "says");
            rows.push_back(std::move(row));
        }
        result["rows"] = std::move(kept);
        whole["packs"].push_back(std::move(result));
    }
    std::vector<Column> columns = {{"kind", "kind"},
                                   {"clauses", "clauses"},
                                   {"says", "the text"},
                                   {"actually", "means"},
                                   {"settled", "settled by"}};
    if (session.format() == "csv")
        columns = {{"kind", "kind"},         {"clauses", "clauses"}, {"id", "id"},        {"says", "says"},
                   {"actually", "actually"}, {"reading", "reading"}, {"option", "option"}};
    if (session.format() == "csv" || whole["packs"].size() > 1) columns.insert(columns.begin(), {"pack", "pack"});
    print_rows(session.format(), columns, rows, whole);
    if (session.format() == "table") {
        std::string last;
        for (const auto &[kind, count] : found) last += (last.empty() ? "" : ", ") + std::to_string(count) + " " + kind;
        print(last.empty() ? "nothing found\n" : last + "\n");
    }
    return exit_ok;
}

} // namespace

void add_coverage(std::vector<Verb> &verbs) {
    verbs.push_back({"pack coverage",
                     "clauses, readings, parameters and printed numbers against components and scenarios",
                     {{"PACK", "packs' names or files; all if none is given", false, true}},
                     {{"fixtures", "FOLDER", "scenarios; default: the folder fixtures beside the rules"},
                      {"only", "PART", "clause, reading, parameter or printed"},
                      {"gaps", "", "only what lacks something"},
                      {"summary", "", "only how many of each are carried, a row for each pack"}},
                     false,
                     "table json csv",
                     {"proviso pack coverage --summary", "proviso pack coverage safesoft-2013 --gaps"},
                     coverage});
    verbs.push_back(
        {"pack lint",
         "what is wrong with the contracts' own texts, and what they call for and never give",
         {{"PACK", "packs' names or files; all if none is given", false, true}},
         {{"only", "KIND", "reference, undefined, conflict, repeated, numbering, open, sound, other or unset"}},
         false,
         "table json csv",
         {"proviso pack lint velvetel", "proviso pack lint --only unset --format csv"},
         lint});
}

} // namespace proviso::cli
