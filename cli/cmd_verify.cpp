// verify: the book recomputed from first principles.
#include "failure.hpp"
#include "session.hpp"

namespace proviso::cli {
namespace {

int run(Session &session, const Invocation &invocation) {
    session.open_book(true);
    Json arguments = arguments_of(invocation, {"expect-head"});
    if (invocation.has("no-replay")) arguments["replay"] = false;
    const Answer answer = session.call("verify", arguments);
    const Json &result = answer.result;
    const std::vector<Column> columns = {
        {"check", "check"}, {"checked", "checked", Align::right}, {"passed", "passed"}};
    const Json &checks = result["checks"];
    print_rows(session.format(), columns, {checks.begin(), checks.end()}, result);
    if (session.format() == "table") {
        for (const Json &line : result["attested"]) print(line.get<std::string>() + "\n");
        print("head " + cell(result["head"], "entries") + ":" + cell(result["head"], "hash") + "\n");
        print(answer.no ? "NOT VERIFIED\n" : "verified\n");
    }
    if (answer.no) throw Failure(exit_no, answer.line);
    return exit_ok;
}

} // namespace

void add_verify(std::vector<Verb> &verbs) {
    verbs.push_back({"verify",
                     "recompute everything and name the first fault",
                     {},
                     {{"expect-head", "HASH", "the head that the book must have: the hash, or COUNT:HASH"},
                      {"no-replay", "", "do not make the documents again from their events"}},
                     true,
                     "table json csv",
                     {"proviso verify shop.book --expect-head 41:9f2c..."},
                     run});
}

} // namespace proviso::cli
