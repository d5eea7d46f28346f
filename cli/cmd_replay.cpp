// replay: scenario files and folders, a line for each, and what differs.
#include "failure.hpp"
#include "session.hpp"

namespace proviso::cli {
namespace {

/// Scenarios in one call: packs are read once for each.
constexpr std::size_t at_once = 64;
constexpr std::size_t bytes_at_once = std::size_t{32} << 20;

int run(Session &session, const Invocation &invocation) {
    const std::vector<std::string> files = toml_below(invocation.all("PATH"));
    session.add_all_packs();
    session.add_data();
    std::uint64_t passed = 0, failed = 0;
    Json whole = {{"schema", "proviso.replay/1"}, {"passed", 0}, {"failed", 0}, {"scenarios", Json::array()}};
    for (std::size_t next = 0; next < files.size();) {
        Json scenarios = Json::array();
        for (std::size_t bytes = 0; next < files.size() && scenarios.size() < at_once && bytes < bytes_at_once;
             ++next) {
            scenarios.push_back({{"name", files[next]}, {"text", read_file(files[next])}});
            bytes += scenarios.back()["text"].get_ref<const std::string &>().size();
        }
        Json arguments = {{"scenarios", std::move(scenarios)}};
        if (invocation.has("explain")) arguments["explain"] = true;
        const Json result = session.call("replay", arguments).result;
        passed += result["passed"].get<std::uint64_t>();
        failed += result["failed"].get<std::uint64_t>();
        for (const Json &scenario : result["scenarios"]) {
            if (session.format() != "table") {
                whole["scenarios"].push_back(scenario);
                whole["scenarios"].back().erase("text");
            } else {
                print(scenario["text"].get<std::string>());
            }
        }
    }
    if (session.format() == "csv") {
        const Json &rows = whole["scenarios"];
        print(csv_text({{"file", "file"}, {"id", "id"}, {"passed", "passed"}, {"title", "title"}},
                       {rows.begin(), rows.end()}));
    } else if (session.format() == "json") {
        whole["passed"] = passed;
        whole["failed"] = failed;
        print(json_text(whole));
    } else {
        print(std::to_string(passed) + " passed, " + std::to_string(failed) + " failed\n");
    }
    return failed == 0 ? exit_ok : exit_no;
}

} // namespace

void add_replay(std::vector<Verb> &verbs) {
    verbs.push_back({"replay",
                     "run scenarios and say what differs from what they expect",
                     {{"PATH", "scenario files, or folders of them", true, true}},
                     {{"explain", "", "also how every line came about"}},
                     false,
                     "table json csv",
                     {"proviso replay fixtures", "proviso replay fixtures/safesoft --format json"},
                     run});
}

} // namespace proviso::cli
