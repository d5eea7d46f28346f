// The parts of the registry of calculations, one per family, each in a file of its own (calculations_<family>.cpp) and
// sorted by name. Internal to the registry: callers use calculations().
#pragma once

#include <span>

#include "core/engine/calculations.hpp"

namespace proviso::calculation_family {

[[nodiscard]] std::span<const CalculationSpec> claims();         ///< caps, thresholds, what an audit finds
[[nodiscard]] std::span<const CalculationSpec> counts();         ///< quantities, users, support work
[[nodiscard]] std::span<const CalculationSpec> lines();          ///< services with dates of their own
[[nodiscard]] std::span<const CalculationSpec> prices();         ///< prices that change
[[nodiscard]] std::span<const CalculationSpec> refunds();        ///< money back, chargebacks, withheld tax
[[nodiscard]] std::span<const CalculationSpec> service_levels(); ///< availability

} // namespace proviso::calculation_family
