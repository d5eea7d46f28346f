// Calculations about money that comes back.
#include "core/bill/giving_back.hpp"
#include "core/engine/calculation_families.hpp"
#include "core/engine/input_reader.hpp"

namespace proviso {
namespace {

constexpr InputSpec refund_inputs[] = {{"amount", true, "what was charged"}};
Result<Calculation> run_refund(const Terms &terms, const Inputs &inputs) {
    PV_TRY(const Amount amount, InputReader(terms, inputs).amount("amount"));
    return refund(terms, amount);
}

constexpr CalculationSpec rows[] = {
    {"refund", "what comes back of a charge", refund_inputs, run_refund},
};

} // namespace

std::span<const CalculationSpec> calculation_family::refunds() { return rows; }

} // namespace proviso
