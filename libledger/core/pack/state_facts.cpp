#include "core/pack/state_facts.hpp"

namespace proviso {
namespace {

constexpr StateFactSpec specs[] = {
#define PV_STATE_FACT(identifier, name, of, summary) {StateFact::identifier, name, of, summary},
#include "core/pack/state_facts.def"
};

} // namespace

std::span<const StateFactSpec> state_facts() { return specs; }

const StateFactSpec *state_fact(std::string_view name) {
    for (const StateFactSpec &spec : specs)
        if (spec.name == name) return &spec;
    return nullptr;
}

std::string known_state_facts() {
    std::string names;
    for (const StateFactSpec &spec : specs) (names += names.empty() ? "" : ", ") += spec.name;
    return names;
}

} // namespace proviso
