// reading set, reading list, parameter set, parameter list: what a book is billed by.
#include "failure.hpp"
#include "session.hpp"

namespace proviso::cli {
namespace {

/// `--scope` only says again what --pack and --account say, so that a slip is noticed.
void check_scope(const Invocation &invocation) {
    if (!invocation.has("scope")) return;
    const std::string scope = invocation.text("scope");
    const std::string meant = invocation.has("account") ? "account" : invocation.has("pack") ? "pack" : "book";
    if (scope == meant) return;
    if (scope != "book" && scope != "pack" && scope != "account")
        throw Failure(PV_E_ARGUMENT_INVALID, "--scope", "there is no scope \"" + scope + "\"",
                      "give book, pack or account");
    throw Failure(PV_E_ARGUMENT_INVALID, "--scope", "the choice is for one " + meant + ", not for " + scope,
                  scope == "book" ? "leave --pack and --account out" : "name the " + scope + " with --" + scope);
}

int set(Session &session, const Invocation &invocation, const std::string &kind) {
    check_scope(invocation);
    const std::string given = invocation.text("CHOICE");
    const std::size_t equals = given.find('=');
    if (equals == std::string::npos || equals == 0)
        throw Failure(PV_E_ARGUMENT_INVALID, "CHOICE", "\"" + given + "\" has no =", "write NAME=VALUE");
    session.open_book();
    Json arguments = arguments_of(invocation, {"by", "why", "on", "pack", "account"});
    arguments[kind] = given.substr(0, equals);
    arguments["value"] = given.substr(equals + 1);
    const Json result = session.ask(kind + ".set", arguments);
    if (session.format() == "json") {
        print(json_text(result));
        return exit_ok;
    }
    const std::string sealed = cell(result, "sealed_through");
    const std::string before = cell(result, "before");
    say(cell(result, kind) + " = " + cell(result, "value") + " from " + cell(result, "from") + " on, for " +
        (invocation.has("account") ? "account " + invocation.text("account") : cell(result, "packs")) + "; " +
        (before.empty() ? "it was unset" : "it was " + before) + "; " +
        (sealed.empty() ? "nothing is sealed yet, so it holds for everything"
                        : "what is sealed through " + sealed + " stays as it is"));
    return exit_ok;
}

int list(Session &session, const Invocation &invocation, const std::string &kind) {
    session.open_book(true);
    const Json result = session.ask(kind + ".list", arguments_of(invocation, {"as-of"}));
    std::vector<Json> rows;
    for (Json row : result[kind + "s"]) {
        if (invocation.has("chosen") && row["made"].empty()) continue;
        std::string made;
        for (const Json &choice : row["made"])
            made += (made.empty() ? "" : ", ") + cell(choice, "value") + " from " + cell(choice, "from") +
                    (cell(choice, "scope") == "account" ? " for " + cell(choice, "account") : "") + " by " +
                    cell(choice, "by") + ": " + cell(choice, "why");
        row["chosen"] = made;
        if (row["value"] == "") row["value"] = "(unset)";
        row["remark"] = row["computed"].get<bool>() ? "" : "not computed";
        rows.push_back(std::move(row));
    }
    const bool reading = kind == "reading";
    std::vector<Column> columns = {{"pack", "pack"},       {kind, kind},         {"value", "in force"},
                                   {"default", "default"}, {"clause", "clause"}, {"chosen", "chosen"},
                                   {"remark", "remark"}};
    columns.push_back(reading ? Column{"question", "question"} : Column{"unit", "unit"});
    if (reading && session.format() == "csv") columns.push_back({"options", "options"});
    print_rows(session.format(), columns, rows, result);
    if (session.format() == "table") say("in force on " + cell(result, "as_of"));
    return exit_ok;
}

void add(std::vector<Verb> &verbs, const std::string &kind, const std::string &example, const std::string &what) {
    verbs.push_back(
        {kind + " set",
         what + ", from an open day on; nothing sealed changes",
         {{"CHOICE", kind == "reading" ? "READING=OPTION" : "PARAMETER=VALUE, as packs write values"}},
         {{"by", "WHO", "who chose it", true},
          {"why", "TEXT", "on what ground", true},
          {"scope", "SCOPE", "book (default), pack or account"},
          {"pack", "PACK", "for accounts under this pack only"},
          {"account", "ACCOUNT", "for this account only"},
          {"on", "DATE", "from this day on; default: the first that is not sealed"}},
         true,
         "table json",
         {example},
         [kind](Session &session, const Invocation &invocation) { return set(session, invocation, kind); }});
    verbs.push_back(
        {kind + " list",
         "the " + kind + "s of the book's packs: what is in force, and what was chosen by whom",
         {},
         {{"as-of", "DATE", "in force on this day; default: the first that is not sealed, or the last choice's"},
          {"chosen", "", "only those that somebody chose"}},
         true,
         "table json csv",
         {"proviso " + kind + " list --chosen"},
         [kind](Session &session, const Invocation &invocation) { return list(session, invocation, kind); }});
}

} // namespace

void add_choice(std::vector<Verb> &verbs) {
    add(verbs, "reading", "proviso reading set R=OPTION --by \"J. Doe\" --why \"agreed by mail on 2 April\"",
        "choose how an ambiguous clause is read");
    add(verbs, "parameter", "proviso parameter set interest.annual_ceiling=0.10 --by \"J. Doe\" --why \"state law\"",
        "give a parameter a value");
}

} // namespace proviso::cli
