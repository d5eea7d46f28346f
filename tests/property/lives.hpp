// Checks a property in many random lives. A life in which it does not hold is made small and written down as a scenario
// that `proviso replay` runs.
//
// The lives are those of the seeds 1, 2, ...; PROVISO_LIVES in the environment is how many each property gets instead
// of its own count, PROVISO_SEED the first seed (`./dev fuzz lives` sets both). Scenarios go to lives/ in the build
// folder.
#pragma once

#include <functional>
#include <string>

#include "property/random_life.hpp"

namespace proviso::test {

/// Why a property does not hold, and what a scenario would have to expect if it held.
struct Broken {
    std::string what;    ///< empty: it holds
    std::string expects; ///< TOML of [[expect...]] tables; may be empty
    [[nodiscard]] explicit operator bool() const { return !what.empty(); }
};
using Property = std::function<Broken(const RandomLife &life, const Engine &engine)>;

/// Fails the test at the first life in which the property does not hold. `name` names the scenario's file.
void in_every_life(const std::string &name, int count, const Property &property, const Engine &engine = apply_in_steps);

/// The same failure with as little as possible around it: fewer facts, shorter texts, rounder values, an earlier end.
/// `fails` is asked at most `budget` times.
[[nodiscard]] RandomLife shrunk(RandomLife life, const std::function<bool(const RandomLife &)> &fails,
                                int budget = 4000);

/// The life as a scenario. `note`: for people, as a remark ahead of it. Bulk usage and sessions have no form there; a
/// remark names them.
[[nodiscard]] std::string scenario_of(const RandomLife &life, const std::string &id, const std::string &note,
                                      const std::string &expects);
/// [[expect.invoice]] of each document with its total and the amounts of its lines.
[[nodiscard]] std::string documents_expected(const AccountResult &result);
[[nodiscard]] std::string balance_expected(const std::string &account, std::string_view ledger, Day as_of,
                                           Amount amount);

} // namespace proviso::test
