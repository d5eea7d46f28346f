// What a scenario expects against what came out. Pure; thread-safe.
#pragma once

#include <string>
#include <vector>

#include "core/engine/calculations.hpp"
#include "replay/world.hpp"

namespace proviso {

/// One failure, told so that a person sees what to look at.
struct Difference {
    std::string where; ///< file:line:column of the expectation; of the file for what was not expected at all
    std::string what;  ///< "invoice acme 2013-03-20: total"
    std::string expected;
    std::string got;
    std::string explanation;            ///< how what was got came about, indented text; may be empty
    Code code = Code::scenario_differs; ///< or scenario_invalid, for what keeps the scenario from being run
};

/// Every difference, in the scenario's order.
[[nodiscard]] std::vector<Difference> compare(const Scenario &scenario, const Expectations &expect,
                                              const Outcome &outcome, const BookTerms::Config &config);

/// Inside replay/: documents and their lines, calculations.
namespace compare_form {
void compare_documents(const Scenario &scenario, const Expectations &expect, const Outcome &outcome,
                       std::vector<Difference> &out);
void compare_calculation(const ExpectedCalculation &expected, const Outcome &outcome, const BookTerms::Config &config,
                         std::vector<Difference> &out);
/// Works out what the scenario asks for by hand.
[[nodiscard]] Result<Calculation> run_calculation(const ExpectedCalculation &expected, const Outcome &outcome,
                                                  const BookTerms::Config &config);
/// What differs between one expected line and one line, in a few words; empty if it fits.
[[nodiscard]] std::string line_difference(const ExpectedLine &expected, const Line &line);
[[nodiscard]] std::string describe(const ExpectedLine &expected);
[[nodiscard]] std::string describe(const Line &line);
/// One-to-one: for each expected line the index of its line, or -1; as many as can be are matched.
[[nodiscard]] std::vector<std::ptrdiff_t> match_lines(const std::vector<ExpectedLine> &expected,
                                                      const std::vector<Line> &lines);
/// "has no R-SS-10=..." for the first that is missing; empty if all are there.
[[nodiscard]] std::string missing_reading(const Choices &expected, const std::vector<ReadingUse> &used);
[[nodiscard]] std::string missing_clause(const std::vector<std::string> &expected,
                                         const std::vector<std::string> &cited);
[[nodiscard]] std::string joined(const std::vector<std::string> &texts);
} // namespace compare_form

} // namespace proviso
