// A pack made in code, for tests of components: the vocabulary that components ask for, with the values of the SafeSoft
// rows of the clause catalogue. Tests of the real file are in tests/unit/io.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "core/explain/derivation.hpp"
#include "core/pack/terms.hpp"

namespace proviso::test {

inline Day day(std::string_view text) { return Day::parse(text).value(); }
inline Ratio ratio(std::string_view text) { return Ratio::parse(text).value(); }
inline Amount usd(std::string_view text) { return parse_amount(text, Currency{}).value(); }
inline UnitPrice price(std::string_view text) { return parse_unit_price(text, Currency{}).value(); }
inline Period period(std::string_view from, std::string_view until) { return {day(from), day(until)}; }

inline Parameter make_parameter(std::string id, const std::string &value, std::string clause, std::string unit) {
    Parameter parameter;
    parameter.id = std::move(id);
    parameter.unit = std::move(unit);
    parameter.clause = clause;
    if (value.empty()) return parameter;
    ParameterValue one;
    one.data = ratio(value);
    one.text = value;
    one.clause = std::move(clause);
    parameter.values.push_back(std::move(one));
    return parameter;
}

/// The first option is the default.
inline Reading make_reading(std::string id, std::string decides, const std::vector<std::string> &options,
                            std::string clause) {
    Reading reading;
    reading.id = std::move(id);
    reading.decides = std::move(decides);
    reading.clauses.push_back(std::move(clause));
    reading.default_option = options.front();
    for (const std::string &name : options) {
        ReadingOption option;
        option.name = name;
        reading.options.push_back(std::move(option));
    }
    return reading;
}

inline NoticeMethod make_method(std::string name, bool counts_from_sending, std::string parameter,
                                std::vector<std::string> options, std::string clause) {
    NoticeMethod method;
    method.name = std::move(name);
    method.counts_from_sending = counts_from_sending;
    method.parameter = std::move(parameter);
    method.options = std::move(options);
    method.clause = std::move(clause);
    return method;
}

inline Sku make_sku(std::string id, std::string clause, bool seat) {
    Sku sku;
    sku.id = std::move(id);
    sku.clause = std::move(clause);
    sku.seat = seat;
    return sku;
}

inline Pack make_pack() {
    Pack pack;
    pack.id = "test-2013";
    pack.jurisdiction = "US-CA";
    pack.calendar = "us-federal";
    pack.parameters = {
        make_parameter("credit.due_days", "14", "SS-6.h", "day"),
        make_parameter("cycle.days", "30", "SS-1.bd", "day"),
        make_parameter("cycle.renewal_months", "1", "SS-4.b", "month"),
        make_parameter("interest.annual_ceiling", "", "SS-6.c.i", "per year"),
        make_parameter("interest.month_days", "30", "SS-1.bd", "day"),
        make_parameter("interest.monthly_rate", "0.015", "SS-6.c.i", "per month"),
        make_parameter("notice.courier_business_days", "2", "SS-13.g", "business day"),
        make_parameter("notice.email_business_days", "0", "SS-13.g", "business day"),
        make_parameter("notice.fax_business_days", "0", "SS-13.g", "business day"),
        make_parameter("notice.lead_days", "7", "SS-4.b", "day"),
        make_parameter("notice.post_business_days", "3", "SS-13.g", "business day"),
        make_parameter("rating.call_decimals", "", "SS-6.f", "decimal"),
        make_parameter("rating.minimum_seconds", "12", "SS-6.f", "second"),
        make_parameter("rating.step_seconds", "6", "SS-6.f", "second"),
        make_parameter("refund.share", "0", "SS-6.j", "share"),
        make_parameter("seat.hours", "8", "SS-1.seat", "hour"),
        make_parameter("seat.window_hours", "24", "SS-1.seat", "hour"),
        make_parameter("service_credit.share", "0", "SS-5.c", "share"),
    };
    pack.provisions = {
        {"broadcast", {"SS-1.vb"}},   {"cancellation", {"SS-4.b"}},  {"costs", {"SS-6.c.ii"}},
        {"credit_terms", {"SS-6.h"}}, {"cycle", {"SS-1.bd"}},        {"interest", {"SS-6.c.i"}},
        {"judgment", {"SS-13.f"}},    {"notice", {"SS-13.g"}},       {"proration", {"SS-6.b.ii"}},
        {"rating", {"SS-6.f"}},       {"refund", {"SS-6.j"}},        {"renewal", {"SS-6.b.i"}},
        {"retention", {"SS-C.1"}},    {"seat_hours", {"SS-1.seat"}}, {"service_credit", {"SS-5.c"}},
        {"tax", {"SS-6.i"}},
    };
    pack.readings = {
        make_reading("R-SS-03", "cycle.rule", {"cycle.thirty_day", "cycle.anniversary"}, "SS-1.bd"),
        make_reading("R-SS-04", "seat.window", {"rolling_24h", "calendar_day"}, "SS-1.seat"),
        make_reading("R-SS-06", "notice.deadline", {"renewal_minus_7", "last_day_minus_7", "within_literal"}, "SS-4.b"),
        make_reading("R-SS-07", "notice.methods", {"union", "termination_only_4a", "general_only_13g"}, "SS-13.g"),
        make_reading("R-SS-10", "proration.day_count",
                     {"thirty_less_index", "after_day_over_cycle", "from_day_over_cycle", "both_ends_over_cycle",
                      "after_day_over_month", "from_day_over_month", "both_ends_over_month", "both_ends_365",
                      "thirty_e_360", "thirty_us_360"},
                     "SS-6.b.ii"),
        make_reading("R-SS-12", "interest.method",
                     {"simple.days_30", "simple.calendar", "simple.full_months", "simple.started_months",
                      "simple.18pct_365", "compound.exact", "compound.month_then_simple", "compound.started"},
                     "SS-6.c.i"),
        make_reading("R-SS-13", "rating.zero_seconds", {"answered_only", "literal_min"}, "SS-6.f"),
        make_reading("R-SS-15", "rating.round_level", {"sum_then_round", "per_call_half_up", "per_call_up"}, "SS-6.f"),
        make_reading("R-SS-17", "interest.start", {"from_due", "from_demand", "day_after_due", "deemed_post"},
                     "SS-6.h"),
        make_reading("R-SS-18", "tax.mode", {"inclusive", "exclusive"}, "SS-6.i"),
        make_reading("R-SS-21", "costs.who_pays", {"prevailing_party", "one_way"}, "SS-13.f"),
        make_reading("R-SS-22", "notice.non_business_day", {"any_day", "next_business_day"}, "SS-13.g"),
        make_reading("R-SS-25", "retention.start", {"created", "last_modified", "last_used"}, "SS-C.1"),
        make_reading("R-SS-26", "retention.offload", {"earlier_of", "both"}, "SS-C.1.f"),
        make_reading("R-SS-27", "retention.suspended", {"domain_rule", "longest"}, "SS-C.1.h"),
        make_reading("R-SS-29", "rating.fraction_seconds", {"raw", "round_seconds_first"}, "SS-6.f"),
        make_reading("R-SS-30", "rating.broadcast", {"shares_12_6", "exact_seconds", "whole_minutes"}, "SS-1.vb"),
        make_reading("R-SS-32", "seat.idle", {"login_time", "active_time"}, "SS-1.seat"),
        make_reading("R-X-01", "month.end", {"round_down", "round_up", "fail"}, "SS-1.bd"),
        make_reading("R-X-02", "calendar.business_days", {"us_federal", "state"}, "SS-13.g"),
        make_reading("R-X-03", "rounding.mode", {"half_up", "half_even"}, "SS-6.f"),
        make_reading("R-X-08", "month.series", {"sticky", "drift"}, "SS-1.bd"),
    };
    pack.notice_methods = {
        make_method("certified-mail", true, "notice.post_business_days", {}, "SS-13.g"),
        make_method("courier", true, "notice.courier_business_days", {"union", "general_only_13g"}, "SS-13.g"),
        make_method("fax", false, "notice.fax_business_days", {}, "SS-13.g"),
        make_method("email", false, "notice.email_business_days", {"union", "general_only_13g"}, "SS-13.g"),
        make_method("hand", false, "", {"union", "termination_only_4a"}, "SS-4.a"),
    };
    pack.retention = {
        {"crm", 120, "lead sheets", "SS-C.1.a", RetentionStart::data, false, false},
        {"call-log", 60, "reports", "SS-C.1.c", RetentionStart::data, false, true},
        {"recording", 30, "FTP", "SS-C.1.f", RetentionStart::data, true, false},
        {"callback", 120, "export", "SS-C.1.g", RetentionStart::complete_by, false, false},
        {"domain", 30, "none", "SS-C.1.h", RetentionStart::disabled, false, false},
    };
    pack.skus = {
        make_sku("per-minute", "SS-6.f", false),
        make_sku("unlimited-monthly", "SS-6.b.ii", true),
        make_sku("voice-broadcast", "SS-1.vb", false),
    };
    return pack;
}

inline const Pack &contract() {
    static const Pack pack = make_pack();
    return pack;
}

/// United States federal holidays of 2013 and the one of July 2015 that the catalogue's figures meet, as kept.
inline const BusinessCalendar &federal() {
    static const BusinessCalendar calendar{"us-federal",
                                           "test",
                                           period("2013-01-01", "2016-01-01"),
                                           {Weekday::saturday, Weekday::sunday},
                                           {{day("2013-05-27"), "Memorial Day"},
                                            {day("2013-07-04"), "Independence Day"},
                                            {day("2013-09-02"), "Labor Day"},
                                            {day("2013-10-14"), "Columbus Day"},
                                            {day("2015-07-03"), "Independence Day"}}};
    return calendar;
}

/// California: 31 March 2013, a Sunday, kept on the Monday.
inline const BusinessCalendar &california() {
    static const BusinessCalendar calendar{"us-ca",
                                           "test",
                                           period("2013-01-01", "2014-01-01"),
                                           {Weekday::saturday, Weekday::sunday},
                                           {{day("2013-04-01"), "Cesar Chavez Day"}}};
    return calendar;
}

/// The contract's terms under some options and with some parameters set.
inline Terms terms(const Choices &choices = {}, const std::vector<std::pair<std::string, std::string>> &set = {}) {
    Terms made(contract(), {}, {}, day("2013-03-01"), &federal());
    for (const auto &[reading, option] : choices) REQUIRE(made.choose(reading, option).ok());
    for (const auto &[id, value] : set) {
        ParameterValue one;
        one.data = ratio(value);
        one.text = value;
        REQUIRE(made.set_parameter(id, one).ok());
    }
    return made;
}

/// What every calculation must keep: its derivation gives its result from the steps alone, its bytes can be read back
/// and are the same again, and it names its readings in order.
inline void check_sound(const Calculation &calculation) {
    const Derivation &derivation = calculation.derivation;
    const auto value = evaluate(derivation);
    REQUIRE_MESSAGE(value.ok(), (value.ok() ? std::string() : value.error().render()));
    if (calculation.amount) CHECK(*value == Value(calculation.amount->ratio()));
    CHECK(std::is_sorted(derivation.readings.begin(), derivation.readings.end()));
    for (const ReadingUse &use : calculation.readings)
        CHECK(std::find(derivation.readings.begin(), derivation.readings.end(), use) != derivation.readings.end());
    const std::string bytes = derivation_json(derivation);
    const auto read = derivation_from_json(bytes);
    REQUIRE_MESSAGE(read.ok(), (read.ok() ? std::string() : read.error().render()));
    CHECK(derivation_json(*read) == bytes);
    CHECK(evaluate(*read).value() == *value);
    CHECK_FALSE(derivation_text(derivation).empty());
}

/// The amount as text, or the error's code; sound if there is one.
inline std::string amount_of(const Result<Calculation> &result) {
    if (!result) return std::string(code_name(result.error().code));
    check_sound(*result);
    return result->amount ? result->amount->text() : "none";
}

/// An output as text; empty if there is none.
inline std::string output_of(const Calculation &calculation, std::string_view name) {
    const Value *value = calculation.output(name);
    return value ? value_text(*value) : std::string();
}

} // namespace proviso::test
