// compare: the book billed again under another reading or pack; without either, every option that is not in force.
#include <algorithm>
#include <charconv>

#include "failure.hpp"
#include "session.hpp"

namespace proviso::cli {
namespace {

const std::vector<Column> ambiguity_columns = {{"reading", "reading"},
                                               {"option", "option"},
                                               {"in_force", "in force"},
                                               {"difference", "difference", Align::right},
                                               {"currency", "currency"},
                                               {"accrued", "accrued", Align::right},
                                               {"moved", "moved", Align::right},
                                               {"accounts", "accounts", Align::right},
                                               {"documents", "documents", Align::right},
                                               {"most_affected", "most affected"},
                                               {"most_difference", "by", Align::right},
                                               {"remark", "remark"}};

/// What the figures leave out, in words.
std::string remark(const Json &row) {
    if (row.contains("computed") && !row["computed"].get<bool>()) return "not computed";
    std::string out;
    if (row["failed"] != 0) out = cell(row, "failed") + " accounts cannot be billed so: " + cell(row, "failure");
    if (row["rated_before"] != 0)
        out += (out.empty() ? "" : "; ") + cell(row, "rated_before") + " accounts keep usage as it was rated at import";
    return out;
}

/// "acme 12.00, bond -3.00".
std::string affected(const Json &row) {
    std::string out;
    for (const Json &one : row["affected"])
        out += (out.empty() ? "" : ", ") + cell(one, "account") + " " + cell(one, "difference");
    return out;
}

int all_readings(Session &session, const Json &arguments) {
    const Json result = session.ask("compare", arguments);
    std::vector<Json> rows;
    for (Json row : result["rows"]) {
        row["remark"] = remark(row);
        row["affected"] = affected(row);
        const bool says_nothing = row["accounts"] == 0 && row["remark"] == "";
        if (session.format() != "table" || !says_nothing) rows.push_back(std::move(row));
    }
    std::vector<Column> columns = ambiguity_columns;
    if (arguments.contains("accounts")) { // one column of them all in place of the first and what it pays
        columns.erase(columns.end() - 3, columns.end() - 1);
        columns.insert(columns.end() - 1, {"affected", "most affected"});
    }
    const bool several =
        std::any_of(rows.begin(), rows.end(), [&](const Json &row) { return row["pack"] != rows.front()["pack"]; });
    if (session.format() == "csv" || several) columns.insert(columns.begin(), {"pack", "pack"});
    if (session.format() == "csv") {
        columns.insert(columns.end(), {{"clauses", "clauses"}, {"question", "question"}});
    }
    print_rows(session.format(), columns, rows, result);
    if (session.format() == "table") {
        const std::size_t quiet = result["rows"].size() - rows.size();
        if (quiet > 0) print(std::to_string(quiet) + " other options would have changed nothing\n");
        print("through " + cell(result, "through") + ", " + cell(result, "accounts") + " accounts\n");
    }
    return exit_ok;
}

std::string clause_parts(const Json &row) {
    std::string out;
    for (const Json &part : row["clauses"])
        out += (out.empty() ? "" : ", ") + cell(part, "clause") + " " + cell(part, "difference");
    return out;
}

} // namespace

Json compared(Session &session, const Json &arguments) {
    Json whole = {{"schema", "proviso.comparison/1"}, {"documents", Json::array()}, {"totals", Json::array()}};
    for (Json &row : session.list("comparison", arguments)) {
        const std::string kind = cell(row, "row");
        row.erase("row");
        if (kind == "limits")
            whole.update(row);
        else
            whole[kind == "total" ? "totals" : "documents"].push_back(std::move(row));
    }
    return whole;
}

void print_compared(const Json &whole, const std::string &format) {
    std::vector<Json> rows(whole["documents"].begin(), whole["documents"].end());
    for (Json &row : rows) row["clauses"] = clause_parts(row);
    const std::vector<Column> columns = {{"account", "account"},           {"number", "number"},
                                         {"document", "document"},         {"before", "before", Align::right},
                                         {"after", "after", Align::right}, {"difference", "difference", Align::right},
                                         {"currency", "currency"},         {"clauses", "by clause"}};
    print_rows(format, columns, rows, whole);
    if (format != "table") return;
    for (const Json &total : whole["totals"]) {
        print("total " + cell(total, "before") + " -> " + cell(total, "after") + " " + cell(total, "currency") +
              ", difference " + cell(total, "difference") + ", " + cell(total, "documents_changed") + " of " +
              cell(total, "documents_before") + " documents and " + cell(total, "accounts_changed") + " of " +
              cell(total, "accounts") + " accounts, through " + cell(total, "through") + "\n");
        if (total["accrued_before"] != total["accrued_after"])
            print("accrued and not billed " + cell(total, "accrued_before") + " -> " + cell(total, "accrued_after") +
                  "\n");
        if (!total["clauses"].empty()) print("by clause: " + clause_parts(total) + "\n");
    }
    if (const std::string what = remark(whole); !what.empty()) print(what + "\n");
}

namespace {

std::uint64_t whole_number(const std::string &option, const std::string &given) {
    std::uint64_t number = 0;
    const auto [end, failed] = std::from_chars(given.data(), given.data() + given.size(), number);
    if (failed != std::errc() || end != given.data() + given.size())
        throw Failure(PV_E_ARGUMENT_INVALID, option, "\"" + given + "\" is no whole number", "give one, such as 5");
    return number;
}

int run(Session &session, const Invocation &invocation) {
    session.open_book(true);
    Json arguments = arguments_of(invocation, {"through", "account"});
    if (invocation.has("reading")) arguments["readings"] = pairs(invocation, "reading");
    if (invocation.has("pack")) arguments["pack"] = session.pack_text(invocation.text("pack"));
    const std::string accounts = invocation.text("accounts");
    if (!accounts.empty()) arguments["accounts"] = whole_number("--accounts", accounts);
    if (!invocation.has("reading") && !invocation.has("pack")) return all_readings(session, arguments);
    if (!accounts.empty())
        throw Failure(PV_E_ARGUMENT_INVALID, "--accounts", "it goes with the prices of all readings",
                      "leave out --reading and --pack, or --accounts");
    print_compared(compared(session, arguments), session.format());
    return exit_ok;
}

} // namespace

void add_compare(std::vector<Verb> &verbs) {
    verbs.push_back(
        {"compare",
         "the book billed again under other readings or another pack; with neither, what each reading is worth",
         {},
         {{"reading", "R=OPTION", "a reading and the option to try", false, true},
          {"pack", "PACK", "a pack in place of the book's own: a name, or a file"},
          {"through", "DATE", "the last day; default: the last one billed"},
          {"account", "ACCOUNT", "one account only"},
          {"accounts", "N", "name so many of the accounts that each option moves most; default: 1"}},
         true,
         "table json csv",
         {"proviso compare", "proviso compare --accounts 5", "proviso compare --reading R=OPTION --format csv",
          "proviso compare --pack revised.toml"},
         run});
}

} // namespace proviso::cli
