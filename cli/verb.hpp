// Verbs: what each takes and does. Help, parsing, completion and docs/cli.md all come from these descriptions.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace proviso::cli {

class Session;
class Invocation;

struct Option {
    std::string name;  ///< "through": --through
    std::string value; ///< "DATE"; empty for a flag
    std::string help;
    bool required = false;
    bool repeat = false; ///< may be given several times
};

struct Positional {
    std::string name; ///< "FILE"
    std::string help;
    bool required = true;
    bool repeat = false;
};

struct Verb {
    std::string name;    ///< "invoice list"
    std::string summary; ///< one line
    std::vector<Positional> positionals;
    std::vector<Option> options;
    bool book = false;   ///< works on a book: --book, PROVISO_BOOK, or a last positional BOOK
    std::string formats; ///< of --format, the default first: "table json csv"; empty: prints no data
    std::vector<std::string> examples;
    /// Returns the exit code.
    std::function<int(Session &, const Invocation &)> run;
};

/// What was given on the command line for one verb.
class Invocation {
  public:
    std::string verb;
    std::map<std::string, std::vector<std::string>, std::less<>> values; ///< by option or positional name, as given

    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] std::string text(std::string_view name) const; ///< empty if not given
    [[nodiscard]] std::vector<std::string> all(std::string_view name) const;
};

/// Options that every verb takes.
[[nodiscard]] const std::vector<Option> &global_options();

/// One function per file of verbs.
void add_init(std::vector<Verb> &verbs);
void add_import(std::vector<Verb> &verbs);
void add_rate(std::vector<Verb> &verbs);
void add_run(std::vector<Verb> &verbs);
void add_invoice(std::vector<Verb> &verbs);
void add_payment(std::vector<Verb> &verbs);
void add_credit(std::vector<Verb> &verbs);
void add_account(std::vector<Verb> &verbs);
void add_ask(std::vector<Verb> &verbs);
void add_reports(std::vector<Verb> &verbs);
void add_suspense(std::vector<Verb> &verbs);
void add_export(std::vector<Verb> &verbs);
void add_explain(std::vector<Verb> &verbs);
void add_calc(std::vector<Verb> &verbs);
void add_pack(std::vector<Verb> &verbs);
void add_replay(std::vector<Verb> &verbs);
void add_verify(std::vector<Verb> &verbs);
void add_close(std::vector<Verb> &verbs);
void add_coverage(std::vector<Verb> &verbs);
void add_choice(std::vector<Verb> &verbs);
void add_compare(std::vector<Verb> &verbs);
void add_license(std::vector<Verb> &verbs);
void add_privacy(std::vector<Verb> &verbs);
void add_revision(std::vector<Verb> &verbs);

/// All verbs in the order of the help page.
[[nodiscard]] std::vector<Verb> all_verbs();

} // namespace proviso::cli
