// The registry of calculations: each component by name, called with named inputs. `calc`, `explain` (what each refused
// option would have given) and the tests all come through here; the engine calls the same components with typed inputs.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/explain/derivation.hpp"
#include "core/pack/terms.hpp"

namespace proviso {

using Inputs = std::map<std::string, std::string, std::less<>>; ///< "price" -> "199", "activated" -> "2013-03-20"

struct InputSpec {
    std::string_view name;
    bool required;
    std::string_view summary; ///< meaning and unit
};

struct CalculationSpec {
    std::string_view name; ///< "proration"
    std::string_view summary;
    std::span<const InputSpec> inputs;
    Result<Calculation> (*run)(const Terms &terms, const Inputs &inputs);
    /// Questions that begin so were settled before the inputs came about ("rating." for totals of calls), so that other
    /// options cannot be worked out from these inputs; empty: none.
    std::string_view settled_before = {};
};

[[nodiscard]] std::span<const CalculationSpec> calculations(); ///< sorted by name
[[nodiscard]] const CalculationSpec *calculation(std::string_view name);
/// Numbers are exact decimals or fractions ("0.02", "1/50"), lists are separated by commas, amounts are in the pack's
/// currency. Errors: calc.unknown, argument.unknown, argument.missing, argument.invalid, and the component's.
[[nodiscard]] Result<Calculation> calculate(const Terms &terms, std::string_view name, const Inputs &inputs);

/// What one option of one reading gives with everything else held fixed.
struct Alternative {
    std::string reading;
    std::string option;
    bool chosen = false;
    Result<Calculation> result;
};
/// One row per option of each reading that the calculation uses, the rounding mode's too. `calendars` are those to
/// choose from where the calendar itself is the question; without them such an option's result is calendar.unknown. A
/// row whose option cannot be worked out carries the reason as its result.
[[nodiscard]] Result<std::vector<Alternative>> all_readings(const Terms &terms, std::string_view name,
                                                            const Inputs &inputs,
                                                            std::span<const BusinessCalendar *const> calendars = {});
/// The named inputs that a derivation carries, so that its calculation can be called again: every input step that its
/// calculation knows by name ("cycle start" is cycle_start), several of one name as a list.
[[nodiscard]] Inputs inputs_of(const Derivation &derivation);

} // namespace proviso
