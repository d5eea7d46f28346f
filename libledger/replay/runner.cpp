#include "replay/runner.hpp"

#include "replay/scenario_reader.hpp"

namespace proviso {
namespace {

void fail(ReplayResult &result, const Error &error, std::string what) {
    result.failures.push_back({error.where.empty() ? result.file : error.where,
                               std::move(what),
                               "a well-formed scenario",
                               error.render(),
                               {},
                               Code::scenario_invalid});
}

std::string name_of(const ExpectedUnder &under) {
    std::string name;
    for (const auto &[reading, option] : under.readings) name += " " + reading + "=" + option;
    for (const auto &[id, text] : under.set) name += " " + id + "=" + text;
    return "under" + name;
}

void keep_documents(const Outcome &outcome, ReplayResult &result) {
    for (const auto &[name, own] : outcome.accounts)
        for (const Document &document : own.result.documents) {
            ReplayedDocument kept{name, document.draft_id(), document.total.text(), {}};
            for (const Line &line : document.lines)
                kept.text += compare_form::describe(line) + "\n" + derivation_text(line.derivation);
            result.documents.push_back(std::move(kept));
        }
}

void keep_run(const Outcome &outcome, const Expectations &expect, const BookTerms::Config &config, std::string name,
              ReplayResult &result) {
    ReplayedRun &run = result.runs.emplace_back();
    run.name = std::move(name);
    for (const auto &[account, own] : outcome.accounts) {
        for (const Document &document : own.result.documents) run.documents.push_back(document_json(document));
        run.journal.insert(run.journal.end(), own.result.journal.begin(), own.result.journal.end());
    }
    for (const ExpectedCalculation &expected : expect.calculations)
        if (const auto made = compare_form::run_calculation(expected, outcome, config))
            run.calculations.push_back(derivation_json(made->derivation));
}

class Replay {
  public:
    Replay(const Scenario &scenario, ReplaySources &sources, ReplayOptions options, ReplayResult &result)
        : scenario_(scenario), world_(scenario, sources), options_(options), result_(result) {}

    void run() {
        run_under({scenario_.readings, scenario_.set}, scenario_.expect, {}, {});
        for (const ExpectedUnder &under : scenario_.under) {
            RunChoices choices{scenario_.readings, scenario_.set};
            for (const auto &[reading, option] : under.readings) choices.readings.insert_or_assign(reading, option);
            for (const auto &[id, text] : under.set) choices.set.insert_or_assign(id, text);
            Expectations expect = under.expect;
            expect.tolerated = scenario_.expect.errors;
            run_under(choices, expect, name_of(under), under.where);
        }
    }

  private:
    void run_under(const RunChoices &choices, const Expectations &expect, const std::string &name,
                   const std::string &where) {
        Result<BookTerms::Config> config = world_.config(choices);
        if (!config) {
            Error error = std::move(config).error();
            if (error.where.empty()) error.where = where;
            return fail(result_, error, name.empty() ? "the scenario" : name);
        }
        const Outcome outcome = world_.run(*config, expect);
        std::vector<Difference> differences = compare(scenario_, expect, outcome, *config);
        for (Difference &difference : differences) {
            if (!name.empty()) difference.what = name + ": " + difference.what;
            result_.failures.push_back(std::move(difference));
        }
        if (options_.explain && name.empty()) keep_documents(outcome, result_);
        if (options_.explain) keep_run(outcome, expect, *config, name, result_);
    }

    const Scenario &scenario_;
    World world_;
    ReplayOptions options_;
    ReplayResult &result_;
};

} // namespace

ReplayResult replay(std::string_view bytes, const std::string &file, ReplaySources &sources, ReplayOptions options) {
    ReplayResult result;
    result.file = file;
    const ScenarioFile read = read_scenario(bytes, file);
    result.id = read.scenario.id;
    result.title = read.scenario.title;
    result.clauses = read.scenario.clauses;
    if (!read.ok()) {
        for (const Error &error : read.errors) fail(result, error, "the scenario");
        return result;
    }
    Replay(read.scenario, sources, options, result).run();
    return result;
}

} // namespace proviso
