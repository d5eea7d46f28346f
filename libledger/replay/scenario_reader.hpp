// Scenarios from TOML, strictly: an unknown key or a date that does not exist makes the file malformed. What is wrong
// with a single event (its type, its fields) is not: it becomes a refusal of that event, which the scenario may expect.
// Pure; thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io/toml_reader.hpp"
#include "replay/scenario.hpp"

namespace proviso {

inline constexpr std::size_t scenario_size_limit = 4u << 20; ///< bytes
inline constexpr std::size_t scenario_events_limit = 100'000;
inline constexpr std::size_t scenario_runs_limit = 1'000;  ///< expect.under, and sealings of time
inline constexpr std::size_t scenario_lines_limit = 1'000; ///< expected of one document

/// The scenario, or every error of form that the file has (at least one), each with file:line:column.
struct ScenarioFile {
    Scenario scenario;
    std::vector<Error> errors;
    [[nodiscard]] bool ok() const { return errors.empty(); }
};

[[nodiscard]] ScenarioFile read_scenario(std::string_view bytes, const std::string &name);

/// Inside replay/: the parts of the reader that stand in files of their own.
namespace scenario_form {
[[nodiscard]] ScenarioEvent read_event(TomlTable &form);
[[nodiscard]] Expectations read_expectations(TomlTable &form);
[[nodiscard]] ExpectedDocument read_document(TomlTable &form);
/// Reading id -> option, from a table of texts.
[[nodiscard]] Choices read_choices(TomlTable &form, std::string_view key);
/// Text of a scalar: texts, whole numbers, flags, dates and instants. Others are errors.
[[nodiscard]] std::map<std::string, std::string, std::less<>> read_scalars(TomlTable &form, std::string_view key);
/// "R-SS-03=cycle.anniversary", or a list of such texts.
[[nodiscard]] Choices read_reading_texts(TomlTable &form, std::string_view key);
} // namespace scenario_form

} // namespace proviso
