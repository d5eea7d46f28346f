// The part of check_pack() that is about checklists and duty rules, and what of a pack reads its own parameters and
// readings. Pure; thread-safe.
#pragma once

#include <string_view>
#include <vector>

#include "core/pack/check.hpp"

namespace proviso {

void check_conditions(const Pack &pack, std::vector<PackFinding> &findings);
/// A condition or duty of the pack reads the parameter.
[[nodiscard]] bool conditions_read_parameter(const Pack &pack, std::string_view id);
/// The sku whose price the parameter gives where nothing else does; null if it gives none.
[[nodiscard]] const Sku *sku_priced_by(const Pack &pack, std::string_view parameter);
/// A condition of the pack asks for the reading's option.
/// Whether an option of the reading gives a parameter its value.
[[nodiscard]] bool supplies_parameter(const Pack &pack, std::string_view reading);
[[nodiscard]] bool conditions_ask_reading(const Pack &pack, std::string_view id);

} // namespace proviso
