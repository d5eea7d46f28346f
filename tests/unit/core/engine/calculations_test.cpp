#include <doctest/doctest.h>

#include "core/engine/calculations.hpp"
#include "support/test_pack.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

struct Example {
    const char *name;
    Inputs inputs;
};

/// One call of each calculation, with the product page's or the catalogue's figures.
std::vector<Example> examples() {
    return {
        {"cost", {{"amount", "50"}, {"kind", "attorney"}}},
        {"cycle", {{"start", "2013-03-05"}, {"count", "3"}}},
        {"demand", {{"demanded", "2013-04-01"}, {"method", "certified-mail"}}},
        {"interest", {{"principal", "597"}, {"due", "2013-04-01"}, {"paid", "2013-05-16"}}},
        {"judgment", {{"winner", "customer"}, {"vendor_costs", "5000"}, {"customer_costs", "3000"}}},
        {"notice", {{"method", "certified-mail"}, {"sent", "2013-09-24"}, {"cycle_start", "2013-09-05"}}},
        {"period", {{"price", "1200"}, {"price_months", "12"}, {"period_months", "12"}}},
        {"proration",
         {{"price", "199"}, {"cycle_start", "2013-03-01"}, {"activated", "2013-03-20"}, {"quantity", "1"}}},
        {"rate", {{"seconds", "14"}, {"per_minute", "0.02"}, {"calls", "1"}, {"sku", "per-minute"}}},
        {"recurring", {{"price", "199"}, {"quantity", "3"}}},
        {"refund", {{"amount", "199"}}},
        {"retention", {{"class", "call-log"}, {"created", "2013-07-01"}}},
        {"seats", {{"sessions", "16:00-24:00,00:00-08:00"}}},
        {"service_credit", {{"charge", "199"}}},
        {"tax", {{"amount", "199"}, {"rate", "0.10"}}},
        {"term", {{"since", "2013-03-05"}, {"months", "12"}, {"count", "2"}}},
        {"usage", {{"total", "0.0057,0.0114"}, {"sku", "per-minute"}}},
    };
}

std::string code(std::string_view name, const Inputs &inputs) {
    const auto result = calculate(terms(), name, inputs);
    return result ? "ok" : std::string(code_name(result.error().code));
}

/// "option=amount" of each row of a reading, in the reading's order; the chosen one in brackets.
std::string rows_of(const std::vector<Alternative> &rows, std::string_view reading) {
    std::string text;
    for (const Alternative &row : rows) {
        if (row.reading != reading) continue;
        if (!text.empty()) text += ' ';
        const std::string figure = !row.result          ? std::string(code_name(row.result.error().code))
                                   : row.result->amount ? row.result->amount->text()
                                                        : value_text(evaluate(row.result->derivation).value());
        text += row.chosen ? "[" + row.option + "=" + figure + "]" : row.option + "=" + figure;
    }
    return text;
}

} // namespace

TEST_CASE("the registry is sorted, has the common calculations, and those are found by name") {
    std::vector<std::string> names;
    for (const CalculationSpec &spec : calculations()) names.emplace_back(spec.name);
    CHECK(std::is_sorted(names.begin(), names.end()));
    std::vector<std::string> expected;
    for (const Example &example : examples()) expected.emplace_back(example.name);
    CHECK(std::includes(names.begin(), names.end(), expected.begin(), expected.end()));
    for (const std::string &name : names) CHECK(calculation(name)->name == name);
    CHECK(calculation("refund-of-the-moon") == nullptr);
}

TEST_CASE("product, section 7: figures of calc") {
    const auto run = [](std::string_view name) {
        const std::vector<Example> all = examples();
        const auto at = std::find_if(all.begin(), all.end(), [&](const Example &each) { return each.name == name; });
        return calculate(terms(), at->name, at->inputs).value();
    };
    const Calculation periods = run("cycle");
    CHECK(output_of(periods, "periods.0.start") == "2013-03-05");
    CHECK(output_of(periods, "periods.0.end") == "2013-04-04");
    CHECK(output_of(periods, "periods.2.end") == "2013-06-03");
    CHECK(run("interest").amount->text() == "13.43");
    CHECK(output_of(run("notice"), "deemed") == "2013-09-27");
    CHECK(output_of(run("notice"), "deadline") == "2013-09-28");
    CHECK(output_of(run("notice"), "in_time") == "yes");
    const Calculation part = run("proration");
    CHECK(part.amount->text() == "66.33");
    CHECK(part.exact.text() == "199/3");
    CHECK(part.fraction->text() == "10/30");
    CHECK(part.clauses == std::vector<std::string>{"SS-6.b.ii"});
    CHECK(part.readings == std::vector<ReadingUse>{{"R-SS-10", "thirty_less_index"}});
    CHECK(run("rate").amount->text() == "0.01");
    CHECK(run("rate").exact.text() == "3/500");
    CHECK(output_of(run("rate"), "billed_seconds") == "18");
    CHECK(run("recurring").amount->text() == "597.00");
    CHECK(output_of(run("seats"), "seats") == "2");
    CHECK(output_of(run("tax"), "net") == "180.91");
    CHECK(run("usage").exact.text() == "171/10000");
}

