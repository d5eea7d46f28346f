// A pack of two clauses, for tests of lookups and checks. It has no findings but what a test adds.
#pragma once

#include "core/pack/pack.hpp"

namespace proviso::test {

inline Day day(std::string_view text) { return Day::parse(text).value(); }

inline Parameter parameter(std::string id, std::string unit, std::string clause) {
    Parameter made;
    made.id = std::move(id);
    made.unit = std::move(unit);
    made.clause = std::move(clause);
    return made;
}

inline ParameterValue value(const Parameter &parameter, std::string_view text, Day from = day_first,
                            Day until = day_last) {
    ParameterValue made = parse_parameter_value(parameter, text).value();
    made.from = from;
    made.until = until;
    return made;
}

inline Pack small_pack() {
    Pack pack;
    pack.id = "small";
    pack.clauses = {{"Z-1", "1", "One", "First.", 'A', ""}, {"A-2", "2", "Two", "Second.", 'B', ""}};
    pack.provisions = {{"interest", {"A-2"}}, {"cycle", {"Z-1", "A-2"}}};
    Parameter rate = parameter("interest.monthly_rate", "per month", "A-2");
    rate.values = {value(rate, "0.015", day("2013-07-01")), value(rate, "0.01", day("2013-01-01"), day("2013-07-01"))};
    Parameter days = parameter("cycle.days", "day", "Z-1");
    days.values = {value(days, "30")};
    Parameter states = parameter("zone.states", "list", "Z-1");
    states.values = {value(states, "US-CA US-NV")};
    Parameter note = parameter("cycle.note", "text", "Z-1");
    note.values = {value(note, "1.4.2")};
    note.recorded_only = true;
    Parameter flag = parameter("cycle.flag", "flag", "Z-1");
    flag.recorded_only = true;
    pack.parameters = {rate, days, states, note, flag, parameter("rating.call_decimals", "decimal", "A-2")};
    pack.readings = {{"R-2",
                      "proration.day_count",
                      {"Z-1"},
                      "Which share?",
                      "thirty_less_index",
                      {{"thirty_less_index", "66.33", "R-2"}}},
                     {"R-1",
                      "cycle.rule",
                      {"Z-1", "A-2"},
                      "How long?",
                      "cycle.thirty_day",
                      {{"cycle.thirty_day", "", ""}, {"cycle.anniversary", "", ""}}}};
    Sku sku;
    sku.id = "b-sku";
    sku.price = UnitPrice{199, 0, {}};
    sku.clause = "Z-1";
    pack.skus = {sku};
    pack.retention = {{"call-log", 60, "reports", "A-2"}};
    pack.printed = {{"30", "day", "Z-1", "cycle.days", ""},
                    {"199", "USD", "Z-1", "b-sku", ""},
                    {"2", "state", "Z-1", "zone.states", ""},
                    {"60", "day", "A-2", "retention.call-log", ""},
                    {"66", "USD", "Z-1", "", "R-2"},
                    {"1.4.2", "version", "Z-1", "cycle.note", ""},
                    {"0.015", "per month", "A-2", "interest.monthly_rate", ""}};
    sort_pack(pack);
    return pack;
}

} // namespace proviso::test
