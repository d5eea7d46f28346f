#include <algorithm>

#include "core/duty/business_calendar.hpp"
#include "replay/compare.hpp"

namespace proviso::compare_form {
Result<Calculation> run_calculation(const ExpectedCalculation &expected, const Outcome &outcome,
                                    const BookTerms::Config &config) {
    if (expected.pack.empty() && config.packs.size() != 1)
        return Error(Code::argument_missing, "several packs are given and the calculation names none", "add pack");
    const Pack *pack = config.packs.front();
    for (const Pack *candidate : config.packs)
        if (candidate->id == expected.pack) pack = candidate;
    if (!expected.pack.empty() && pack->id != expected.pack)
        return Error(Code::pack_unknown, "the scenario has no pack '" + expected.pack + "'", "add it to packs");
    if (!outcome.terms) return Error(Code::internal, "the terms were not made");
    PV_TRY(Terms terms, outcome.terms->terms(*pack, day_last));
    return calculate(terms, expected.name, {expected.with.begin(), expected.with.end()});
}

namespace {

std::string output_text(const Calculation &calculation, const std::string &name) {
    for (const auto &[key, value] : calculation.outputs)
        if (key == name) return value_text(value);
    return "nothing";
}

/// Texts of truth values are "yes" and "no"; TOML writes true and false.
std::string wanted_text(const std::string &text) {
    if (text == "true") return "yes";
    if (text == "false") return "no";
    return text;
}

} // namespace

void compare_calculation(const ExpectedCalculation &expected, const Outcome &outcome, const BookTerms::Config &config,
                         std::vector<Difference> &out) {
    std::string shown;
    for (const auto &[name, value] : expected.with) shown += " " + name + "=" + value;
    const std::string what = "calculation " + expected.name + shown;
    Result<Calculation> result = run_calculation(expected, outcome, config);
    if (!result) {
        if (!expected.error)
            out.push_back({expected.where, what, "a result", result.error().render(), {}});
        else if (*expected.error != result.error().code)
            out.push_back({expected.where,
                           what + ": error",
                           std::string(code_name(*expected.error)),
                           result.error().render(),
                           {}});
        return;
    }
    const std::string explanation = derivation_text(result->derivation);
    const auto differ = [&](const std::string &part, std::string wanted, std::string got) {
        out.push_back({expected.where, what + ": " + part, std::move(wanted), std::move(got), explanation});
    };
    if (expected.error) differ("error", std::string(code_name(*expected.error)), "a result");
    if (expected.amount) {
        Result<Amount> wanted =
            parse_amount(*expected.amount, result->amount ? result->amount->currency() : Currency{});
        if (!wanted || !result->amount || *wanted != *result->amount)
            differ("amount", *expected.amount, result->amount ? result->amount->text() : "no amount");
    }
    if (expected.exact && *expected.exact != result->exact)
        differ("exact", expected.exact->text(), result->exact.text());
    if (expected.fraction && (!result->fraction || result->fraction->text() != *expected.fraction))
        differ("fraction", *expected.fraction, result->fraction ? result->fraction->text() : "no fraction");
    for (const auto &[name, wanted] : expected.outputs) {
        const std::string got = output_text(*result, name);
        if (got != wanted_text(wanted)) differ(name, wanted, got);
    }
    std::vector<std::string> cited = result->derivation.clauses();
    cited.insert(cited.end(), result->clauses.begin(), result->clauses.end());
    if (std::string missing = missing_clause(expected.clauses, cited); !missing.empty())
        differ("clauses", joined(expected.clauses), missing);
    std::vector<ReadingUse> used = result->derivation.readings;
    used.insert(used.end(), result->readings.begin(), result->readings.end());
    if (std::string missing = missing_reading(expected.readings, used); !missing.empty())
        differ("readings", missing, "other readings");
}

} // namespace proviso::compare_form
