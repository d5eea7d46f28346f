// The closed list of what a checklist may take from an account's state. Constant data, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace proviso {

enum class StateFact : std::uint8_t {
#define PV_STATE_FACT(identifier, name, of, summary) identifier,
#include "core/pack/state_facts.def"
};

struct StateFactSpec {
    StateFact fact{};
    std::string_view name; ///< "order.signed"
    std::string_view of;   ///< the told fact that says of what: "order"; empty: of the account
    std::string_view summary;
};

[[nodiscard]] std::span<const StateFactSpec> state_facts(); ///< sorted by name
[[nodiscard]] const StateFactSpec *state_fact(std::string_view name);
[[nodiscard]] inline bool is_state_fact(std::string_view name) { return state_fact(name) != nullptr; }
/// Their names, separated by commas: for messages.
[[nodiscard]] std::string known_state_facts();

} // namespace proviso
