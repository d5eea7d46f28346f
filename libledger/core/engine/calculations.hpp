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
};

[[nodiscard]] std::span<const CalculationSpec> calculations(); ///< sorted by name
[[nodiscard]] const CalculationSpec *calculation(std::string_view name);
/// Errors: calc.unknown, argument.missing, argument.unknown, and the component's.
[[nodiscard]] Result<Calculation> calculate(const Terms &terms, std::string_view name, const Inputs &inputs);

/// What one option of one reading gives with everything else held fixed.
struct Alternative {
    std::string reading;
    std::string option;
    bool chosen = false;
    Result<Calculation> result;
};
/// One row per option of each reading that the calculation uses.
[[nodiscard]] Result<std::vector<Alternative>> all_readings(const Terms &terms, std::string_view name,
                                                            const Inputs &inputs);
/// The named inputs that a derivation carries, so that its calculation can be called again.
[[nodiscard]] Inputs inputs_of(const Derivation &derivation);

} // namespace proviso
