// license key, issue, verify, inspect, revoke: signed licence files. The library gets and gives texts; this reads and
// writes the files.
#include <sys/stat.h>

#include <memory>

#include "failure.hpp"
#include "session.hpp"

namespace proviso::cli {
namespace {

/// Licence files are small; what is larger is not read into memory as a whole.
constexpr std::size_t file_most = std::size_t{5} << 20;

std::string read_small(const std::string &path) {
    std::string text;
    read_blocks(path, [&](const char *bytes, std::size_t size) {
        if (text.size() + size > file_most)
            throw Failure(PV_E_INPUT_TOO_LARGE, path, "the file is far larger than a licence file", "give another one");
        text.append(bytes, size);
    });
    return text;
}

Json texts_of(const std::vector<std::string> &paths) {
    Json texts = Json::array();
    for (const std::string &path : paths) texts.push_back(read_small(path));
    return texts;
}

std::uint64_t number(const Invocation &invocation, const std::string &option) {
    const std::string text = invocation.text(option);
    if (text.empty() || text.size() > 15 || text.find_first_not_of("0123456789") != std::string::npos)
        throw Failure(PV_E_ARGUMENT_INVALID, "--" + option, "\"" + text + "\" is not a whole number",
                      "write digits only");
    return std::stoull(text);
}

void add_number(Json &arguments, const Invocation &invocation, const std::string &option, const std::string &name) {
    if (invocation.has(option)) arguments[name] = number(invocation, option);
}

/// `users=100` or `users=100,IP-4.1` options as objects; `value` names the middle part.
Json scopes(const Invocation &invocation, const std::string &option, const std::string &value) {
    Json rows = Json::array();
    for (const std::string &given : invocation.all(option)) {
        const std::size_t equals = given.find('='), comma = given.find(',');
        const std::string what = equals == std::string::npos ? "" : given.substr(equals + 1, comma - equals - 1);
        const bool is_number =
            value != "count" || (what.size() <= 15 && what.find_first_not_of("0123456789") == std::string::npos);
        if (what.empty() || !is_number || comma < equals)
            throw Failure(PV_E_ARGUMENT_INVALID, "--" + option, "\"" + given + "\" is not of the form",
                          value == "count" ? "write users=100, or users=100,CLAUSE"
                                           : "write mac=NAME, or mac=NAME,CLAUSE");
        Json row = {{"metric", given.substr(0, equals)}};
        row[value] = value == "count" ? Json(std::stoull(what)) : Json(what);
        if (comma != std::string::npos) row["clause"] = given.substr(comma + 1);
        rows.push_back(std::move(row));
    }
    return rows;
}

/// The day that `--at` names, under the name that the library has for it.
void add_day(Json &arguments, const Invocation &invocation) {
    if (invocation.has("at")) arguments["on"] = invocation.text("at");
}

void tell_facts(const Session &session, const Json &result, const std::vector<std::string> &facts) {
    if (session.format() == "json") return print(json_text(result));
    std::vector<Json> rows;
    for (const std::string &fact : facts)
        if (const std::string value = cell(result, fact); !value.empty())
            rows.push_back({{"what", fact.substr(fact.rfind('.') + 1)}, {"value", value}});
    print(table_text({{"what", "what"}, {"value", "value"}}, rows));
}

void tell_scope(const Session &session, const Json &licence) {
    if (session.format() == "json" || !licence.contains("limits")) return;
    const std::vector<Json> limits(licence["limits"].begin(), licence["limits"].end());
    const std::vector<Json> names(licence["names"].begin(), licence["names"].end());
    if (!limits.empty())
        print("\n" +
              table_text({{"metric", "limit"}, {"count", "at most", Align::right}, {"clause", "clause"}}, limits));
    if (!names.empty()) print("\n" + table_text({{"metric", "named"}, {"name", "name"}, {"clause", "clause"}}, names));
}

int key(Session &session, const Invocation &invocation) {
    const std::string what = invocation.text("WHAT");
    const bool is_new = what == "new";
    if (!is_new && what != "public")
        throw Failure(PV_E_ARGUMENT_INVALID, "WHAT", "`license key` does not know \"" + what + "\"",
                      "give new or public");
    const char *const file = is_new ? "out" : "key";
    if (!invocation.has(file))
        throw Failure(PV_E_ARGUMENT_MISSING, "license key", std::string("--") + file + " is missing",
                      "see `proviso help license key`");
    std::unique_ptr<Replacement> shown;
    if (invocation.has("public")) shown = std::make_unique<Replacement>(invocation.text("public"));
    session.use_key(invocation.text(file));
    const Json result = session.ask("license.key", {{"new", is_new}});
    if (shown) shown->commit(result["public"].get<std::string>());
    if (session.format() == "json")
        print(json_text(result));
    else if (!shown)
        print(result["public"].get<std::string>());
    say("key " + result["id"].get<std::string>() +
        (is_new ? "; keep " + invocation.text(file) + " where nobody else reads it" : ""));
    return exit_ok;
}

int issue(Session &session, const Invocation &invocation) {
    Json arguments =
        arguments_of(invocation, {"account", "product", "licence", "order", "contract", "clause", "from", "until"});
    if (invocation.has("contract-version")) arguments["version"] = invocation.text("contract-version");
    add_number(arguments, invocation, "revision", "revision");
    add_number(arguments, invocation, "issue", "issue");
    add_number(arguments, invocation, "grace-days", "grace_days");
    add_number(arguments, invocation, "revocations", "revocations");
    add_day(arguments, invocation);
    if (invocation.has("limit")) arguments["limits"] = scopes(invocation, "limit", "count");
    if (invocation.has("named")) arguments["names"] = scopes(invocation, "named", "name");
    session.use_key(invocation.text("key"));
    if (invocation.has("book")) session.open_book();
    Replacement out(invocation.text("out"));
    const Json result = session.ask("license.issue", arguments);
    out.commit(result["file"].get<std::string>());
    if (invocation.text("out") == "-") return exit_ok;
    tell_facts(session, result,
               {"licence.licence", "licence.issue", "licence.account", "licence.order", "licence.product",
                "licence.clause", "licence.from", "licence.until", "licence.key", "sha256", "event"});
    tell_scope(session, result["licence"]);
    return exit_ok;
}

int verify(Session &session, const Invocation &invocation) {
    Json arguments = arguments_of(invocation, {"metric", "name"});
    add_number(arguments, invocation, "count", "count");
    add_day(arguments, invocation);
    arguments["file"] = read_small(invocation.text("FILE"));
    arguments["keys"] = texts_of(invocation.all("public"));
    if (invocation.has("revocations")) arguments["revocations"] = read_small(invocation.text("revocations"));
    std::unique_ptr<Replacement> state;
    if (invocation.has("state")) {
        const std::string path = invocation.text("state");
        struct stat is {};
        if (::stat(path.c_str(), &is) == 0)
            arguments["state"] = read_small(path);
        else
            say("no state yet: nothing tells whether the clock was set back before today");
        state = std::make_unique<Replacement>(path);
    }
    const Answer answer = session.call("license.verify", arguments);
    const Json &result = answer.result;
    if (state && result["state"].is_string()) state->commit(result["state"].get<std::string>());
    tell_facts(session, result,
               {"answer", "status", "on", "reason", "clause", "licence.licence", "licence.issue", "licence.account",
                "licence.product", "licence.until", "list"});
    for (const Json &warning : result["warnings"]) say("warning: " + warning.get<std::string>());
    if (answer.no) throw Failure(exit_no, answer.line);
    return exit_ok;
}

int inspect(Session &session, const Invocation &invocation) {
    Json arguments = {{"file", read_small(invocation.text("FILE"))}};
    if (invocation.has("public")) arguments["keys"] = texts_of(invocation.all("public"));
    const Json result = session.ask("license.inspect", arguments);
    tell_facts(session, result, {"kind",    "signature", "key",   "number",     "licence",     "issue",    "issued",
                                 "next",    "account",   "order", "contract",   "version",     "revision", "clause",
                                 "product", "from",      "until", "grace_days", "revocations", "sha256"});
    tell_scope(session, result);
    if (session.format() == "table" && result.contains("revoked") && !result["revoked"].empty())
        print("\n" + table_text({{"licence", "revoked"}, {"from", "from"}, {"reason", "reason"}},
                                {result["revoked"].begin(), result["revoked"].end()}));
    return exit_ok;
}

int revoke(Session &session, const Invocation &invocation) {
    Json arguments = arguments_of(invocation, {"reason", "from", "account"});
    add_number(arguments, invocation, "next-days", "next_days");
    add_number(arguments, invocation, "number", "number");
    add_day(arguments, invocation);
    arguments["licences"] = invocation.all("LICENCE");
    if (invocation.has("list")) arguments["list"] = read_small(invocation.text("list"));
    if (invocation.has("public")) arguments["keys"] = texts_of(invocation.all("public"));
    session.use_key(invocation.text("key"));
    if (invocation.has("book")) session.open_book();
    Replacement out(invocation.text("out"));
    const Json result = session.ask("license.revoke", arguments);
    out.commit(result["file"].get<std::string>());
    if (invocation.text("out") == "-") return exit_ok;
    tell_facts(session, result, {"number", "issued", "next", "key", "sha256", "events"});
    if (session.format() == "table")
        print("\n" + table_text({{"licence", "revoked"}, {"from", "from"}, {"reason", "reason"}},
                                {result["revoked"].begin(), result["revoked"].end()}));
    return exit_ok;
}

const Option key_option{"key", "FILE", "the signing key: a file that only its owner may read", true};
const Option at_option{"at", "DATE", "the day, in UTC; today by the machine's clock if not given"};

void add_issue(std::vector<Verb> &verbs) {
    verbs.push_back(
        {"license issue",
         "sign a licence file; with --book, of what the account's order allows, and record it",
         {},
         {{"account", "ACCOUNT", "whose licence it is", true},
          {"product", "SKU", "the product", true},
          key_option,
          {"out", "FILE", "where the licence goes; - is standard output", true},
          {"order", "ORDER", "the order that it stands on"},
          {"licence", "ID", "its id; random if not given"},
          {"issue", "N", "which issue of it; 1 if not given, with --book the next"},
          {"contract", "PACK", "the contract; without --book"},
          {"contract-version", "VERSION", "of the contract's text; without --book"},
          {"revision", "N", "of the rule pack; without --book"},
          {"clause", "CLAUSE", "that grants it; without --book"},
          {"from", "DATE", "first day of the term"},
          {"until", "DATE", "first day after the term; no end if not given"},
          {"grace-days", "N", "days after the term on which it holds with a warning"},
          {"limit", "METRIC=N", "at most so many: users=100, or users=100,CLAUSE", false, true},
          {"named", "METRIC=NAME", "only on what is named: mac=00:1B:44:11:3A:B7, server=pbx1", false, true},
          {"revocations", "N", "number of the list of revocations that is out"},
          at_option},
         false,
         "table json",
         {"proviso license issue --book shop.book --account acme --product software-licence --grace-days 15 "
          "--key seller.key --out acme.licence"},
         issue});
}

void add_checks(std::vector<Verb> &verbs) {
    verbs.push_back(
        {"license verify",
         "does a licence hold today, and cover so much use? Exit 1 says no",
         {{"FILE", "the licence file"}},
         {{"public", "FILE", "the seller's public key; give all that are in use", true, true},
          {"revocations", "FILE", "the newest list of revocations"},
          {"state", "FILE", "what was seen before; written anew, shows a clock that was set back"},
          {"metric", "METRIC", "what is used, such as users"},
          {"count", "N", "how many of it"},
          {"name", "NAME", "which one, where the licence names them"},
          at_option},
         false,
         "table json",
         {"proviso license verify acme.licence --public seller.pem --revocations seller.revocations --state "
          "acme.state --metric users --count 100"},
         verify});
    verbs.push_back({"license inspect",
                     "what a licence file or list of revocations says",
                     {{"FILE", "the file"}},
                     {{"public", "FILE", "check the signature with this key", false, true}},
                     false,
                     "table json",
                     {"proviso license inspect acme.licence --public seller.pem"},
                     inspect});
}

} // namespace

void add_license(std::vector<Verb> &verbs) {
    verbs.push_back(
        {"license key",
         "make a signing key, or show the public key of one",
         {{"WHAT", "new or public"}},
         {{"out", "FILE", "of new: where the key goes; only its owner may read it, and it is never overwritten"},
          {"key", "FILE", "of public: the signing key"},
          {"public", "FILE", "where the public key goes; standard output if not given"}},
         false,
         "table json",
         {"proviso license key new --out seller.key --public seller.pem"},
         key});
    add_issue(verbs);
    add_checks(verbs);
    verbs.push_back(
        {"license revoke",
         "sign the next list of revocations, with these licences added; without any, the same list anew",
         {{"LICENCE", "ids of licences", false, true}},
         {key_option,
          {"out", "FILE", "where the list goes; - is standard output", true},
          {"list", "FILE", "the last list, whose licences stay revoked; a first list if not given"},
          {"number", "N", "of a first list; 1 if not given"},
          {"reason", "WORD", "for all to read: breach, ended, replaced; no names"},
          {"from", "DATE", "the day from which they do not hold"},
          {"next-days", "N", "days by which the next list is out; 30 if not given"},
          {"account", "ACCOUNT", "whose they are; with --book, which records it"},
          {"public", "FILE", "another key that the last list may be signed with", false, true},
          at_option},
         false,
         "table json",
         {"proviso license revoke 5f0c9d1be2a47711 --reason breach --list seller.revocations --key seller.key "
          "--out seller.revocations"},
         revoke});
}

} // namespace proviso::cli
