// One run of a scenario's events under one set of readings and parameters, and what came of it.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/engine/engine.hpp"
#include "replay/scenario.hpp"
#include "replay/sources.hpp"

namespace proviso {

struct AccountOutcome {
    AccountResult result;
    std::map<Day, AccountState> states; ///< at the end of the days on which a decision is asked for
    std::optional<Error> error;         ///< of the pack or the terms: the account stopped here
};

struct Outcome {
    std::map<std::string, AccountOutcome> accounts;
    std::vector<Refusal> refusals; ///< by event number
    std::optional<Error> error;    ///< nothing could be run
    std::unique_ptr<BookTerms> terms;
    std::vector<Day> decision_days; ///< the civil day of each expected decision, in their order
};

/// The readings and parameters that hold in one run.
struct RunChoices {
    Choices readings;
    ParameterTexts set;
};

class World {
  public:
    /// Both must outlive the world.
    World(const Scenario &scenario, ReplaySources &sources) : scenario_(scenario), sources_(sources) {}

    /// Packs, calendars and checks of the choices. Errors: pack.*, reading.*, parameter.*, zone.unknown: the scenario
    /// is malformed.
    [[nodiscard]] Result<BookTerms::Config> config(const RunChoices &choices);
    [[nodiscard]] Outcome run(const BookTerms::Config &config, const Expectations &expect);

  private:
    const Scenario &scenario_;
    ReplaySources &sources_;
};

} // namespace proviso
