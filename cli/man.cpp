#include "man.hpp"

#include <algorithm>

#include "help.hpp"
#include "proviso.h"

namespace proviso::cli {
namespace {

/// Text for roff: no character of it is taken as a request, and a minus can be copied from the page.
std::string roff(const std::string &text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool first = i == 0 || text[i - 1] == '\n';
        if (first && (c == '.' || c == '\'')) out += "\\&";
        if (c == '\\')
            out += "\\e";
        else if (c == '-')
            out += "\\-";
        else
            out += c;
    }
    return out;
}

std::string bold(const std::string &text) { return "\\fB" + roff(text) + "\\fR"; }
std::string italic(const std::string &text) { return "\\fI" + roff(text) + "\\fR"; }
std::string verbatim(const std::string &text) { return ".PP\n.nf\n" + roff(text) + ".fi\n"; }

std::string page_name(const std::string &verb) {
    std::string name = verb.empty() ? "proviso" : "proviso-" + verb;
    std::replace(name.begin(), name.end(), ' ', '-');
    return name;
}

/// No date: the same source gives the same page on any day.
std::string head(const std::string &verb, const std::string &summary) {
    const std::string name = page_name(verb);
    return ".TH " + roff(name) + " 1 \"\" \"proviso " + pv_version_string() + "\" \"Proviso\"\n.SH NAME\n" +
           roff(name) + " \\- " + roff(summary) + "\n";
}

std::string options(const std::vector<Option> &options) {
    std::string out;
    for (const Option &option : options)
        out += ".TP\n" + bold("--" + option.name) + (option.value.empty() ? "" : " " + italic(option.value)) + "\n" +
               roff(option.help) +
               (option.required ? " (needed)"
                : option.repeat ? " (any number of times)"
                                : "") +
               "\n";
    return out;
}

std::string synopsis(const Verb &verb) {
    std::string out = bold("proviso " + verb.name);
    for (const Positional &positional : verb.positionals) {
        const std::string name = italic(positional.name) + (positional.repeat ? "..." : "");
        out += positional.required ? " " + name : " [" + name + "]";
    }
    for (const Option &option : verb.options)
        if (option.required) out += " " + bold("--" + option.name) + " " + italic(option.value);
    return out + " [" + italic("options") + "]\n";
}

std::string topic(const char *title, const std::vector<Verb> &verbs, const char *name) {
    return std::string(".SH ") + title + "\n" + verbatim(help_page(verbs, name));
}

std::string verb_page(const std::vector<Verb> &verbs, const Verb &verb) {
    std::string out = head(verb.name, verb.summary) + ".SH SYNOPSIS\n" + synopsis(verb);
    if (!verb.positionals.empty()) {
        out += ".SH ARGUMENTS\n";
        for (const Positional &positional : verb.positionals)
            out += ".TP\n" + italic(positional.name) + "\n" + roff(positional.help) + "\n";
    }
    out += ".SH OPTIONS\n" + options(verb.options) + options(global_options());
    if (verb.book)
        out += ".SH BOOK\nThe book is " + italic("BOOK") + " as last argument where there is room for one, " +
               bold("--book") + " " + italic("PATH") + ", or the variable PROVISO_BOOK.\n";
    if (!verb.formats.empty()) out += ".SH FORMATS\n" + roff(verb.formats) + "\n";
    if (!verb.examples.empty()) {
        std::string lines;
        for (const std::string &example : verb.examples) lines += example + "\n";
        out += ".SH EXAMPLES\n" + verbatim(lines);
    }
    return out + topic("EXIT STATUS", verbs, "exit-codes") + ".SH SEE ALSO\n.BR proviso (1)\n";
}

} // namespace

std::string man_file(const std::string &name) { return page_name(name) + ".1"; }

std::string man_page(const std::vector<Verb> &verbs, const std::string &name) {
    if (!name.empty()) {
        (void)help_page(verbs, name); // says which names there are, if this is none
        for (const Verb &verb : verbs)
            if (verb.name == name) return verb_page(verbs, verb);
    }
    std::string out = head({}, "exact, explained, replayable billing from service contracts") + ".SH SYNOPSIS\n" +
                      bold("proviso") + " " + italic("COMMAND") + " [" + italic("arguments") + "] [" +
                      italic("options") + "]\n.SH COMMANDS\n";
    std::string others;
    for (const Verb &verb : verbs) {
        out += ".TP\n" + bold(verb.name) + "\n" + roff(verb.summary) + "\n";
        others += (others.empty() ? "" : ",\n") + (".BR " + roff(page_name(verb.name)) + " (1)");
    }
    return out + ".SH OPTIONS OF EVERY COMMAND\n" + options(global_options()) +
           topic("EXIT STATUS", verbs, "exit-codes") + topic("FORMATS", verbs, "formats") +
           topic("ENVIRONMENT", verbs, "environment") + ".SH SEE ALSO\n" + others + "\n";
}

} // namespace proviso::cli
