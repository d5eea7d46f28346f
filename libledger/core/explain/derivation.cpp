#include "core/explain/derivation.hpp"

#include <algorithm>
#include <array>

namespace proviso {
namespace {
constexpr std::array<std::string_view, 16> names{"input",   "parameter", "add",   "subtract", "multiply", "divide",
                                                 "minimum", "maximum",   "floor", "ceiling",  "round",    "power",
                                                 "days",    "shift",     "share", "attest"};
} // namespace

std::string_view op_name(Op op) { return names[static_cast<std::size_t>(op)]; }

std::optional<Op> op_from_name(std::string_view name) {
    const auto at = std::find(names.begin(), names.end(), name);
    if (at == names.end()) return std::nullopt;
    return static_cast<Op>(at - names.begin());
}

std::vector<std::string> Derivation::clauses() const {
    std::vector<std::string> all;
    for (const Step &step : steps) all.insert(all.end(), step.clauses.begin(), step.clauses.end());
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

const Step *Derivation::find(std::string_view name) const {
    const auto at = std::find_if(steps.begin(), steps.end(), [&](const Step &step) { return step.name == name; });
    return at == steps.end() ? nullptr : &*at;
}

std::string Fraction::text() const { return std::to_string(numerator) + '/' + std::to_string(denominator); }

const Value *Calculation::output(std::string_view name) const {
    const auto at = std::find_if(outputs.begin(), outputs.end(), [&](const auto &one) { return one.first == name; });
    return at == outputs.end() ? nullptr : &at->second;
}

} // namespace proviso
