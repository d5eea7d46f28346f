// A small pack for rating tests, with the clauses' values and every reading that the rater asks for.
#pragma once

#include <algorithm>

#include "core/pack/terms.hpp"

namespace proviso::test {

inline Parameter parameter(std::string id, ParameterData data, std::string clause) {
    Parameter result;
    result.id = std::move(id);
    result.clause = clause;
    result.values.push_back({std::move(data), "", std::move(clause), day_first, day_last});
    return result;
}

/// Known to the pack, without a value.
inline Parameter unset(std::string id, std::string clause) {
    Parameter result;
    result.id = std::move(id);
    result.clause = std::move(clause);
    return result;
}

inline Reading reading(std::string id, std::string question, std::vector<std::string> options) {
    Reading result;
    result.id = std::move(id);
    result.decides = std::move(question);
    result.default_option = options.front();
    for (std::string &name : options) result.options.push_back({std::move(name), "", ""});
    return result;
}

/// Minimum 12 s and step 6 s (SS-6.f); the readings' defaults stand first.
inline Pack call_pack(bool with_increments = true) {
    Pack pack;
    pack.id = "calls";
    pack.clauses = {{"C-1", "1", "", "", 'A', ""}, {"C-2", "2", "", "", 'A', ""}, {"C-3", "3", "", "", 'A', ""}};
    pack.provisions = {{"broadcast", {"C-2"}}, {"call_zone", {"C-3"}}, {"rating", {"C-1"}}};
    pack.parameters = {parameter("emergency.numbers", Ratio(911), "C-3")};
    if (with_increments) {
        pack.parameters.push_back(parameter("rating.minimum_seconds", Ratio(12), "C-1"));
        pack.parameters.push_back(parameter("rating.step_seconds", Ratio(6), "C-1"));
    }
    pack.parameters.push_back(unset("rating.call_decimals", "C-1"));
    pack.parameters.push_back(parameter("zone.states", std::vector<std::string>{"CA", "NY"}, "C-3"));
    pack.parameters.push_back(unset("zone.restricted_area_codes", "C-3"));
    std::stable_sort(pack.parameters.begin(), pack.parameters.end(),
                     [](const Parameter &a, const Parameter &b) { return a.id < b.id; });
    pack.readings = {
        reading("R-1", "rating.zero_seconds", {"answered_only", "literal_min"}),
        reading("R-2", "rating.fraction_seconds", {"raw", "round_seconds_first"}),
        reading("R-3", "rating.broadcast", {"shares_12_6", "exact_seconds", "whole_minutes"}),
        reading("R-4", "rating.round_level", {"sum_then_round", "per_call_half_up", "per_call_up"}),
        reading("R-5", "zone.area", {"lower_48", "lower_48_and_dc"}),
        reading("R-6", "zone.by", {"by_number", "by_location"}),
    };
    Sku broadcast;
    broadcast.id = "voice-broadcast";
    broadcast.clause = "C-2";
    Sku minutes;
    minutes.id = "per-minute";
    minutes.clause = "C-1";
    pack.skus = {minutes, broadcast};
    return pack;
}

inline UnitPrice usd(std::string_view text) { return parse_unit_price(text, Currency{}).value(); }

} // namespace proviso::test