TEST_CASE("the catalogue's figures of demands, suits and refunds, under each option") {
    const auto demanded =
        all_readings(terms(), "interest", {{"principal", "1000"}, {"demanded", "2013-04-01"}, {"paid", "2013-05-15"}});
    CHECK(rows_of(*demanded, "R-SS-17") == "[from_due=15.00] from_demand=22.00 day_after_due=14.50 deemed_post=13.50");
    const auto in_time =
        all_readings(terms(), "interest", {{"principal", "1000"}, {"demanded", "2013-04-01"}, {"paid", "2013-04-15"}});
    CHECK(rows_of(*in_time, "R-SS-17") == "[from_due=0.00] from_demand=0.00 day_after_due=0.00 deemed_post=0.00");
    const auto suit = all_readings(terms(), "judgment",
                                   {{"winner", "customer"}, {"vendor_costs", "5000"}, {"customer_costs", "3000"}});
    CHECK(rows_of(*suit, "R-SS-21") == "[prevailing_party=3000.00] one_way=5000.00");
    CHECK(amount_of(calculate(terms(), "refund", {{"amount", "199"}})) == "0.00");
    CHECK(amount_of(calculate(terms({}, {{"refund.share", "1/2"}}), "refund", {{"amount", "199"}})) == "99.50");
    CHECK(code("interest", {{"principal", "1"}, {"paid", "2013-04-15"}}) == "argument.missing");
    CHECK(code("judgment", {{"winner", "nobody"}}) == "argument.invalid");
}

TEST_CASE("every calculation is sound, and what its derivation carries gives the same again") {
    for (const Example &example : examples()) {
        INFO(std::string(example.name));
        const auto first = calculate(terms(), example.name, example.inputs);
        REQUIRE(first.ok());
        check_sound(*first);
        CHECK(first->derivation.calculation == example.name);
        const Inputs carried = inputs_of(first->derivation);
        const auto again = calculate(terms(), example.name, carried);
        REQUIRE_MESSAGE(again.ok(), (again.ok() ? std::string() : again.error().render()));
        CHECK(evaluate(again->derivation).value() == evaluate(first->derivation).value());
        CHECK(again->readings == first->readings);
        for (const auto &[name, text] : example.inputs) CHECK(carried.contains(name));
    }
}

TEST_CASE("every calculation is sound under every option of every reading that it uses") {
    const BusinessCalendar *calendars[] = {&california(), &federal()};
    for (const Example &example : examples()) {
        INFO(std::string(example.name));
        const auto rows = all_readings(terms(), example.name, example.inputs, calendars);
        REQUIRE(rows.ok());
        for (const Alternative &row : *rows) {
            INFO(row.reading);
            if (row.result)
                check_sound(*row.result);
            else
                CHECK(row.result.error().code == Code::argument_invalid);
            CHECK(contract().reading(row.reading) != nullptr);
        }
    }
}

TEST_CASE("all readings: one row per option of each reading used, everything else held fixed") {
    const auto rows = all_readings(terms(), "proration",
                                   {{"price", "199"}, {"cycle_start", "2013-03-01"}, {"activated", "2013-03-20"}});
    REQUIRE(rows.ok());
    CHECK(rows_of(*rows, "R-SS-10") == "[thirty_less_index=66.33] after_day_over_cycle=66.33 from_day_over_cycle=72.97 "
                                       "both_ends_over_cycle=79.60 after_day_over_month=64.19 "
                                       "from_day_over_month=70.61 both_ends_over_month=77.03 both_ends_365=78.51 "
                                       "thirty_e_360=66.33 thirty_us_360=72.97");
    CHECK(rows_of(*rows, "R-X-03") == "[half_up=66.33] half_even=66.33");
    CHECK(rows->size() == 12);

    const auto other = all_readings(terms({{"R-SS-10", "from_day_over_cycle"}}), "proration",
                                    {{"price", "199"}, {"cycle_start", "2013-03-01"}, {"activated", "2013-03-20"}});
    CHECK(rows_of(*other, "R-SS-03") == "[cycle.thirty_day=72.97] cycle.anniversary=77.03");

    const auto late =
        all_readings(terms(), "interest", {{"principal", "597"}, {"due", "2013-04-01"}, {"paid", "2013-05-16"}});
    CHECK(rows_of(*late, "R-SS-12") == "[simple.days_30=13.43] simple.calendar=13.29 simple.full_months=8.96 "
                                       "simple.started_months=17.91 simple.18pct_365=13.25 compound.exact=13.48 "
                                       "compound.month_then_simple=13.50 compound.started=18.04");
}

