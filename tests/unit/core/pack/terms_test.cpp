// Lookups in a small pack made by hand.
#include <algorithm>

#include <doctest/doctest.h>

#include "core/pack/terms.hpp"
#include "small_pack.hpp"

using namespace proviso;
using test::day;
using test::small_pack;

TEST_CASE("lists that lookups search are sorted, clauses keep their order") {
    const Pack pack = small_pack();
    CHECK(pack.parameters.front().id == "cycle.days");
    CHECK(pack.clauses.front().id == "Z-1");
    REQUIRE(pack.parameter("interest.monthly_rate"));
    CHECK(pack.parameter("interest.monthly_rate")->clause == "A-2");
    CHECK_FALSE(pack.parameter("interest"));
    CHECK_FALSE(pack.parameter("zzz"));
    CHECK(pack.sku("b-sku")->id == "b-sku");
    CHECK(pack.reading("R-1")->decides == "cycle.rule");
    CHECK(pack.reading_that_decides("proration.day_count")->id == "R-2");
    CHECK_FALSE(pack.reading_that_decides("tax.mode"));
    CHECK(pack.clause("A-2"));
    CHECK_FALSE(pack.clause("A-3"));
}

TEST_CASE("the value in force: from its first day, until the day before the next") {
    const Pack pack = small_pack();
    Terms terms(pack, {}, {}, day("2013-06-30"));
    CHECK(terms.number("interest.monthly_rate")->text() == "1/100");
    terms.set_day(day("2013-07-01"));
    CHECK(terms.number("interest.monthly_rate")->text() == "3/200");
    terms.set_day(day("2012-12-31"));
    Result<Ratio> before = terms.number("interest.monthly_rate");
    REQUIRE_FALSE(before);
    CHECK(before.error().code == Code::parameter_unset);
    CHECK(before.error().clause == "A-2");
    CHECK(before.error().what.find("2012-12-31") != std::string::npos);
}

TEST_CASE("a value without end holds on the calendar's last day") {
    const Pack pack = small_pack();
    CHECK(Terms(pack, {}, {}, day_last).integer("cycle.days").value() == 30);
    CHECK(Terms(pack, {}, {}, day_first).integer("cycle.days").value() == 30);
}

TEST_CASE("overrides stand before the pack's values, for as long as they are valid") {
    const Pack pack = small_pack();
    Terms terms(pack, {}, {}, day("2013-03-01"));
    ParameterValue value = parse_parameter_value(*pack.parameter("cycle.days"), "28").value();
    value.until = day("2013-04-01");
    REQUIRE(terms.set_parameter("cycle.days", value));
    CHECK(*terms.integer("cycle.days") == 28);
    terms.set_day(day("2013-04-01"));
    CHECK(*terms.integer("cycle.days") == 30);
    CHECK(terms.set_parameter("cycle.weeks", value).error().code == Code::parameter_unknown);
}

TEST_CASE("a parameter by which nothing computes takes no value") {
    Pack pack = small_pack();
    Parameter rate;
    rate.id = "tax.rate";
    rate.unit = "share";
    rate.clause = "SS-6.i";
    rate.answered_by_event = "tax.rate_posted";
    pack.parameters.push_back(rate);
    std::sort(pack.parameters.begin(), pack.parameters.end(),
              [](const Parameter &a, const Parameter &b) { return a.id < b.id; });
    Terms terms(pack, {}, {}, day("2013-03-01"));
    const ParameterValue value = parse_parameter_value(rate, "0.08").value();
    const Result<void> refused = terms.set_parameter("tax.rate", value);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == Code::parameter_not_computed);
    CHECK(refused.error().clause == "SS-6.i");
    CHECK(terms.find("tax.rate") == nullptr);
}

TEST_CASE("types are not converted") {
    const Pack pack = small_pack();
    const Terms terms(pack, {}, {}, day("2013-07-01"));
    CHECK(terms.integer("interest.monthly_rate").error().code == Code::parameter_type); // 3/200 is no whole number
    CHECK(terms.text("cycle.days").error().code == Code::parameter_type);
    CHECK(terms.number("zone.states").error().code == Code::parameter_type);
    CHECK(terms.list("zone.states").value() == std::vector<std::string>{"US-CA", "US-NV"});
    CHECK(terms.text("cycle.note").value() == "1.4.2");
    CHECK(terms.number("nothing").error().code == Code::parameter_unknown);
    CHECK(terms.number("rating.call_decimals").error().code == Code::parameter_unset);
}

