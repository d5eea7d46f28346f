#include "core/money/rounding.hpp"

#include <array>

namespace proviso {
namespace {
struct Named {
    Rounding rounding;
    std::string_view name;
};
constexpr std::array names{
    Named{Rounding::half_up, "half_up"}, Named{Rounding::half_even, "half_even"}, Named{Rounding::up, "up"},
    Named{Rounding::down, "down"},       Named{Rounding::floor, "floor"},         Named{Rounding::ceiling, "ceiling"},
};

bool grows(const Truncated &value, Rounding rounding) {
    if (value.exact) return false;
    switch (rounding) {
    case Rounding::half_up:
        return value.rest_to_half >= 0;
    case Rounding::half_even:
        return value.rest_to_half > 0 || (value.rest_to_half == 0 && value.quotient % 2 == 1);
    case Rounding::up:
        return true;
    case Rounding::down:
        return false;
    case Rounding::floor:
        return value.negative;
    case Rounding::ceiling:
        return !value.negative;
    }
    return false;
}
} // namespace

UInt128 rounded_magnitude(const Truncated &value, Rounding rounding) {
    return grows(value, rounding) ? value.quotient + 1 : value.quotient;
}

std::string_view rounding_name(Rounding rounding) {
    for (const Named &entry : names)
        if (entry.rounding == rounding) return entry.name;
    return "unknown";
}

Result<Rounding> rounding_from_name(std::string_view name) {
    for (const Named &entry : names)
        if (entry.name == name) return entry.rounding;
    return Error(Code::argument_invalid, "there is no rounding policy of this name",
                 "use half_up, half_even, up, down, floor or ceiling");
}

} // namespace proviso
