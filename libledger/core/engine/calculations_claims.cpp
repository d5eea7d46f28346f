// Calculations about claims and audits: caps, thresholds, overuse.
#include "core/bill/liability.hpp"
#include "core/bill/overuse.hpp"
#include "core/bill/threshold.hpp"
#include "core/engine/calculation_families.hpp"
#include "core/engine/input_reader.hpp"

namespace proviso {
namespace {

constexpr std::string_view receipt_form = "DAY=AMOUNT, or DAY=AMOUNT FROM..UNTIL with the time that it is for";

Result<std::vector<ReceivedSum>> receipts_of(const InputReader &read, std::string_view name) {
    auto receipts = parse_receipts(read.text(name));
    if (!receipts)
        return Error(Code::argument_invalid, std::string(name) + ": " + receipts.error().what,
                     "give a list of " + std::string(receipt_form), std::string(name));
    return receipts;
}

constexpr InputSpec cost_inputs[] = {
    {"cost", true, "what the audit cost"},
    {"over", true, "yes or no: whether it found any overuse"},
};
Result<Calculation> run_cost(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    PV_TRY(const Amount cost, read.amount("cost"));
    PV_TRY(const bool over, read.yes_or_no("over", false));
    return audit_cost(terms, cost, over);
}

constexpr InputSpec cap_inputs[] = {
    {"claim", true, "the day of the claim"},
    {"arose", false, "the day on which the liability arose, that of the claim if absent"},
    {"payments", false, "what was received, as a list: DAY=AMOUNT, or DAY=AMOUNT FROM..UNTIL with the time it is for"},
    {"product", false, "free, beta, app, or what else it is"},
    {"loss", false, "what was lost: direct, lost-profit, lost-data, ..."},
    {"ground", false, "what the claim rests on, if that lifts the cap"},
    {"claimed", false, "how much is claimed"},
};
Result<Calculation> run_cap(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    ClaimFacts facts;
    PV_TRY(facts.made, read.day("claim"));
    if (read.has("arose")) { PV_TRY(facts.arose, read.day("arose")); }
    PV_TRY(facts.payments, receipts_of(read, "payments"));
    facts.product = read.text("product");
    facts.loss = read.text("loss");
    facts.ground = read.text("ground");
    if (read.has("claimed")) { PV_TRY(facts.claimed, read.amount("claimed")); }
    return liability_cap(terms, facts);
}

constexpr InputSpec overuse_inputs[] = {
    {"found", true, "how many were found"},
    {"ordered", true, "how many were ordered"},
    {"price", true, "the order's price of one, for so many months"},
    {"since", true, "first day of the overuse"},
    {"found_on", true, "the day on which it was found"},
    {"period_from", true, "first day of the licence period"},
    {"period_until", true, "first day after it"},
    {"list_price", false, "the list's price of one, the order's if absent"},
    {"months", false, "the months that a price is for, 12 if absent; 0: it is charged once"},
};
Result<Calculation> run_overuse(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    OveruseFacts facts;
    PV_TRY(facts.found, read.integer("found", 0));
    PV_TRY(facts.ordered, read.integer("ordered", 0));
    PV_TRY(facts.price, read.price("price"));
    if (read.has("list_price")) { PV_TRY(facts.list, read.price("list_price")); }
    PV_TRY(facts.since, read.day("since"));
    PV_TRY(facts.found_on, read.day("found_on"));
    PV_TRY(facts.licence.from, read.day("period_from"));
    PV_TRY(facts.licence.until, read.day("period_until"));
    PV_TRY(const std::int64_t months, read.integer("months", 12));
    if (months < 0 || months > 1'200)
        return Error(Code::argument_invalid, "months is " + std::to_string(months), "give 0 to 1,200", "months");
    facts.months = static_cast<std::int32_t>(months);
    return overuse(terms, facts);
}

constexpr InputSpec threshold_inputs[] = {
    {"claim", true, "the day of the claim"},
    {"fees", false, "fees received for the licence, as a list: DAY=AMOUNT"},
    {"support", false, "fees received for its support, as a list: DAY=AMOUNT"},
};
Result<Calculation> run_threshold(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    ThresholdFacts facts;
    PV_TRY(facts.claim, read.day("claim"));
    PV_TRY(facts.fees, receipts_of(read, "fees"));
    PV_TRY(facts.support, receipts_of(read, "support"));
    return fee_threshold(terms, facts);
}

constexpr CalculationSpec rows[] = {
    {"audit_cost", "who pays for an audit", cost_inputs, run_cost},
    {"cap", "how much is owed for a claim at most", cap_inputs, run_cap},
    {"overuse", "what use beyond what was ordered costs", overuse_inputs, run_overuse},
    {"threshold", "whether the fees received reach what a right asks for", threshold_inputs, run_threshold},
};

} // namespace

std::span<const CalculationSpec> calculation_family::claims() { return rows; }

} // namespace proviso
