// The only file that includes CLI11, which does the splitting into options and arguments. What it would say about
// mistakes (its own exit codes, words in reverse order, no suggestions) is said here instead.
#include "parse.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <sstream>

#include "failure.hpp"
#include "suggest.hpp"

namespace proviso::cli {
namespace {

std::vector<std::string> words_of(const std::string &text) {
    std::istringstream in(text);
    return {std::istream_iterator<std::string>(in), {}};
}

/// One verb as CLI11 sees it, with the places where its values land.
struct Bound {
    const Verb *verb = nullptr;
    CLI::App *app = nullptr;
    std::map<std::string, std::vector<std::string>> values;
};

void bind(CLI::App &app, const Option &option, std::map<std::string, std::vector<std::string>> &values) {
    std::string names = "--" + option.name;
    if (option.name == "help") names = "-h," + names;
    if (option.name == "quiet") names = "-q," + names;
    if (option.name == "output") names = "-o," + names;
    std::vector<std::string> &place = values[option.name];
    if (option.value.empty()) {
        app.add_flag_callback(names, [&place] { place = {"true"}; })
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
        return;
    }
    CLI::Option *made = app.add_option(names, place)->expected(1)->allow_extra_args(false);
    made->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void bind_verb(CLI::App &root, Bound &bound) {
    CLI::App *app = &root;
    for (const std::string &word : words_of(bound.verb->name)) {
        const auto same = app->get_subcommands([&word](const CLI::App *known) { return known->get_name() == word; });
        app = same.empty() ? app->add_subcommand(word) : same.front();
        app->set_help_flag();
        app->fallthrough();
        app->prefix_command(false);
    }
    bound.app = app;
    for (const Option &option : bound.verb->options) bind(*app, option, bound.values);
    for (const Positional &positional : bound.verb->positionals) {
        CLI::Option *made = app->add_option(positional.name, bound.values[positional.name]);
        if (positional.repeat)
            made->expected(1, CLI::detail::expected_max_vector_size);
        else
            made->expected(1);
    }
    const bool open_ended = std::any_of(bound.verb->positionals.begin(), bound.verb->positionals.end(),
                                        [](const Positional &positional) { return positional.repeat; });
    if (bound.verb->book && !open_ended && !bound.values.count("BOOK"))
        app->add_option("BOOK", bound.values["BOOK"])->expected(1);
}

std::vector<std::string> option_names(const Verb *verb) {
    std::vector<std::string> names;
    if (verb)
        for (const Option &option : verb->options) names.push_back("--" + option.name);
    for (const Option &option : global_options()) names.push_back("--" + option.name);
    return names;
}

/// The first word of each verb, or the second ones of a noun.
std::vector<std::string> verb_words(const std::vector<Verb> &verbs, const std::string &noun) {
    std::vector<std::string> words;
    for (const Verb &verb : verbs) {
        const std::vector<std::string> parts = words_of(verb.name);
        const std::string &word = noun.empty() ? parts[0] : parts.size() > 1 && parts[0] == noun ? parts[1] : parts[0];
        if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
    }
    return words;
}

[[noreturn]] void unknown(const std::vector<Verb> &verbs, const Parsed &parsed, const std::string &word) {
    if (word.size() > 1 && word[0] == '-') {
        const std::string name = word.substr(0, word.find('='));
        throw usage("argument.unknown", name, "there is no such option",
                    suggest(name, option_names(parsed.verb),
                            "see `proviso help" + (parsed.verb ? " " + parsed.verb->name : "") + "`"));
    }
    if (parsed.verb)
        throw usage("argument.unknown", word, "there is an argument too many",
                    "see `proviso help " + parsed.verb->name + "`");
    const std::string place = parsed.noun.empty() ? word : parsed.noun + " " + word;
    throw usage("argument.unknown", place, "there is no such command",
                suggest(word, verb_words(verbs, parsed.noun), "see `proviso help`"));
}

void check(const Verb &verb, const Invocation &invocation) {
    const std::string help = "see `proviso help " + verb.name + "`";
    for (const Positional &positional : verb.positionals)
        if (positional.required && !invocation.has(positional.name))
            throw usage("argument.missing", verb.name, positional.name + " is missing", help);
    std::vector<Option> options = verb.options;
    options.insert(options.end(), global_options().begin(), global_options().end());
    for (const Option &option : options) {
        const std::size_t times = invocation.all(option.name).size();
        if (option.required && times == 0)
            throw usage("argument.missing", verb.name, "--" + option.name + " is missing", help);
        if (!option.repeat && times > 1)
            throw usage("argument.invalid", "--" + option.name, "the option stands twice", "give it once");
    }
}

} // namespace

Parsed parse(const std::vector<Verb> &verbs, int argc, char **argv) {
    CLI::App root;
    root.set_help_flag();
    root.allow_extras();
    std::map<std::string, std::vector<std::string>> global;
    for (const Option &option : global_options()) bind(root, option, global);
    std::vector<std::unique_ptr<Bound>> bound;
    for (const Verb &verb : verbs) {
        bound.push_back(std::make_unique<Bound>());
        bound.back()->verb = &verb;
        bind_verb(root, *bound.back());
    }
    try {
        root.parse(argc, argv);
    } catch (const CLI::Error &error) {
        std::string line = error.what();
        std::replace(line.begin(), line.end(), '\n', ' ');
        throw usage("argument.invalid", "", line, "see `proviso help`");
    }
    Parsed parsed;
    for (const CLI::App *app = &root; !app->get_subcommands().empty();) {
        app = app->get_subcommands().front();
        parsed.noun += (parsed.noun.empty() ? "" : " ") + app->get_name();
        for (const auto &candidate : bound)
            if (candidate->app == app) parsed.verb = candidate->verb;
    }
    parsed.help = !global["help"].empty();
    parsed.version = !global["version"].empty();
    for (const auto &candidate : bound)
        if (candidate->verb == parsed.verb)
            for (auto &[name, given] : candidate->values)
                if (!given.empty()) parsed.invocation.values[name] = given;
    for (auto &[name, given] : global)
        if (!given.empty()) parsed.invocation.values[name] = given;
    if (parsed.help || parsed.version) return parsed;
    if (const std::vector<std::string> extra = root.remaining(true); !extra.empty())
        unknown(verbs, parsed, extra.front());
    if (parsed.verb) {
        parsed.invocation.verb = parsed.verb->name;
        check(*parsed.verb, parsed.invocation);
    }
    return parsed;
}

} // namespace proviso::cli
