#include "core/engine/calculations.hpp"

#include <algorithm>
#include <limits>

#include "core/bill/cycle.hpp"
#include "core/bill/demand.hpp"
#include "core/bill/giving_back.hpp"
#include "core/bill/interest.hpp"
#include "core/bill/proration.hpp"
#include "core/bill/recovery.hpp"
#include "core/bill/recurring.hpp"
#include "core/bill/tax.hpp"
#include "core/duty/business_calendar.hpp"
#include "core/duty/notice.hpp"
#include "core/duty/retention.hpp"
#include "core/engine/calculation_families.hpp"
#include "core/engine/input_reader.hpp"
#include "core/license/seat_hours.hpp"
#include "core/license/session_text.hpp"
#include "core/rate/call_price.hpp"

namespace proviso {
namespace {

constexpr InputSpec cycle_inputs[] = {
    {"start", true, "the day that anchors the cycles"},
    {"count", false, "how many cycles, 1 if absent"},
};
Result<Calculation> run_cycle(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    PV_TRY(const Day start, read.day("start"));
    PV_TRY(const std::int64_t count, read.integer("count", 1));
    constexpr std::int64_t max = std::numeric_limits<std::int32_t>::max();
    return cycle(terms, start, static_cast<std::int32_t>(std::clamp<std::int64_t>(count, 0, max)));
}

constexpr InputSpec cost_inputs[] = {
    {"amount", true, "what the vendor spent"},
    {"kind", false, "what for: collection (if absent), enforcement, attorney, telemarketing, third-party"},
};
Result<Calculation> run_cost(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    PV_TRY(const Amount amount, read.amount("amount"));
    return recovered_cost(terms, amount, read.has("kind") ? read.text("kind") : "collection");
}

constexpr InputSpec demand_inputs[] = {
    {"demanded", true, "the day on which the demand was sent"},
    {"method", false, "how it was sent, certified-mail if absent"},
};
Result<Calculation> run_demand(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    PV_TRY(const Day sent, read.day("demanded"));
    PV_TRY(DemandTerms demand, demand_terms(terms, sent, read.text("method")));
    return std::move(demand.work);
}

constexpr InputSpec interest_inputs[] = {
    {"principal", true, "the sum past due, or a list of its parts by when each was paid"},
    {"paid", true, "the payment day of each part, or the day up to which interest is asked for; one counts for all"},
    {"due", false, "the due day of each part; one counts for all"},
    {"demanded", false, "instead of due: the day on which each part was demanded under credit; one counts for all"},
    {"method", false, "how the demands were sent, certified-mail if absent"},
    {"billed_before", false, "interest billed already, 0 if absent"},
};
Result<Calculation> run_interest(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    const std::vector<std::string_view> sums = read.items("principal");
    const bool demanded = read.has("demanded");
    if (demanded == read.has("due"))
        return Error(Code::argument_missing, "the calculation interest needs either due or demanded",
                     "give the due day, or the day of the demand", "due");
    const std::vector<std::string_view> due = read.items(demanded ? "demanded" : "due");
    const std::vector<std::string_view> paid = read.items("paid");
    const auto fits = [&](std::size_t count) { return count == 1 || (count == sums.size() && count > 0); };
    const std::vector<std::string_view> methods = read.items("method");
    if (sums.empty() || !fits(due.size()) || !fits(paid.size()) || !(methods.empty() || fits(methods.size())))
        return Error(Code::argument_invalid, "principal, due and paid do not have equally many items",
                     "give one day for all parts or one for each");
    std::vector<InterestSlice> slices;
    for (std::size_t i = 0; i < sums.size(); ++i) {
        InterestSlice slice;
        PV_TRY(slice.principal, read.amount_item("principal", sums[i]));
        if (slice.principal.minor() < 0)
            return Error(Code::argument_invalid, "principal is below 0", "give 0 or more", "principal");
        PV_TRY(slice.due, read.day_item(demanded ? "demanded" : "due", due.size() == 1 ? due[0] : due[i]));
        if (demanded) slice.demanded = slice.due;
        slice.method = methods.empty() ? std::string_view() : methods.size() == 1 ? methods[0] : methods[i];
        PV_TRY(slice.until, read.day_item("paid", paid.size() == 1 ? paid[0] : paid[i]));
        slices.push_back(std::move(slice));
    }
    Amount billed(0, terms.pack().currency);
    if (read.has("billed_before")) { PV_TRY(billed, read.amount("billed_before")); }
    return interest(terms, slices, billed);
}

constexpr InputSpec judgment_inputs[] = {
    {"winner", true, "customer or vendor"},
    {"vendor_costs", false, "what the suit cost the vendor, 0 if absent"},
    {"customer_costs", false, "what the suit cost the customer, 0 if absent"},
};
Result<Calculation> run_judgment(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    SuitFacts facts;
    const std::string_view winner = read.text("winner");
    if (winner != "customer" && winner != "vendor")
        return Error(Code::argument_invalid, "winner is neither customer nor vendor", "give one of them", "winner");
    facts.winner = winner == "vendor" ? Party::vendor : Party::customer;
    facts.vendor_costs = facts.customer_costs = Amount(0, terms.pack().currency);
    if (read.has("vendor_costs")) { PV_TRY(facts.vendor_costs, read.amount("vendor_costs")); }
    if (read.has("customer_costs")) { PV_TRY(facts.customer_costs, read.amount("customer_costs")); }
    PV_TRY(SuitCosts costs, suit_costs(terms, facts));
    return std::move(costs.work);
}

constexpr InputSpec notice_inputs[] = {
    {"method", true, "how it was sent: certified-mail, courier, fax, email, hand, ..."},
    {"sent", true, "the day on which it was sent"},
    {"received", false, "the day on which it was received, if that is recorded"},
    {"proof", false, "yes or no: whether delivery is proved, yes if absent"},
    {"by", false, "customer or vendor, customer if absent"},
    {"cycle_start", false, "the first day of the running cycle, to tell whether the notice ends the agreement with it"},
};
Result<Calculation> run_notice(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    NoticeFacts facts;
    facts.method = read.text("method");
    PV_TRY(facts.sent, read.day("sent"));
    if (read.has("received")) { PV_TRY(facts.received, read.day("received")); }
    PV_TRY(facts.proof, read.yes_or_no("proof", true));
    const std::string_view by = read.has("by") ? read.text("by") : "customer";
    if (by != "customer" && by != "vendor")
        return Error(Code::argument_invalid, "by is neither customer nor vendor", "give one of them", "by");
    facts.by_customer = by == "customer";
    std::optional<Period> running;
    if (read.has("cycle_start")) {
        PV_TRY(const Day start, read.day("cycle_start"));
        PV_TRY(running, cycle_period(terms, start, 0));
    }
    PV_TRY(DeemedNotice notice, deemed_notice(terms, facts, running));
    return std::move(notice.work);
}

constexpr InputSpec proration_inputs[] = {
    {"price", true, "the price of a whole cycle"},
    {"cycle_start", true, "the first day of the cycle"},
    {"activated", true, "the day of activation, in the cycle"},
    {"quantity", false, "how many, 1 if absent"},
    {"cycle_end", false, "the next billing date, if the cycle rule does not give it"},
};
Result<Calculation> run_proration(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    PV_TRY(const UnitPrice price, read.price("price"));
    PV_TRY(const std::int64_t quantity, read.integer("quantity", 1));
    PV_TRY(const Day start, read.day("cycle_start"));
    PV_TRY(const Day activated, read.day("activated"));
    Period period;
    if (read.has("cycle_end")) {
        period.from = start;
        PV_TRY(period.until, read.day("cycle_end"));
    } else {
        PV_TRY(period, cycle_period(terms, start, 0));
    }
    return proration(terms, price, quantity, period, activated);
}

constexpr InputSpec rate_inputs[] = {
    {"seconds", true, "the length of a call, at most six decimals"},
    {"per_minute", true, "the price of a minute"},
    {"calls", false, "how many calls of this length, 1 if absent"},
    {"sku", false, "the sku, which tells broadcasts from calls"},
};
Result<Calculation> run_rate(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    PV_TRY(const std::int64_t micros, read.seconds_as_micros("seconds"));
    PV_TRY(const UnitPrice price, read.price("per_minute"));
    PV_TRY(const std::int64_t calls, read.integer("calls", 1));
    return rate_calls(terms, micros, price, calls, read.text("sku"));
}

constexpr InputSpec retention_inputs[] = {
    {"class", true, "the retention class of the data"},
    {"created", true, "the day on which the data was created; for an account as a whole, of its closure or suspension"},
    {"changed", false, "the day of its last change"},
    {"used", false, "the day of its last use"},
    {"complete_by", false, "the day by which it was to be completed"},
    {"offloaded", false, "the day on which the customer offloaded it"},
    {"disabled", false, "the day on which the account was closed or suspended, if it still is"},
};
Result<Calculation> run_retention(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    RetentionFacts facts;
    facts.data = read.text("class");
    PV_TRY(facts.created, read.day("created"));
    if (read.has("changed")) { PV_TRY(facts.changed, read.day("changed")); }
    if (read.has("used")) { PV_TRY(facts.used, read.day("used")); }
    if (read.has("complete_by")) { PV_TRY(facts.complete_by, read.day("complete_by")); }
    if (read.has("offloaded")) { PV_TRY(facts.offloaded, read.day("offloaded")); }
    if (read.has("disabled")) { PV_TRY(facts.disabled, read.day("disabled")); }
    PV_TRY(RetentionClock clock, retention_clock(terms, facts));
    return std::move(clock.work);
}

constexpr InputSpec recurring_inputs[] = {
    {"price", true, "the price of a whole cycle"},
    {"quantity", false, "how many, 1 if absent"},
};
Result<Calculation> run_recurring(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    PV_TRY(const UnitPrice price, read.price("price"));
    PV_TRY(const std::int64_t quantity, read.integer("quantity", 1));
    return recurring(terms, price, quantity);
}

constexpr InputSpec service_credit_inputs[] = {{"charge", true, "what the cycle of the outage costs"}};
Result<Calculation> run_service_credit(const Terms &terms, const Inputs &inputs) {
    PV_TRY(const Amount charge, InputReader(terms, inputs).amount("charge"));
    return service_credit(terms, charge);
}

constexpr InputSpec seats_inputs[] = {
    {"sessions", true, "sessions of one login: 16:00-24:00,00:00-08:00, or START/END as instants"},
};
Result<Calculation> run_seats(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    PV_TRY(const std::vector<Session> sessions, parse_sessions(read.text("sessions")));
    PV_TRY(SeatUse use, seat_hours(terms, sessions));
    return std::move(use.work);
}

constexpr InputSpec tax_inputs[] = {
    {"amount", true, "the amount that the tax is in or on"},
    {"rate", true, "the rate: 0.0825 is 8.25 percent"},
};
Result<Calculation> run_tax(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    PV_TRY(const Amount amount, read.amount("amount"));
    PV_TRY(const Ratio rate, read.number("rate"));
    PV_TRY(TaxSplit split, tax_split(terms, amount, rate));
    return std::move(split.work);
}

constexpr InputSpec usage_inputs[] = {
    {"total", true, "exact totals of rated usage, as a list"},
    {"sku", false, "the sku of all of it"},
};
Result<Calculation> run_usage(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    std::vector<UsageTotal> totals;
    for (const std::string_view item : read.items("total")) {
        UsageTotal total;
        total.day = terms.on();
        total.sku = read.text("sku");
        total.source = "given";
        auto exact = Ratio::parse(item);
        if (!exact)
            return Error(Code::argument_invalid, "total has an item that is no number", "give numbers", "total");
        total.exact = *exact;
        totals.push_back(std::move(total));
    }
    return usage(terms, totals, terms.pack().currency);
}

constexpr CalculationSpec common[] = {
    {"cost", "a cost that the customer makes good", cost_inputs, run_cost},
    {"cycle", "billing cycles from an anchor", cycle_inputs, run_cycle},
    {"demand", "by when a demanded sum is to be paid, and from when interest runs", demand_inputs, run_demand},
    {"interest", "late interest on sums past due", interest_inputs, run_interest},
    {"judgment", "who pays for a suit", judgment_inputs, run_judgment},
    {"notice", "when a notice counts, and whether it is in time", notice_inputs, run_notice},
    {"proration", "what a part of a cycle costs", proration_inputs, run_proration},
    {"rate", "what calls of one length cost", rate_inputs, run_rate},
    {"recurring", "what a whole cycle costs", recurring_inputs, run_recurring},
    {"retention", "the first day on which data may be purged", retention_inputs, run_retention},
    {"seats", "how many seats the hours of a login need", seats_inputs, run_seats},
    {"service_credit", "what an outage is credited with", service_credit_inputs, run_service_credit},
    {"tax", "how an amount and its tax split", tax_inputs, run_tax},
    {"usage", "what rated usage adds up to", usage_inputs, run_usage, "rating."},
};

/// All families, sorted by name.
const std::vector<CalculationSpec> &registry() {
    static const std::vector<CalculationSpec> all = [] {
        std::vector<CalculationSpec> rows(std::begin(common), std::end(common));
        for (const auto family : {
                 calculation_family::claims(),         //
                 calculation_family::counts(),         //
                 calculation_family::lines(),          //
                 calculation_family::prices(),         //
                 calculation_family::refunds(),        //
                 calculation_family::service_levels(), //
             })
            rows.insert(rows.end(), family.begin(), family.end());
        // total order: names are unique
        std::sort(rows.begin(), rows.end(),
                  [](const CalculationSpec &a, const CalculationSpec &b) { return a.name < b.name; });
        return rows;
    }();
    return all;
}

const InputSpec *input_of(const CalculationSpec &spec, std::string_view name) {
    const auto at = std::find_if(spec.inputs.begin(), spec.inputs.end(),
                                 [&](const InputSpec &input) { return input.name == name; });
    return at == spec.inputs.end() ? nullptr : &*at;
}

Result<void> check(const CalculationSpec &spec, const Inputs &inputs) {
    for (const auto &[name, value] : inputs) {
        if (input_of(spec, name)) continue;
        std::string known;
        for (const InputSpec &input : spec.inputs) (known += known.empty() ? "" : ", ") += input.name;
        return Error(Code::argument_unknown, "the calculation " + std::string(spec.name) + " has no input " + name,
                     "it knows " + known, name);
    }
    for (const InputSpec &input : spec.inputs) {
        if (!input.required || inputs.contains(input.name)) continue;
        const std::string name(input.name);
        return Error(Code::argument_missing, "the calculation " + std::string(spec.name) + " needs the input " + name,
                     "give " + name + ": " + std::string(input.summary), name);
    }
    return {};
}

Error unknown(std::string_view name) {
    std::string known;
    for (const CalculationSpec &spec : registry()) (known += known.empty() ? "" : ", ") += spec.name;
    return Error(Code::calc_unknown, "there is no calculation " + std::string(name), "take one of " + known);
}

/// What the option gives, or why that cannot be told.
Result<Calculation> under(const Terms &terms, const CalculationSpec &spec, const Inputs &inputs, const Reading &reading,
                          std::string_view option, std::span<const BusinessCalendar *const> calendars) {
    Terms other = terms;
    PV_CHECK(other.choose(reading.id, option));
    const bool settled = !spec.settled_before.empty() && reading.decides.starts_with(spec.settled_before);
    if (settled)
        return Error(Code::argument_invalid, "the totals were rated before by the option in force",
                     "compare the readings over the calls themselves", {},
                     reading.clauses.empty() ? std::string() : reading.clauses.front());
    if (reading.decides == "calendar.business_days") return spec.run(with_calendar(other, calendars), inputs);
    return spec.run(other, inputs);
}

} // namespace

std::span<const CalculationSpec> calculations() { return registry(); }

const CalculationSpec *calculation(std::string_view name) {
    for (const CalculationSpec &spec : registry())
        if (spec.name == name) return &spec;
    return nullptr;
}

Result<Calculation> calculate(const Terms &terms, std::string_view name, const Inputs &inputs) {
    const CalculationSpec *spec = calculation(name);
    if (!spec) return unknown(name);
    PV_CHECK(check(*spec, inputs));
    return spec->run(terms, inputs);
}

Result<std::vector<Alternative>> all_readings(const Terms &terms, std::string_view name, const Inputs &inputs,
                                              std::span<const BusinessCalendar *const> calendars) {
    PV_TRY(const Calculation chosen, calculate(terms, name, inputs));
    const CalculationSpec &spec = *calculation(name);
    std::vector<Alternative> rows;
    for (const ReadingUse &use : chosen.derivation.readings) {
        const Reading *reading = terms.pack().reading(use.reading);
        if (!reading) continue;
        for (const ReadingOption &option : reading->options) {
            const bool same = option.name == use.option;
            rows.push_back(
                {use.reading, option.name, same,
                 same ? Result<Calculation>(chosen) : under(terms, spec, inputs, *reading, option.name, calendars)});
        }
    }
    return rows;
}

Inputs inputs_of(const Derivation &derivation) {
    Inputs inputs;
    const CalculationSpec *spec = calculation(derivation.calculation);
    if (!spec) return inputs;
    for (const Step &step : derivation.steps) {
        const bool given = step.op == Op::input || (step.op == Op::attest && step.args.empty());
        if (!given) continue;
        std::string name = step.name;
        std::replace(name.begin(), name.end(), ' ', '_');
        if (!input_of(*spec, name)) continue;
        const auto [at, added] = inputs.try_emplace(name, value_text(step.value));
        if (!added) (at->second += ',') += value_text(step.value);
    }
    return inputs;
}

} // namespace proviso
