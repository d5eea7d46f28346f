#include "core/rate/increments.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <string>

namespace proviso {
namespace {

constexpr std::int64_t micros_max = 1'000'000'000'000'000;
constexpr std::int64_t seconds_max = 86'400;
constexpr std::int64_t minute_micros = 60 * micros_per_second;

Result<std::int64_t> seconds_in_micros(const Terms &terms, std::string_view parameter, std::int64_t seconds_min) {
    PV_TRY(const std::int64_t seconds, terms.integer(parameter));
    if (seconds >= seconds_min && seconds <= seconds_max) return seconds * micros_per_second;
    return Error(Code::value_range, "parameter " + std::string(parameter) + " is " + std::to_string(seconds),
                 "give it a value from " + std::to_string(seconds_min) + " to " + std::to_string(seconds_max), {},
                 terms.clause("rating"));
}

Error unknown(const ChosenReading &chosen) {
    return Error(Code::reading_option_unknown,
                 "reading " + chosen.reading->id + " has option '" + std::string(chosen.option) +
                     "', which no increment follows",
                 "choose another option");
}

/// "increment_30_6": thirty seconds at least, then steps of six.
Result<IncrementRule> named_increment(const ChosenReading &chosen) {
    constexpr std::string_view prefix = "increment_";
    const std::string_view name = chosen.option;
    std::int64_t minimum = 0, step = 0;
    const char *const end = name.data() + name.size();
    if (!name.starts_with(prefix)) return unknown(chosen);
    const auto first = std::from_chars(name.data() + prefix.size(), end, minimum);
    if (first.ec != std::errc() || first.ptr == end || *first.ptr != '_') return unknown(chosen);
    const auto second = std::from_chars(first.ptr + 1, end, step);
    if (second.ec != std::errc() || second.ptr != end || minimum < 0 || minimum > seconds_max || step < 1 ||
        step > seconds_max)
        return unknown(chosen);
    return IncrementRule{minimum * micros_per_second, step * micros_per_second, false, false};
}

/// No where the pack does not ask.
Result<bool> is_option(const Terms &terms, std::string_view question, std::string_view yes, std::string_view no) {
    if (!terms.decides(question)) return false;
    PV_TRY(const ChosenReading chosen, terms.option(question));
    if (chosen.option != yes && chosen.option != no) return unknown(chosen);
    return chosen.option == yes;
}

} // namespace

bool is_broadcast(const Terms &terms, std::string_view sku) {
    if (sku.empty()) return false;
    const Sku *known = terms.pack().sku(sku);
    const Provision *provision = terms.pack().provision("broadcast");
    if (!known || !provision) return false;
    return std::find(provision->clauses.begin(), provision->clauses.end(), known->clause) != provision->clauses.end();
}

Result<IncrementRule> increment_rule(const Terms &terms, std::string_view sku) {
    if (is_broadcast(terms, sku)) {
        PV_TRY(const ChosenReading chosen, terms.option("rating.broadcast"));
        if (chosen.option == "exact_seconds") return IncrementRule{};
        if (chosen.option == "whole_minutes") return IncrementRule{0, minute_micros, false, false};
        if (chosen.option != "shares_12_6") return unknown(chosen);
    }
    IncrementRule rule;
    if (terms.decides("rating.increment")) {
        PV_TRY(const ChosenReading chosen, terms.option("rating.increment"));
        PV_TRY(rule, named_increment(chosen));
    } else {
        PV_TRY(rule.minimum_micros, seconds_in_micros(terms, "rating.minimum_seconds", 0));
        PV_TRY(rule.step_micros, seconds_in_micros(terms, "rating.step_seconds", 1));
    }
    PV_TRY(rule.zero_is_billed, is_option(terms, "rating.zero_seconds", "literal_min", "answered_only"));
    PV_TRY(rule.whole_seconds_first, is_option(terms, "rating.fraction_seconds", "round_seconds_first", "raw"));
    return rule;
}

std::int64_t billed_micros(const IncrementRule &rule, std::int64_t micros) {
    assert(micros >= 0 && micros <= micros_max && rule.step_micros > 0);
    if (rule.whole_seconds_first) micros = (micros + micros_per_second / 2) / micros_per_second * micros_per_second;
    if (micros == 0 && !rule.zero_is_billed) return 0;
    if (micros <= rule.minimum_micros) return rule.minimum_micros;
    const std::int64_t above = micros - rule.minimum_micros;
    const std::int64_t steps = (above + rule.step_micros - 1) / rule.step_micros; // ceiling: any excess opens a step
    return rule.minimum_micros + steps * rule.step_micros;
}

Result<bool> bills_inbound(const Terms &terms) {
    if (!terms.find("rating.directions")) return false;
    PV_TRY(const std::vector<std::string> directions, terms.list("rating.directions"));
    return std::find(directions.begin(), directions.end(), "inbound") != directions.end();
}

} // namespace proviso
