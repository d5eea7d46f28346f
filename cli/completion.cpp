#include "completion.hpp"

#include <set>

#include "failure.hpp"

namespace proviso::cli {
namespace {

/// What may stand for an option's value; empty: nothing is known of it, so the shell offers files.
std::string values_of(const Verb &verb, const Option &option) {
    if (option.name == "format") return verb.formats;
    return {};
}

std::vector<Option> options_of(const Verb &verb) {
    std::vector<Option> options = verb.options;
    options.insert(options.end(), global_options().begin(), global_options().end());
    return options;
}

/// The words that may follow `before` ("" or a noun), once each, in the order of the help page.
std::vector<std::pair<std::string, std::string>> words_after(const std::vector<Verb> &verbs,
                                                             const std::string &before) {
    std::vector<std::pair<std::string, std::string>> words;
    std::set<std::string> seen;
    for (const Verb &verb : verbs) {
        const std::size_t space = verb.name.find(' ');
        const std::string noun = verb.name.substr(0, space);
        std::string word, says = verb.summary;
        if (before.empty()) {
            word = noun;
            if (space != std::string::npos) says = noun + " ...";
        } else if (noun == before && space != std::string::npos) {
            word = verb.name.substr(space + 1);
        }
        if (!word.empty() && seen.insert(word).second) words.emplace_back(word, says);
    }
    return words;
}

std::vector<std::string> nouns_of(const std::vector<Verb> &verbs) {
    std::vector<std::string> nouns;
    for (const auto &[word, says] : words_after(verbs, {}))
        if (!words_after(verbs, word).empty()) nouns.push_back(word);
    return nouns;
}

std::string quoted(const std::string &text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

std::string joined(const std::vector<std::pair<std::string, std::string>> &words) {
    std::string out;
    for (const auto &[word, says] : words) out += (out.empty() ? "" : " ") + word;
    return out;
}

/// The first one or two words that are no options, as shell code that sets `verb`; options with values are stepped
/// over.
std::string bash(const std::vector<Verb> &verbs) {
    std::string nouns, takes;
    for (const std::string &noun : nouns_of(verbs)) nouns += (nouns.empty() ? "" : "|") + noun;
    for (const Option &option : global_options())
        if (!option.value.empty()) takes += (takes.empty() ? "" : "|") + ("--" + option.name);
    std::string out = "# bash completion for proviso, made by `proviso help --completion bash`\n"
                      "_proviso() {\n"
                      "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} verb= at=1\n"
                      "  while ((at < COMP_CWORD)); do\n"
                      "    case ${COMP_WORDS[at]} in\n"
                      "      " +
                      takes +
                      ") ((at += 1)) ;;\n"
                      "      -*) ;;\n"
                      "      *)\n"
                      "        if [[ -z $verb ]]; then verb=${COMP_WORDS[at]}\n"
                      "        else case $verb in " +
                      nouns +
                      ") verb=\"$verb ${COMP_WORDS[at]}\" ;; esac; break; fi ;;\n"
                      "    esac\n"
                      "    ((at += 1))\n"
                      "  done\n"
                      "  local words= values=\n"
                      "  case $verb in\n"
                      "    '') words=" +
                      quoted(joined(words_after(verbs, {}))) + " ;;\n";
    for (const std::string &noun : nouns_of(verbs))
        out += "    " + quoted(noun) + ") words=" + quoted(joined(words_after(verbs, noun))) + " ;;\n";
    for (const Verb &verb : verbs) {
        std::string options;
        for (const Option &option : options_of(verb)) options += (options.empty() ? "--" : " --") + option.name;
        out += "    " + quoted(verb.name) + ") values=" + quoted(verb.formats) +
               "; [[ $word == -* ]] && words=" + quoted(options) + " ;;\n";
    }
    return out + "  esac\n"
                 "  [[ $before == --format ]] && words=$values\n"
                 "  COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
                 "}\n"
                 "complete -o default -F _proviso proviso\n";
}

std::string zsh(const std::vector<Verb> &verbs) {
    const auto described = [](const std::vector<std::pair<std::string, std::string>> &words) {
        std::string out;
        for (const auto &[word, says] : words) out += " " + quoted(word + ":" + says);
        return out;
    };
    std::string out = "#compdef proviso\n"
                      "# zsh completion for proviso, made by `proviso help --completion zsh`\n"
                      "_proviso() {\n"
                      "  local verb=$words[2]\n"
                      "  if (( CURRENT == 2 )); then\n"
                      "    local -a commands=(" +
                      described(words_after(verbs, {})) +
                      " )\n"
                      "    _describe command commands\n"
                      "    return\n"
                      "  fi\n"
                      "  case $verb in\n";
    for (const std::string &noun : nouns_of(verbs))
        out += "    " + noun + ")\n      if (( CURRENT == 3 )); then\n        local -a commands=(" +
               described(words_after(verbs, noun)) +
               " )\n        _describe command commands\n        return\n      fi\n"
               "      verb=\"$verb $words[3]\"; shift words; (( CURRENT-- )) ;;\n";
    out += "  esac\n  shift words; (( CURRENT-- ))\n  case $verb in\n";
    for (const Verb &verb : verbs) {
        out += "    " + quoted(verb.name) + ") _arguments -S";
        for (const Option &option : options_of(verb)) {
            std::string help = option.help;
            for (std::size_t at = 0; (at = help.find_first_of("[]:\\", at)) != std::string::npos; at += 2)
                help.insert(at, "\\");
            std::string spec =
                (option.repeat ? "*--" : "--") + option.name + (option.value.empty() ? "" : "=") + "[" + help + "]";
            if (!option.value.empty()) {
                const std::string values = values_of(verb, option);
                spec += ":" + option.value + ":" + (values.empty() ? "_files" : "(" + values + ")");
            }
            out += " " + quoted(spec);
        }
        out += " '*:file:_files' ;;\n";
    }
    return out + "  esac\n}\n_proviso \"$@\"\n";
}

std::string fish(const std::vector<Verb> &verbs) {
    std::string out = "# fish completion for proviso, made by `proviso help --completion fish`\n"
                      "function __proviso_verb\n"
                      "    set -l words (commandline -opc | string match -v -- '-*')\n"
                      "    set -l count (count $argv)\n"
                      "    set -e words[1]\n"
                      "    test (count $words) -ge $count; and test \"$words[1..$count]\" = \"$argv\"\n"
                      "end\n"
                      "function __proviso_words\n"
                      "    set -l words (commandline -opc | string match -v -- '-*')\n"
                      "    set -e words[1]\n"
                      "    test \"$words\" = \"$argv\"\n"
                      "end\n";
    for (const auto &[word, says] : words_after(verbs, {}))
        out += "complete -c proviso -f -n '__proviso_words' -a " + word + " -d " + quoted(says) + "\n";
    for (const std::string &noun : nouns_of(verbs))
        for (const auto &[word, says] : words_after(verbs, noun))
            out += "complete -c proviso -f -n '__proviso_words " + noun + "' -a " + word + " -d " + quoted(says) + "\n";
    for (const Verb &verb : verbs)
        for (const Option &option : options_of(verb)) {
            out += "complete -c proviso -n '__proviso_verb " + verb.name + "' -l " + option.name;
            const std::string values = values_of(verb, option);
            if (!values.empty())
                out += " -x -a " + quoted(values);
            else if (!option.value.empty())
                out += " -r";
            out += " -d " + quoted(option.help) + "\n";
        }
    return out;
}

} // namespace

std::string completion_script(const std::vector<Verb> &verbs, const std::string &shell) {
    if (shell == "bash") return bash(verbs);
    if (shell == "zsh") return zsh(verbs);
    if (shell == "fish") return fish(verbs);
    throw Failure(PV_E_ARGUMENT_INVALID, "--completion", "there is no script for \"" + shell + "\"",
                  "give bash, zsh or fish");
}

} // namespace proviso::cli
