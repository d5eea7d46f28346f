// Calculations of services with dates of their own.
#include <algorithm>
#include <limits>

#include "core/bill/standing_line.hpp"
#include "core/engine/calculation_families.hpp"
#include "core/engine/input_reader.hpp"

namespace proviso {
namespace {

constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();

Result<std::int32_t> months(const InputReader &read, std::string_view name, std::int64_t otherwise) {
    PV_TRY(const std::int64_t value, read.integer(name, otherwise));
    if (value < 1 || value > line_months_max)
        return Error(Code::argument_invalid, std::string(name) + " is " + std::to_string(value),
                     "give 1 to " + std::to_string(line_months_max) + " months", std::string(name));
    return static_cast<std::int32_t>(value);
}

constexpr InputSpec period_inputs[] = {
    {"price", true, "the price of one unit"},
    {"quantity", false, "how many units, 1 if absent"},
    {"price_months", false, "months that the price is for, 1 if absent"},
    {"period_months", false, "months of the billing period, those of the price if absent"},
};
Result<Calculation> run_period(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    PV_TRY(const UnitPrice price, read.price("price"));
    PV_TRY(const std::int64_t quantity, read.integer("quantity", 1));
    LineCadence cadence;
    PV_TRY(cadence.price_months, months(read, "price_months", 1));
    PV_TRY(cadence.months, months(read, "period_months", cadence.price_months));
    return period_charge(terms, price, quantity, cadence);
}

constexpr InputSpec term_inputs[] = {
    {"since", true, "the first day of the service"},
    {"months", true, "months of the first term"},
    {"count", false, "how many terms, 1 if absent"},
};
Result<Calculation> run_term(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    PV_TRY(const Day since, read.day("since"));
    PV_TRY(const std::int32_t first, months(read, "months", 0));
    PV_TRY(const std::int64_t count, read.integer("count", 1));
    return line_terms(terms, since, first, static_cast<std::int32_t>(std::clamp<std::int64_t>(count, 0, most)));
}

constexpr CalculationSpec rows[] = {
    {"period", "what one billing period of a service costs", period_inputs, run_period},
    {"term", "the terms of a service and until when a notice ends it with each", term_inputs, run_term},
};

} // namespace

std::span<const CalculationSpec> calculation_family::lines() { return rows; }

} // namespace proviso