TEST_CASE("where the calendar is the question, the other calendar answers, or its absence is said") {
    const Inputs post{{"method", "certified-mail"}, {"sent", "2013-03-28"}};
    const BusinessCalendar *calendars[] = {&california(), &federal()};
    CHECK(rows_of(*all_readings(terms(), "notice", post, calendars), "R-X-02") ==
          "[us_federal=2013-04-02] state=2013-04-03");
    CHECK(rows_of(*all_readings(terms(), "notice", post), "R-X-02") ==
          "[us_federal=2013-04-02] state=calendar.unknown");
    CHECK(rows_of(*all_readings(terms(), "notice", {{"method", "email"}, {"sent", "2013-09-28"}}), "R-SS-07") ==
          "[union=2013-09-28] termination_only_4a=void general_only_13g=2013-09-28");
}

TEST_CASE("totals of usage were rated before, so that other ways of rating cannot be told from them") {
    const auto rows = all_readings(terms(), "usage", {{"total", "0.0057,0.0114"}});
    CHECK(rows_of(*rows, "R-SS-15") ==
          "[sum_then_round=0.02] per_call_half_up=argument.invalid per_call_up=argument.invalid");
    CHECK(rows_of(*rows, "R-X-03") == "[half_up=0.02] half_even=0.02");
}

TEST_CASE("several inputs of one name are carried as a list") {
    const Inputs inputs{
        {"principal", "300,297"}, {"due", "2013-04-01"}, {"paid", "2013-04-21,2013-05-16"}, {"billed_before", "3.00"}};
    const auto result = calculate(terms(), "interest", inputs);
    CHECK(amount_of(result) == "6.68");
    const Inputs carried = inputs_of(result->derivation);
    CHECK(carried.at("principal") == "300,297");
    CHECK(carried.at("due") == "2013-04-01,2013-04-01");
    CHECK(carried.at("billed_before") == "3");
    CHECK(amount_of(calculate(terms(), "interest", carried)) == "6.68");
}

TEST_CASE("a derivation of an unknown calculation carries no inputs") {
    Derivation foreign;
    foreign.calculation = "unknown";
    foreign.steps.resize(1);
    CHECK(inputs_of(foreign).empty());
}

TEST_CASE("wrong calls are refused, each with its own code, in this order") {
    CHECK(code("no.such", {}) == "calc.unknown");
    CHECK(code("recurring", {{"prize", "199"}}) == "argument.unknown");
    CHECK(code("recurring", {{"quantity", "3"}}) == "argument.missing");
    CHECK(code("recurring", {{"price", "x"}}) == "argument.invalid");
    CHECK(code("recurring", {{"price", "-1"}}) == "argument.invalid");
    CHECK(code("recurring", {{"price", "0.1234567891"}}) == "argument.invalid");
    CHECK(code("recurring", {{"price", "199"}, {"quantity", "1.5"}}) == "argument.invalid");
    CHECK(code("recurring", {{"price", "199"}, {"quantity", "-1"}}) == "value.range");
    CHECK(code("cycle", {{"start", "2013-02-30"}}) == "argument.invalid");
    CHECK(code("cycle", {{"start", "2013-02-28"}, {"count", "-99999999999"}}) == "value.range");
    CHECK(code("tax", {{"amount", "1.999"}, {"rate", "0"}}) == "argument.invalid");
    CHECK(code("rate", {{"seconds", "0.0000001"}, {"per_minute", "1"}}) == "argument.invalid");
    CHECK(code("rate", {{"seconds", "-1"}, {"per_minute", "1"}}) == "argument.invalid");
    CHECK(code("notice", {{"method", "fax"}, {"sent", "2013-09-24"}, {"proof", "maybe"}}) == "argument.invalid");
    CHECK(code("notice", {{"method", "fax"}, {"sent", "2013-09-24"}, {"by", "nobody"}}) == "argument.invalid");
    CHECK(
        code("interest", {{"principal", "1,2"}, {"due", "2013-04-01"}, {"paid", "2013-04-02,2013-04-03,2013-04-04"}}) ==
        "argument.invalid");
    CHECK(code("interest", {{"principal", "-1"}, {"due", "2013-04-01"}, {"paid", "2013-04-02"}}) == "argument.invalid");
    CHECK(code("interest", {{"principal", ""}, {"due", "2013-04-01"}, {"paid", "2013-04-02"}}) == "argument.invalid");
    CHECK(code("usage", {{"total", "1,x"}}) == "argument.invalid");
}
