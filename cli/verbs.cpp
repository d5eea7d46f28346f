// The list of verbs, and what was given for one.
#include "verb.hpp"

namespace proviso::cli {

const std::vector<Option> &global_options() {
    static const std::vector<Option> options = {
        {"book", "PATH", "the book"},
        {"rules", "FOLDER", "where rule packs, calendars and area codes are"},
        {"format", "FORMAT", "table, json or csv"},
        {"quiet", "", "no progress and no remarks on standard error"},
        {"help", "", "what the command takes"},
        {"version", "", "the version"},
    };
    return options;
}

std::vector<Verb> all_verbs() {
    std::vector<Verb> verbs;
    for (const auto add :
         {add_init,    add_import,  add_run,      add_invoice, add_payment, add_credit, add_account,  add_ask,
          add_reports, add_export,  add_suspense, add_explain, add_verify,  add_close,  add_license,  add_privacy,
          add_choice,  add_compare, add_replay,   add_rate,    add_calc,    add_pack,   add_coverage, add_revision})
        add(verbs);
    return verbs;
}

bool Invocation::has(std::string_view name) const { return values.find(name) != values.end(); }

std::string Invocation::text(std::string_view name) const {
    const auto found = values.find(name);
    return found == values.end() ? std::string() : found->second.front();
}

std::vector<std::string> Invocation::all(std::string_view name) const {
    const auto found = values.find(name);
    return found == values.end() ? std::vector<std::string>() : found->second;
}

} // namespace proviso::cli
