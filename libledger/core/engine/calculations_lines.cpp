// Calculations of services with dates of their own.
#include <algorithm>
#include <limits>

#include "core/bill/early_fee.hpp"
#include "core/bill/payment_days.hpp"
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

constexpr InputSpec early_fee_inputs[] = {
    {"price", true, "the price of one unit"},
    {"quantity", false, "how many units, 1 if absent"},
    {"price_months", false, "months that the price is for, 12 if absent"},
    {"from", true, "the first day of the term"},
    {"until", true, "the first day after the term"},
    {"ended", true, "the first day without service"},
    {"kept", false, "what was charged in advance for the days after it, 0 if absent"},
};
Result<Calculation> run_early_fee(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    EarlyEnd end;
    PV_TRY(end.price, read.price("price"));
    PV_TRY(end.quantity, read.integer("quantity", 1));
    PV_TRY(end.price_months, months(read, "price_months", 12));
    PV_TRY(end.term.from, read.day("from"));
    PV_TRY(end.term.until, read.day("until"));
    PV_TRY(end.ended, read.day("ended"));
    end.kept = Amount(0, terms.pack().currency);
    if (read.has("kept")) { PV_TRY(end.kept, read.amount("kept")); }
    return early_fee(terms, end);
}

constexpr InputSpec payment_days_inputs[] = {
    {"since", true, "the day on which automatic payment was arranged"},
    {"count", false, "how many days, 1 if absent"},
};
Result<Calculation> run_payment_days(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    PV_TRY(const Day since, read.day("since"));
    PV_TRY(const std::int64_t count, read.integer("count", 1));
    return payment_days(terms, since, static_cast<std::int32_t>(std::clamp<std::int64_t>(count, 0, most)));
}

constexpr CalculationSpec rows[] = {
    {"early_fee", "what leaving before the end of a term costs", early_fee_inputs, run_early_fee},
    {"payment_days", "the days of automatic payment", payment_days_inputs, run_payment_days},
    {"period", "what one billing period of a service costs", period_inputs, run_period},
    {"term", "the terms of a service and until when a notice ends it with each", term_inputs, run_term},
};

} // namespace

std::span<const CalculationSpec> calculation_family::lines() { return rows; }

} // namespace proviso
