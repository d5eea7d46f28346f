#include "core/duty/duties.hpp"

namespace proviso {
namespace {

constexpr bool ends = false;
constexpr bool stays = true;
constexpr DutySpec specs[] = {
#define PV_DUTY(identifier, name, owner, stays, date_is, stands, otherwise)                                            \
    {name, owner, stays, date_is, stands, otherwise},
#include "core/duty/duties.def"
};

} // namespace

std::span<const DutySpec> duty_specs() { return specs; }

const DutySpec *duty_spec(std::string_view name) {
    for (const DutySpec &spec : specs)
        if (spec.name == name) return &spec;
    return nullptr;
}

} // namespace proviso
