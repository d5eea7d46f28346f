// The only file that includes CLI11, which splits a verb's words into options and arguments. The verb itself is found
// here, so that an argument may be called like a verb; and what CLI11 would say about mistakes (its own exit codes,
// words in reverse order, no suggestions) is said here instead.
#include "parse.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <sstream>

#include "failure.hpp"
#include "suggest.hpp"

namespace proviso::cli {
namespace {

using Values = std::map<std::string, std::vector<std::string>, std::less<>>;

std::vector<std::string> words_of(const std::string &text) {
    std::istringstream in(text);
    return {std::istream_iterator<std::string>(in), {}};
}

/// One value each time: the next word is another argument's. What stands twice is told in check().
void take_one(CLI::Option *option) {
    option->expected(1)->allow_extra_args(false)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void bind(CLI::App &app, const Option &option, Values &values) {
    std::string names = "--" + option.name;
    if (option.name == "help" || option.name == "quiet" || option.name == "output")
        names = std::string("-") + option.name[0] + "," + names;
    std::vector<std::string> &place = values[option.name];
    if (option.value.empty()) {
        app.add_flag_callback(names, [&place] { place = {"true"}; })
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
        return;
    }
    take_one(app.add_option(names, place));
}

void bind(CLI::App &app, const Verb &verb, Values &values) {
    for (const Option &option : verb.options) bind(app, option, values);
    bool open_ended = false;
    for (const Positional &positional : verb.positionals) {
        CLI::Option *made = app.add_option(positional.name, values[positional.name]);
        made->allow_extra_args(positional.repeat); // else the first one would take all words
        made->expected(1, positional.repeat ? CLI::detail::expected_max_vector_size : 1);
        open_ended = open_ended || positional.repeat;
    }
    if (verb.book && !open_ended && !values.count("BOOK"))
        app.add_option("BOOK", values["BOOK"])->expected(1)->allow_extra_args(false);
}

/// Lets CLI11 take `words` apart; gives what it could not place, in order.
std::vector<std::string> split(CLI::App &app, std::vector<std::string> words) {
    try {
        std::reverse(words.begin(), words.end()); // as CLI11 wants a vector
        app.parse(words);
    } catch (const CLI::Error &error) {
        const std::string line = error.what(); // "--through: 1 required TEXT missing"
        const bool lacks_value = line.find("required") != std::string::npos;
        throw Failure(PV_E_ARGUMENT_INVALID, line.substr(0, line.find(':')),
                      lacks_value ? "the value is missing" : line.substr(0, line.find('\n')), "see `proviso help`");
    }
    return app.remaining();
}

std::vector<std::string> option_names(const Verb *verb) {
    std::vector<std::string> names;
    if (verb)
        for (const Option &option : verb->options) names.push_back("--" + option.name);
    for (const Option &option : global_options()) names.push_back("--" + option.name);
    return names;
}

/// The first words of verbs, or the second ones of a noun.
std::vector<std::string> verb_words(const std::vector<Verb> &verbs, const std::string &noun) {
    std::vector<std::string> words;
    for (const Verb &verb : verbs) {
        const std::vector<std::string> parts = words_of(verb.name);
        if (noun.empty())
            words.push_back(parts[0]);
        else if (parts[0] == noun && parts.size() > 1)
            words.push_back(parts[1]);
    }
    return words;
}

[[noreturn]] void unknown_option(const Verb *verb, const std::string &word) {
    const std::string name = word.substr(0, word.find('='));
    throw Failure(PV_E_ARGUMENT_UNKNOWN, name, "there is no such option",
                  suggest(name, option_names(verb), "see `proviso help" + (verb ? " " + verb->name : "") + "`"));
}

[[noreturn]] void unknown_verb(const std::vector<Verb> &verbs, const std::string &noun, const std::string &word) {
    throw Failure(PV_E_ARGUMENT_UNKNOWN, noun.empty() ? word : noun + " " + word, "there is no such command",
                  suggest(word, verb_words(verbs, noun), "see `proviso help`"));
}

/// Takes the verb's words off `words`.
void find_verb(const std::vector<Verb> &verbs, std::vector<std::string> &words, Parsed &parsed) {
    const auto named = [&verbs](const std::string &name) {
        const auto found =
            std::find_if(verbs.begin(), verbs.end(), [&](const Verb &verb) { return verb.name == name; });
        return found == verbs.end() ? nullptr : &*found;
    };
    const auto take = [&words] {
        const std::string word = words.front();
        words.erase(words.begin());
        return word;
    };
    if (words.empty()) return;
    if (words.front().size() > 1 && words.front()[0] == '-') unknown_option(nullptr, words.front());
    parsed.noun = take();
    parsed.verb = named(parsed.noun);
    if (parsed.verb) return;
    if (verb_words(verbs, parsed.noun).empty()) unknown_verb(verbs, {}, parsed.noun);
    if (words.empty() || words.front()[0] == '-') return; // a noun alone, perhaps with --help
    const std::string word = take();
    parsed.verb = named(parsed.noun + " " + word);
    if (!parsed.verb) unknown_verb(verbs, parsed.noun, word);
    parsed.noun = parsed.verb->name;
}

void check(const Verb &verb, const Invocation &invocation) {
    const std::string help = "see `proviso help " + verb.name + "`";
    for (const Positional &positional : verb.positionals)
        if (positional.required && !invocation.has(positional.name))
            throw Failure(PV_E_ARGUMENT_MISSING, verb.name, positional.name + " is missing", help);
    std::vector<Option> options = verb.options;
    options.insert(options.end(), global_options().begin(), global_options().end());
    for (const Option &option : options) {
        const std::size_t times = invocation.all(option.name).size();
        if (option.required && times == 0)
            throw Failure(PV_E_ARGUMENT_MISSING, verb.name, "--" + option.name + " is missing", help);
        if (!option.repeat && !option.value.empty() && times > 1)
            throw Failure(PV_E_ARGUMENT_INVALID, "--" + option.name, "the option stands twice", "give it once");
    }
}

} // namespace

Parsed parse(const std::vector<Verb> &verbs, int argc, char **argv) {
    Values values;
    CLI::App before;        // options before the verb, such as `proviso --book shop.book run`
    before.set_help_flag(); // its own one prints CLI11's page
    before.prefix_command();
    for (const Option &option : global_options()) bind(before, option, values);
    std::vector<std::string> words = split(before, {argv + std::min(argc, 1), argv + argc});

    Parsed parsed;
    find_verb(verbs, words, parsed);
    Values after;
    CLI::App app;
    app.set_help_flag();
    app.allow_extras();
    for (const Option &option : global_options()) bind(app, option, after);
    if (parsed.verb) bind(app, *parsed.verb, after);
    const std::vector<std::string> extra = split(app, words);
    for (auto &[name, given] : after) values[name].insert(values[name].end(), given.begin(), given.end());
    for (auto &[name, given] : values)
        if (!given.empty()) parsed.invocation.values[name] = given;
    parsed.help = parsed.invocation.has("help");
    parsed.version = parsed.invocation.has("version");
    if (parsed.help || parsed.version) return parsed;

    for (const std::string &word : extra)
        if (word.size() > 1 && word[0] == '-') unknown_option(parsed.verb, word);
    if (!extra.empty())
        throw Failure(PV_E_ARGUMENT_UNKNOWN, extra.front(), "there is an argument too many",
                      "see `proviso help " + parsed.noun + "`");
    if (parsed.verb) {
        parsed.invocation.verb = parsed.verb->name;
        check(*parsed.verb, parsed.invocation);
    }
    return parsed;
}

} // namespace proviso::cli
