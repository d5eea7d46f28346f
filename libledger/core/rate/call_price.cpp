#include "core/rate/call_price.hpp"

#include <string>
#include <vector>

#include "core/explain/working.hpp"
#include "core/rate/increments.hpp"

namespace proviso {
namespace {

constexpr int call_decimals_max = 9;
constexpr std::int64_t seconds_per_minute = 60;

Result<Ratio> seconds_of(std::int64_t micros) { return Ratio::of(micros, micros_per_second); }

/// Asks where the contract leaves it open; one that meters units but no calls does not.
void ask(Working &work, std::string_view question) {
    if (work.terms().decides(question)) work.choose(question);
}

/// The readings that decided the billed length of calls of this sku.
void choose_increments(Working &work, bool broadcast) {
    if (broadcast && work.choose("rating.broadcast") != "shares_12_6") return;
    ask(work, "rating.zero_seconds");
    ask(work, "rating.fraction_seconds");
}

/// The billed length in steps. The formula stands in the derivation only where it is the plain one; what the rule gave
/// otherwise (nothing, exact seconds, whole minutes) is attested with what went in.
Term billed_steps(Working &work, Term seconds, const IncrementRule &rule, std::int64_t micros, bool broadcast) {
    const std::int64_t billed = billed_micros(rule, micros);
    auto billed_seconds = seconds_of(billed);
    if (!billed_seconds) {
        work.fail(std::move(billed_seconds).error());
        return {};
    }
    const bool stepped = rule.step_micros > 1 && rule.minimum_micros > 0 && billed > 0;
    if (!stepped) {
        choose_increments(work, broadcast);
        return work.attest("billed seconds", *billed_seconds, billed == 0 ? "a call of no length" : "broadcast rule",
                           {seconds});
    }
    Term minimum, step;
    if (work.terms().decides("rating.increment")) {
        work.choose("rating.increment");
        minimum = work.input("least seconds", Ratio(rule.minimum_micros / micros_per_second), "reading");
        step = work.input("step", Ratio(rule.step_micros / micros_per_second), "reading");
    } else {
        minimum = work.parameter("rating.minimum_seconds");
        step = work.parameter("rating.step_seconds");
    }
    if (broadcast) work.choose("rating.broadcast");
    if (work.choose("rating.fraction_seconds") == "round_seconds_first")
        seconds = work.round(seconds, 0, Rounding::half_up, "whole seconds");
    const Term steps = work.ceiling(work.divide(work.subtract(seconds, minimum, "above the minimum"), step), "steps");
    const Term above = work.multiply(work.maximum(steps, work.constant("none", 0), "steps above the minimum"), step);
    work.choose("rating.zero_seconds");
    return work.add(minimum, above, "billed seconds");
}

} // namespace

Result<CallPriceRule> call_price_rule(const Terms &terms) {
    CallPriceRule rule;
    PV_TRY(const ChosenReading chosen, terms.option("rating.round_level"));
    if (chosen.option == "per_call_half_up")
        rule.rounding = CallRounding::half_up;
    else if (chosen.option == "per_call_up")
        rule.rounding = CallRounding::up;
    else if (chosen.option != "sum_then_round")
        return Error(Code::reading_option_unknown,
                     "reading " + chosen.reading->id + " has option '" + std::string(chosen.option) +
                         "', which is no place to round",
                     "choose another option");
    if (!terms.find("rating.call_decimals")) return rule;
    PV_TRY(const std::int64_t decimals, terms.integer("rating.call_decimals"));
    if (decimals < 0 || decimals > call_decimals_max)
        return Error(Code::value_range, "parameter rating.call_decimals is " + std::to_string(decimals),
                     "give it a value from 0 to 9", {}, terms.clause("rating"));
    rule.decimals = static_cast<int>(decimals);
    return rule;
}

Result<Ratio> call_price(const CallPriceRule &rule, const UnitPrice &per_minute, std::int64_t billed) {
    PV_TRY(const Ratio minutes, Ratio::of(billed, seconds_per_minute * micros_per_second));
    PV_TRY(Ratio price, multiply(per_minute.ratio(), minutes));
    if (rule.decimals) { PV_TRY(price, round_to_decimals(price, *rule.decimals, Rounding::half_up)); }
    if (rule.rounding == CallRounding::none) return price;
    const Rounding mode = rule.rounding == CallRounding::up ? Rounding::up : Rounding::half_up;
    return round_to_decimals(price, per_minute.currency.exponent, mode);
}

Result<Calculation> rate_calls(const Terms &terms, std::int64_t micros, const UnitPrice &per_minute, std::int64_t calls,
                               std::string_view sku, std::string_view source) {
    if (micros < 0 || micros > 1'000'000'000 * micros_per_second)
        return Error(Code::value_range, "the seconds are outside their range", "give 0 to 1,000,000,000");
    if (calls < 1) return Error(Code::value_range, "the number of calls is " + std::to_string(calls), "give 1 or more");
    PV_TRY(const IncrementRule increments, increment_rule(terms, sku));
    PV_TRY(const CallPriceRule rule, call_price_rule(terms));
    PV_TRY(const Ratio length, seconds_of(micros));
    const bool broadcast = is_broadcast(terms, sku);

    Working work(terms, "rating", "rate");
    if (broadcast)
        for (const std::string &clause : terms.clauses("broadcast")) work.cite(clause);
    if (!sku.empty()) work.input("sku", sku, "call");
    const Term seconds = work.input("seconds", length, "call");
    const Term price = work.input("per minute", per_minute.ratio(), source);
    const Term billed = billed_steps(work, seconds, increments, micros, broadcast);
    const Term minutes =
        work.divide(billed, work.constant("seconds of a minute", seconds_per_minute), "billed minutes");
    Term each = work.multiply(price, minutes, "price of a call");
    if (rule.decimals) {
        work.optional_parameter("rating.call_decimals");
        each = work.round(each, *rule.decimals, Rounding::half_up, "price of a call, to its decimals");
    }
    const Term count = work.input("calls", Ratio(calls), "calls");
    work.choose("rating.round_level");
    if (rule.rounding != CallRounding::none)
        each = work.round(each, per_minute.currency.exponent,
                          rule.rounding == CallRounding::up ? Rounding::up : Rounding::half_up,
                          "price of a call, rounded");
    const Term exact = work.multiply(each, count, "exact");
    work.output("billed_seconds", work.number(billed));
    work.output("calls", Ratio(calls));
    return work.finish_money(exact, per_minute.currency);
}

Result<Calculation> usage(const Terms &terms, std::span<const UsageTotal> totals, Currency currency) {
    const std::string_view sku = totals.empty() ? std::string_view() : totals.front().sku;
    for (const UsageTotal &total : totals)
        if (total.sku != sku)
            return Error(Code::value_range, "usage of " + std::string(sku) + " and " + total.sku + " meet in one line",
                         "make one line for each sku");
    const bool broadcast = is_broadcast(terms, sku);
    Working work(terms, "rating", "usage");
    if (broadcast)
        for (const std::string &clause : terms.clauses("broadcast")) work.cite(clause);
    if (!sku.empty()) work.input("sku", sku, "usage");
    std::int64_t calls = 0;
    Ratio actual;
    Ratio billed;
    std::vector<Term> parts;
    parts.reserve(totals.size());
    for (const UsageTotal &total : totals) {
        if (__builtin_add_overflow(calls, total.calls, &calls))
            return Error(Code::money_overflow, "the number of calls is too large");
        PV_TRY(const Ratio actual_seconds, Ratio::of(total.actual_millis, 1000));
        PV_TRY(actual, add(actual, actual_seconds));
        PV_TRY(const Ratio billed_seconds, Ratio::of(total.billed_millis, 1000));
        PV_TRY(billed, add(billed, billed_seconds));
        std::string source = total.source + ": " + std::to_string(total.calls) + " calls of " + total.day.text() +
                             ", " + billed_seconds.text() + " s billed";
        if (total.price) source += " at " + total.price->text();
        parts.push_back(work.attest("total", total.exact, source));
    }
    work.input("billed seconds", billed, "usage");
    choose_increments(work, broadcast);
    ask(work, "rating.round_level");
    const Term exact = work.sum(parts, "exact");
    work.output("calls", Ratio(calls));
    work.output("seconds", actual);
    work.output("billed_seconds", billed);
    return work.finish_money(exact, currency);
}

} // namespace proviso