TEST_CASE("readings: default, choice, and what does not exist") {
    const Pack pack = small_pack();
    Terms terms(pack);
    CHECK(terms.decides("cycle.rule"));
    CHECK_FALSE(terms.decides("tax.mode"));
    CHECK(terms.option("cycle.rule")->option == "cycle.thirty_day");
    REQUIRE(terms.choose("R-1", "cycle.anniversary"));
    CHECK(terms.option("cycle.rule")->option == "cycle.anniversary");
    CHECK(terms.option("cycle.rule")->reading->id == "R-1");
    Result<void> unknown = terms.choose("R-1", "weekly");
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().code == Code::reading_option_unknown);
    CHECK(unknown.error().todo == "choose one of cycle.thirty_day, cycle.anniversary");
    CHECK(terms.option("cycle.rule")->option == "cycle.anniversary"); // a refused choice changes nothing
    CHECK(terms.choose("R-9", "x").error().code == Code::reading_unknown);
    CHECK(terms.option("tax.mode").error().code == Code::reading_unknown);
    CHECK(Terms(pack, {{"R-1", "weekly"}}).option("cycle.rule").error().code == Code::reading_option_unknown);
}

TEST_CASE("of a reading that nothing computes by only the default can be chosen") {
    Pack pack = small_pack();
    for (Reading &reading : pack.readings) reading.recorded_only = true;
    Terms terms(pack);
    CHECK(terms.choose("R-1", "cycle.thirty_day"));
    CHECK(terms.choose("R-1", "cycle.anniversary").error().code == Code::reading_not_computed);
}

TEST_CASE("provisions and calendar") {
    const Pack pack = small_pack();
    const Terms terms(pack);
    CHECK(terms.clauses("cycle") == std::vector<std::string>{"Z-1", "A-2"});
    CHECK(terms.clause("cycle") == "Z-1");
    CHECK(terms.clause("nothing").empty());
    CHECK(terms.clauses("nothing").empty());
    CHECK(terms.calendar().error().code == Code::calendar_unknown);
    const BusinessCalendar calendar{};
    CHECK(Terms(pack, {}, {}, Day(0), &calendar).calendar().value() == &calendar);
}

TEST_CASE("values of parameters as written") {
    const Pack pack = small_pack();
    const auto parsed = [&](const char *id, const char *text) {
        return parse_parameter_value(*pack.parameter(id), text);
    };
    CHECK(std::get<Ratio>(parsed("cycle.days", "1/120")->data).text() == "1/120");
    CHECK(std::get<Ratio>(parsed("cycle.days", "0.015")->data).text() == "3/200");
    CHECK(parsed("cycle.days", "thirty").error().code == Code::parameter_type);
    CHECK(parsed("cycle.days", "thirty").error().clause == "Z-1");
    CHECK(std::get<std::vector<std::string>>(parsed("zone.states", "US-CA, US-NV  US-OR")->data).size() == 3);
    CHECK_FALSE(parsed("zone.states", " , "));
    CHECK(std::get<std::string>(parsed("cycle.note", "911")->data) ==
          "911"); // a text that looks like a number stays a text
    CHECK_FALSE(parsed("cycle.note", ""));
    CHECK(std::get<bool>(parsed("cycle.flag", "yes")->data));
    CHECK_FALSE(std::get<bool>(parsed("cycle.flag", "false")->data));
    CHECK_FALSE(parsed("cycle.flag", "1"));
}

TEST_CASE("a fixed reading stands whatever is chosen later; a wrong choice is refused all the same") {
    const Pack pack = small_pack();
    Terms terms(pack);
    REQUIRE(terms.fix("R-1", "cycle.anniversary").ok());
    CHECK(terms.choose("R-1", "cycle.thirty_day").ok());
    CHECK(terms.option("cycle.rule")->option == "cycle.anniversary");
    CHECK(terms.choose("R-1", "never").error().code == Code::reading_option_unknown);
    CHECK(terms.fix("R-9", "never").error().code == Code::reading_unknown);
}

TEST_CASE("watched terms note the readings that were asked for, and no others") {
    const Pack pack = small_pack();
    Terms terms(pack);
    std::set<std::string, std::less<>> asked;
    CHECK(terms.option("cycle.rule").ok());
    terms.watch(&asked);
    CHECK(asked.empty());
    const Terms copy = terms;
    CHECK(copy.option("proration.day_count").ok());
    CHECK_FALSE(copy.option("interest.method").ok());
    CHECK(asked == std::set<std::string, std::less<>>{"R-2"});
    terms.watch(nullptr);
    CHECK(terms.option("cycle.rule").ok());
    CHECK(asked.size() == 1);
}
