// Questions of claims and of availability: is a claim within its cap, do the fees reach what a defence asks for, does
// an outage count, does a month earn a credit. Answered from what the account keeps.
#include <algorithm>

#include "core/decide/asked.hpp"
#include "core/engine/availability.hpp"
#include "core/engine/received.hpp"

namespace proviso::decide_family {
namespace {

Error invalid(std::string_view name, std::string_view text, std::string_view wanted) {
    return Error(Code::argument_invalid, "\"" + std::string(text) + "\" is not " + std::string(wanted),
                 "write it so: " + std::string(wanted), "with." + std::string(name));
}

/// `otherwise` if not given.
Result<Day> day_of(const Asked &asked, std::string_view name, Day otherwise) {
    if (asked.with(name).empty()) return otherwise;
    const auto day = Day::parse(asked.with(name));
    if (!day) return invalid(name, asked.with(name), "a date such as 2025-09-01");
    return *day;
}

std::string clause_of(const Calculation &work, const std::string &otherwise) {
    return work.clauses.empty() ? otherwise : work.clauses.back();
}

/// The claim of that id, or the one that the arguments tell of.
Result<ClaimInHand> claim_asked(const Asked &asked) {
    const std::string id(asked.with("claim"));
    if (!id.empty()) {
        const ClaimInHand *known = asked.state.claims.claim(id);
        if (!known) return invalid("claim", id, "a claim of the account");
        return *known;
    }
    ClaimInHand claim;
    if (asked.with("amount").empty())
        return Error(Code::argument_missing, "neither a claim nor an amount is told", "give claim, or amount",
                     "with.amount");
    const auto amount = parse_amount(asked.with("amount"), asked.state.currency);
    if (!amount) return invalid("amount", asked.with("amount"), "an amount such as 9000.00");
    claim.amount = *amount;
    PV_TRY(claim.made, day_of(asked, "made", asked.question.on));
    PV_TRY(claim.arose, day_of(asked, "arose", claim.made));
    claim.sku = asked.with("sku");
    claim.order = asked.with("order");
    claim.loss = asked.with("loss");
    return claim;
}

} // namespace

Result<Decision> claim_cap(const Asked &asked) {
    PV_TRY(const ClaimInHand claim, claim_asked(asked));
    if (claim.sku.empty() && claim.order.empty() && caps_by_service(asked.terms))
        return Error(Code::argument_missing, "the cap is one of the service concerned, and none is told",
                     "give sku or order", "with.sku", asked.clause("cap"));
    PV_TRY(const ClaimFacts facts, claim_facts(asked.state, asked.terms, claim, asked.with("ground")));
    PV_TRY(const Calculation work, liability_cap(asked.terms, facts));
    Weighing weighing;
    for (const ReadingUse &use : work.readings) weighing.used(use);
    const Amount owed = work.amount.value_or(Amount(0, asked.state.currency));
    const std::string clause = clause_of(work, asked.clause("cap"));
    const Value *from = work.output("from"), *through = work.output("through");
    std::string what = owed.text() + " of " + claim.amount.text() + " are owed at most";
    if (from && through) what += ", by what counts from " + value_text(*from) + " through " + value_text(*through);
    weighing.require(owed == claim.amount, clause, what, what);
    return weighing.answer(clause, what);
}

Result<Decision> indemnity_give(const Asked &asked) {
    PV_TRY(const Day made, day_of(asked, "made", asked.question.on));
    PV_TRY(const ThresholdFacts facts, threshold_facts(asked.state, made, asked.with("sku"), asked.with("order")));
    PV_TRY(const Calculation work, fee_threshold(asked.terms, facts));
    Weighing weighing;
    for (const ReadingUse &use : work.readings) weighing.used(use);
    const Value *reached = work.output("reached"), *from = work.output("from"), *through = work.output("through");
    const bool enough = reached && std::get<bool>(*reached);
    std::string what = (work.amount ? work.amount->text() : std::string("nothing")) + " was received";
    if (from && through) what += " from " + value_text(*from) + " through " + value_text(*through);
    PV_TRY(const Ratio least, asked.terms.number("indemnity.least_fees"));
    what += ", and " + least.text() + " are asked for";
    const std::string clause = asked.clause("threshold");
    weighing.require(enough, clause, what, what);
    const Checklist *list = asked.terms.pack().checklist("indemnity.give");
    return weighing.answer(list ? list->clause : clause, what);
}

Result<Decision> outage_count(const Asked &asked) {
    const std::string id(asked.with("outage"));
    const auto &outages = asked.state.sla.outages;
    const auto at = std::find_if(outages.begin(), outages.end(), [&](const SlaOutage &one) { return one.id == id; });
    if (at == outages.end()) return invalid("outage", id, "an outage of the account");
    const std::string clause = asked.clause("uptime");
    Weighing weighing;
    weighing.require(at->counts == OutageCounts::yes, at->clause.empty() ? clause : at->clause,
                     "no exclusion takes it out", at->why);
    const TimeSpan span{at->from, at->until.value_or(at->from)};
    if (at->until) {
        PV_TRY(const Ratio least, asked.terms.number("uptime.run_minutes"));
        PV_TRY(const Ratio length, Ratio::of(span.micros(), micros_per_minute));
        weighing.require(length >= least, clause, "it lasted " + length.text() + " minutes",
                         "it lasted " + length.text() + " minutes, and " + least.text() + " make downtime");
    }
    return weighing.answer(clause, "it is downtime");
}

Result<Decision> uptime_credit(const Asked &asked) {
    const std::string text(asked.with("month"));
    const auto month = Day::parse(text + "-01");
    if (!month) return invalid("month", text, "a month such as 2025-04");
    PV_TRY(const std::vector<Availability> found, availability(asked.state, asked.terms, *month, asked.question.on));
    const std::string clause = asked.clause("uptime"), sku(asked.with("sku"));
    Weighing weighing;
    if (asked.question.on < next_month(*month)) {
        weighing.failed(clause, text + " is not over on " + asked.question.on.text());
        return weighing.answer(clause, {});
    }
    bool earns = false;
    for (const Availability &one : found) {
        if (!sku.empty() && std::find(one.skus.begin(), one.skus.end(), sku) == one.skus.end()) continue;
        for (const ReadingUse &use : one.work.readings) weighing.used(use);
        const Value *percent = one.work.output("uptime");
        const std::string what = "availability was " + (percent ? value_text(*percent) : std::string()) + " %";
        if (one.work.amount && !one.work.amount->is_zero()) {
            earns = true;
            weighing.met(clause, what + ", which earns " + one.work.amount->text());
        } else {
            weighing.not_applied(clause, what + ", which earns nothing");
        }
    }
    if (!earns) weighing.failed(clause, "no credit is earned for " + text);
    return weighing.answer(clause, "a credit is earned for " + text);
}

} // namespace proviso::decide_family
