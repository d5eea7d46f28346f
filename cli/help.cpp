#include "help.hpp"

#include <algorithm>

#include "failure.hpp"
#include "suggest.hpp"

namespace proviso::cli {
namespace {

constexpr const char *first_lines =
    R"(proviso bills by the clause: contracts as data, dated events in, explained invoices out.

  proviso init shop.book --pack safesoft-2013        begin a book
  proviso import calls Master.csv --from asterisk    bring in what happened
  proviso run --through 2013-04-30                   draft what falls due
  proviso invoice list                               look at the drafts
  proviso finalize                                   number, post and seal them
  proviso explain INV-000001                         ask why
)";

struct Topic {
    const char *name;
    const char *text;
};
constexpr Topic topics[] = {
    {"exit-codes", R"(0    done
1    it ran, and the answer is no: a replay differs, verify found a fault, rows wait in suspense
2    refused or blocked: nothing has changed (also: another program is writing to the book)
3    the call is wrong: a verb, option or argument
4    a book or file cannot be read or written
70   a fault of proviso itself
130  interrupted
)"},
    {"formats", R"(table  for people; may change from version to version
json   for programs: one object with `schema`; fields are only added; amounts are texts
csv    for spreadsheets: a header line, dates as 2013-03-20, amounts as 66.33, currency in a column of its own;
       a text that begins with = + - @ gets a ' before it
Data goes to standard output. Progress, warnings and errors go to standard error.
)"},
    {"environment", R"(PROVISO_BOOK   the book, when neither BOOK nor --book is given
PROVISO_RULES  the folder of rule packs, when --rules is not given
NO_COLOR       if set, no colours
)"},
};

std::string usage_line(const Verb &verb) {
    std::string line = "proviso " + verb.name;
    for (const Positional &positional : verb.positionals) {
        const std::string name = positional.name + (positional.repeat ? "..." : "");
        line += positional.required ? " " + name : " [" + name + "]";
    }
    for (const Option &option : verb.options)
        if (option.required) line += " --" + option.name + " " + option.value;
    return line + (verb.options.empty() ? "" : " [options]");
}

std::string padded(const std::string &text, std::size_t to) {
    return text.size() < to ? text + std::string(to - text.size(), ' ') : text;
}

std::string option_lines(const std::vector<Option> &options) {
    std::size_t widest = 0;
    const auto left = [](const Option &option) {
        return "--" + option.name + (option.value.empty() ? "" : " " + option.value);
    };
    for (const Option &option : options) widest = std::max(widest, left(option).size());
    std::string out;
    for (const Option &option : options)
        out += "  " + padded(left(option), widest + 2) + option.help +
               (option.required ? " (needed)"
                : option.repeat ? " (any number of times)"
                                : "") +
               "\n";
    return out;
}

std::string verb_page(const Verb &verb) {
    std::string out = usage_line(verb) + "\n\n" + verb.summary + "\n";
    if (!verb.examples.empty()) {
        out += "\nExamples\n";
        for (const std::string &example : verb.examples) out += "  " + example + "\n";
    }
    if (!verb.positionals.empty()) {
        out += "\nArguments\n";
        for (const Positional &positional : verb.positionals)
            out += "  " + padded(positional.name, 12) + positional.help + "\n";
    }
    if (!verb.options.empty()) out += "\nOptions\n" + option_lines(verb.options);
    if (verb.book)
        out += "\nThe book is BOOK as last argument where there is room for one, --book PATH, or PROVISO_BOOK.\n";
    if (!verb.formats.empty()) out += "\nFormats: " + verb.formats + "\n";
    return out;
}

std::string noun_of(const Verb &verb) { return verb.name.substr(0, verb.name.find(' ')); }

std::string verb_list(const std::vector<Verb> &verbs, const std::string &noun) {
    std::size_t widest = 0;
    for (const Verb &verb : verbs) widest = std::max(widest, verb.name.size());
    std::string out;
    for (const Verb &verb : verbs)
        if (noun.empty() || noun_of(verb) == noun) out += "  " + padded(verb.name, widest + 2) + verb.summary + "\n";
    return out;
}

} // namespace

std::string help_page(const std::vector<Verb> &verbs, const std::string &name) {
    if (name.empty())
        return std::string(first_lines) + "\nCommands\n" + verb_list(verbs, {}) + "\nOptions of every command\n" +
               option_lines(global_options()) + "\nMore: proviso help COMMAND, exit-codes, formats, environment\n";
    for (const Verb &verb : verbs)
        if (verb.name == name) return verb_page(verb);
    for (const Topic &topic : topics)
        if (name == topic.name) return topic.text;
    if (const std::string list = verb_list(verbs, name); !list.empty()) return list;
    std::vector<std::string> known;
    for (const Verb &verb : verbs) {
        known.push_back(verb.name);
        known.push_back(noun_of(verb));
    }
    for (const Topic &topic : topics) known.emplace_back(topic.name);
    throw Failure(PV_E_ARGUMENT_UNKNOWN, name, "there is no help page of this name",
                  suggest(name, known, "see `proviso help`"));
}

std::string help_markdown(const std::vector<Verb> &verbs) {
    std::string out =
        "# The command\n\nMade from the command's own descriptions by `proviso help --markdown`.\n\n```\n" +
        help_page(verbs, {}) + "```\n";
    for (const Verb &verb : verbs) out += "\n## proviso " + verb.name + "\n\n```\n" + verb_page(verb) + "```\n";
    for (const Topic &topic : topics) out += std::string("\n## ") + topic.name + "\n\n```\n" + topic.text + "```\n";
    return out;
}

} // namespace proviso::cli
