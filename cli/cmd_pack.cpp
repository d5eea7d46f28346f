// pack list, pack show, pack check: the rule packs.
#include "failure.hpp"
#include "session.hpp"

namespace proviso::cli {
namespace {

std::vector<Json> rows_of(const Json &list) { return {list.begin(), list.end()}; }

int list(Session &session, const Invocation &) {
    session.add_all_packs();
    const Json result = session.ask("pack.list", Json::object());
    const std::vector<Column> columns = {{"id", "pack"},
                                         {"version", "version"},
                                         {"revision", "rev", Align::right},
                                         {"currency", "currency"},
                                         {"jurisdiction", "law"},
                                         {"clauses", "clauses", Align::right},
                                         {"parameters", "parameters", Align::right},
                                         {"readings", "readings", Align::right},
                                         {"title", "title"}};
    print_rows(session.format(), columns, rows_of(result["packs"]), result);
    return exit_ok;
}

const std::vector<std::pair<std::string, std::vector<Column>>> &sections() {
    static const std::vector<std::pair<std::string, std::vector<Column>>> all = {
        {"clauses", {{"id", "clause"}, {"priority", "p"}, {"title", "title"}, {"summary", "in short"}}},
        {"parameters",
         {{"id", "parameter"}, {"values", "value"}, {"unit", "unit"}, {"clause", "clause"}, {"kind", "kind"}}},
        {"readings",
         {{"id", "reading"},
          {"decides", "decides"},
          {"default", "default"},
          {"options", "options"},
          {"question", "question"}}},
        {"skus",
         {{"id", "sku"},
          {"price", "price", Align::right},
          {"per", "per"},
          {"every", "every"},
          {"clause", "clause"},
          {"title", "title"}}},
        {"printed",
         {{"number", "printed"},
          {"unit", "unit"},
          {"clause", "clause"},
          {"parameter", "carried by"},
          {"fixture", "fixture"}}},
    };
    return all;
}

/// Values and options as one short text each, for tables.
std::vector<Json> short_rows(const Json &list) {
    std::vector<Json> rows = rows_of(list);
    for (Json &row : rows) {
        for (const auto &[key, part] : {std::pair("values", "value"), std::pair("options", "name")}) {
            if (!row.contains(key)) continue;
            std::string text;
            for (const Json &item : row[key]) text += (text.empty() ? "" : ", ") + cell(item, part);
            row[key] = text.empty() ? "(unset)" : text;
        }
    }
    return rows;
}

int show(Session &session, const Invocation &invocation) {
    const std::string only = invocation.text("only");
    bool known = only.empty();
    for (const auto &[name, columns] : sections()) known = known || name == only;
    if (!known)
        throw Failure(PV_E_ARGUMENT_INVALID, "--only", "a pack has no section \"" + only + "\"",
                      "give clauses, parameters, readings, skus or printed");
    const std::string id = session.add_pack(invocation.text("PACK"));
    const Json result = session.ask("pack.show", {{"pack", id}});
    if (session.format() == "json") {
        print(json_text(result));
        return exit_ok;
    }
    if (session.format() == "csv") {
        const std::string wanted = only.empty() ? "clauses" : only;
        for (const auto &[name, columns] : sections())
            if (name == wanted) print(csv_text(columns, short_rows(result[name])));
        return exit_ok;
    }
    if (only.empty())
        for (const char *key :
             {"id", "title", "version", "revision", "currency", "jurisdiction", "calendar", "zone", "sha256"})
            print(std::string(key) + ": " + cell(result, key) + "\n");
    for (const auto &[name, columns] : sections())
        if (only.empty() || only == name)
            print((only.empty() ? "\n" : "") + table_text(columns, short_rows(result[name])));
    return exit_ok;
}

int check_packs(Session &session, const Invocation &invocation) {
    std::vector<std::string> files = invocation.all("PACK");
    if (files.empty()) files = session.pack_names();
    Json results = Json::array();
    bool all_usable = true;
    for (const std::string &name : files) {
        const std::string file = session.pack_file(name);
        Answer answer = session.call("pack.check", {{"name", file}, {"toml", read_file(file)}});
        all_usable = all_usable && !answer.no;
        answer.result["file"] = file;
        if (session.format() == "table") {
            for (const Json &finding : answer.result["findings"])
                say((finding["warning"].get<bool>() ? "warning: " : "") + finding["text"].get<std::string>());
            print(name + ": " + (answer.no ? "refused" : "good") + "\n");
        }
        results.push_back(std::move(answer.result));
    }
    if (session.format() == "json") print(json_text({{"schema", "proviso.pack-checks/1"}, {"packs", results}}));
    return all_usable ? exit_ok : exit_refused;
}

} // namespace

void add_pack(std::vector<Verb> &verbs) {
    verbs.push_back({"pack list",
                     "the rule packs that can be named",
                     {},
                     {},
                     false,
                     "table json csv",
                     {"proviso pack list"},
                     list});
    verbs.push_back({"pack show",
                     "a pack's clauses, parameters, readings, skus and printed numbers",
                     {{"PACK", "a pack's name, or its file"}},
                     {{"only", "SECTION", "clauses, parameters, readings, skus or printed"}},
                     false,
                     "table json csv",
                     {"proviso pack show safesoft-2013 --only readings"},
                     show});
    verbs.push_back({"pack check",
                     "refuse packs that are wrong, with file, line and column; warn of parameters that nothing reads",
                     {{"PACK", "packs' names or files; all if none is given", false, true}},
                     {},
                     false,
                     "table json",
                     {"proviso pack check rules/safesoft-2013.toml"},
                     check_packs});
}

} // namespace proviso::cli
