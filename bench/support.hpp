// What the rating benchmarks share: a pack with the rule of the reference totals.
#pragma once

#include "core/pack/terms.hpp"

namespace proviso::bench {

/// Minimum 12 s, step 6 s; readings "zero" (rating.zero_seconds), "fraction", "level".
inline Pack call_pack() {
    Pack pack;
    pack.id = "bench";
    pack.clauses = {{"rate", "1", "", "", 'A', ""}};
    pack.provisions = {{"rating", {"rate"}}};
    const auto parameter = [&](const char *id, std::int64_t value) {
        Parameter result;
        result.id = id;
        result.clause = "rate";
        if (value != 0) result.values.push_back({Ratio(value), "", "rate", day_first, day_last});
        pack.parameters.push_back(std::move(result));
    };
    parameter("rating.call_decimals", 0);
    parameter("rating.minimum_seconds", 12);
    parameter("rating.step_seconds", 6);
    const auto reading = [&](const char *id, const char *question, std::vector<const char *> options) {
        Reading result;
        result.id = id;
        result.decides = question;
        result.default_option = options.front();
        for (const char *name : options) result.options.push_back({name, "", ""});
        pack.readings.push_back(std::move(result));
    };
    reading("fraction", "rating.fraction_seconds", {"raw", "round_seconds_first"});
    reading("level", "rating.round_level", {"sum_then_round", "per_call_half_up", "per_call_up"});
    reading("zero", "rating.zero_seconds", {"answered_only", "literal_min"});
    return pack;
}

} // namespace proviso::bench
