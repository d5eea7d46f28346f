// proviso: reads the command line, runs one verb, and turns whatever happens into an exit code and one line on stderr.
#include <cstdio>
#include <exception>
#include <sstream>

#include "completion.hpp"
#include "failure.hpp"
#include "help.hpp"
#include "man.hpp"
#include "parse.hpp"
#include "progress.hpp"
#include "session.hpp"

namespace proviso::cli {
namespace {

/// The format that was asked for, or the verb's first.
std::string chosen_format(const Verb &verb, const std::string &given) {
    std::istringstream names(verb.formats);
    std::string first, name;
    while (names >> name) {
        if (first.empty()) first = name;
        if (name == given || given.empty()) return name;
    }
    if (given.empty()) return {};
    throw Failure(PV_E_ARGUMENT_INVALID, "--format", "`" + verb.name + "` has no format \"" + given + "\"",
                  first.empty() ? "leave it out" : "give one of: " + verb.formats);
}

int run(int argc, char **argv) {
    std::vector<Verb> verbs = all_verbs();
    verbs.push_back({"help",
                     "what a command takes, or a topic",
                     {{"TOPIC", "a command or a topic", false, true}},
                     {{"markdown", "", "all pages as one Markdown page"},
                      {"man", "FOLDER", "write all pages into the folder as manual pages (roff)"},
                      {"completion", "SHELL", "a completion script for bash, zsh or fish"}},
                     false,
                     "",
                     {"proviso help invoice show"},
                     nullptr});
    Parsed parsed = parse(verbs, argc, argv);
    if (parsed.version) {
        print(std::string("proviso ") + pv_version_string() + "\n");
        return exit_ok;
    }
    if (parsed.help || (parsed.verb && parsed.verb->name == "help")) {
        if (parsed.invocation.has("completion")) {
            print(completion_script(verbs, parsed.invocation.text("completion")));
            return exit_ok;
        }
        if (parsed.invocation.has("man")) {
            const std::string folder = parsed.invocation.text("man") + "/";
            write_file(folder + man_file({}), man_page(verbs, {}));
            for (const Verb &verb : verbs) write_file(folder + man_file(verb.name), man_page(verbs, verb.name));
            return exit_ok;
        }
        std::string topic = parsed.help ? parsed.noun : std::string();
        if (!parsed.help)
            for (const std::string &word : parsed.invocation.all("TOPIC")) topic += (topic.empty() ? "" : " ") + word;
        print(parsed.invocation.has("markdown") ? help_markdown(verbs)
                                                : help_page(verbs, topic == "help" ? "" : topic));
        return exit_ok;
    }
    if (!parsed.verb) {
        std::fputs(help_page(verbs, parsed.noun).c_str(), stderr);
        return exit_usage;
    }
    set_quiet(parsed.invocation.has("quiet"));
    if (parsed.invocation.has("quiet")) silence_progress();
    parsed.invocation.values["format"] = {chosen_format(*parsed.verb, parsed.invocation.text("format"))};
    Session session(parsed.invocation);
    return parsed.verb->run(session, parsed.invocation);
}

} // namespace
} // namespace proviso::cli

int main(int argc, char **argv) {
    using namespace proviso::cli;
    listen_for_interrupt();
    int code = exit_fault;
    try {
        code = run(argc, argv);
        flush();
    } catch (const Failure &failure) {
        end_progress();
        tell_error(failure.line);
        code = failure.exit;
    } catch (const std::bad_alloc &) {
        tell_error("error[memory.exhausted]: no memory left");
    } catch (const std::exception &fault) { tell_error(std::string("error[internal]: ") + fault.what()); }
    return code;
}
