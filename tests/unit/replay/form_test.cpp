// Malformed scenarios are failed ones, with the place of the fault; a bad event is a refusal of that event alone.
#include <doctest/doctest.h>

#include "replay/scenario_reader.hpp"
#include "support/replay.hpp"

using namespace proviso;

namespace {
const std::string head = "[scenario]\nid = 'x'\npack = 'safesoft-2013'\nthrough = 2013-04-01\n";

Difference only_failure(const std::string &text) {
    const ReplayResult result = test::replayed(text);
    INFO(replay_text(result));
    REQUIRE(result.failures.size() == 1);
    return result.failures[0];
}
} // namespace

TEST_CASE("a scenario without events and expectations passes") { CHECK(test::replayed(head).passed()); }

TEST_CASE("unknown keys, with their place") {
    CHECK(only_failure(head + "typo = 1\n").where == "test.toml:5:1");
    CHECK(only_failure(head + "[[expect.invoice]]\naccount = 'a'\ndate = 2013-03-01\ntotl = '1'\n").where ==
          "test.toml:8:1");
    CHECK(only_failure(head + "[expect]\n[[expect.invoices]]\n").where.starts_with("test.toml:6:"));
    CHECK(only_failure(head + "[extra]\n").got.find("key.unknown") != std::string::npos);
}

TEST_CASE("dates that do not exist, missing keys, wrong types") {
    CHECK(only_failure(head + "[[event]]\ntype = 'x'\non = 2013-02-29\n").got.find("date.invalid") !=
          std::string::npos);
    CHECK(only_failure("[scenario]\nid = 'x'\npack = 'safesoft-2013'\n").got.find("key.missing") != std::string::npos);
    CHECK(only_failure(head + "[[event]]\ntype = 'x'\non = '2013-03-01'\n").got.find("value.type") !=
          std::string::npos);
    CHECK(only_failure(head + "[[expect.error]]\nevent = 1\ncode = 'no.such'\n").got.find("value.range") !=
          std::string::npos);
    CHECK(only_failure("broken").got.find("toml.syntax") != std::string::npos);
    CHECK(only_failure("[scenario]\nid = 'x'\nid = 'y'\n").got.find("key.duplicate") != std::string::npos);
}

TEST_CASE("packs, readings, options, parameters and zones that do not exist") {
    const auto code = [](const std::string &text) { return only_failure(text).got; };
    CHECK(code("[scenario]\nid = 'x'\npack = 'nobody'\nthrough = 2013-04-01\n").find("pack.unknown") !=
          std::string::npos);
    CHECK(code(head + "[scenario.readings]\nR-SS-99 = 'x'\n").find("reading.unknown") != std::string::npos);
    CHECK(code(head + "[scenario.readings]\nR-SS-03 = 'x'\n").find("reading.option_unknown") != std::string::npos);
    CHECK(code(head + "[scenario.set]\n'cycle.weeks' = 4\n").find("parameter.unknown") != std::string::npos);
    CHECK(code(head + "[scenario.set]\n'cycle.days' = 'many'\n").find("parameter.type") != std::string::npos);
    CHECK(code(head + "zone = 'Mars/Olympus'\n").find("zone.unknown") != std::string::npos);
    CHECK(
        code(head + "[[expect.under]]\nreading = 'R-SS-03'\naccount = 'a'\ndate = 2013-03-01\n").find("value.range") !=
        std::string::npos);
}

TEST_CASE("what is wrong with one event is its refusal, and can be expected") {
    const std::string unknown_field = head + "[[event]]\ntype = 'account.opened'\non = 2013-03-01\naccount = 'a'\n"
                                             "contract = 'safesoft-2013'\ncolour = 'red'\n";
    const Difference difference = only_failure(unknown_field);
    CHECK(difference.what == "event 1");
    CHECK(difference.where == "test.toml:10:1");
    CHECK(test::replayed(unknown_field + "[[expect.error]]\nevent = 1\ncode = 'event.field_unknown'\n").passed());

    const std::string types[] = {
        "[[event]]\ntype = 'seat.bought'\non = 2013-03-01\naccount = 'a'\n[[expect.error]]\nevent = 1\ncode = "
        "'event.type_unknown'\n",
        "[[event]]\ntype = 'card_form.received'\naccount = 'a'\n[[expect.error]]\nevent = 1\ncode = "
        "'event.date_missing'\n",
        "[[event]]\ntype = 'card_form.received'\non = 2013-03-01\n[[expect.error]]\nevent = 1\ncode = "
        "'event.account_missing'\n",
        "[[event]]\ntype = 'usage.imported'\non = 2013-03-01\naccount = 'a'\n[[expect.error]]\nevent = 1\ncode = "
        "'event.type_unknown'\n",
        "[[event]]\ntype = 'payment.received'\non = 2013-03-01\naccount = 'a'\namount = 1.5\nmethod = 'card'\n"
        "[[expect.error]]\nevent = 1\ncode = 'event.field_type'\n",
        "[[event]]\ntype = 'account.opened'\non = 2013-03-01\naccount = 'a'\ncontract = 'safesoft-2013'\nzone = "
        "'No/Where'\n"
        "[[expect.error]]\nevent = 1\ncode = 'zone.unknown'\n",
    };
    for (const std::string &text : types) {
        CAPTURE(text);
        const ReplayResult result = test::replayed(head + text);
        INFO(replay_text(result));
        CHECK(result.passed());
    }
}

TEST_CASE("an expected error that does not happen is a failure") {
    const Difference difference =
        only_failure(head + "[[event]]\ntype = 'card_form.received'\non = 2013-03-01\naccount = 'a'\n"
                            "[[expect.error]]\nevent = 1\ncode = 'event.late'\n");
    CHECK(difference.got == "it was accepted");
}

TEST_CASE("the reader keeps what the file says") {
    const ScenarioFile file =
        read_scenario(head + "exhaustive = true\nzone = 'UTC'\nclauses = ['SS-6.a']\n"
                             "[scenario.set]\n'interest.monthly_rate' = '1/120'\ncycle.days = 28\n"
                             "[[event]]\ntype = 'order.placed'\non = 2013-03-01\naccount = 'a'\nkey = 'k'\n"
                             "items = [{ sku = 'x', quantity = 2, unit_price = '1.5' }]\n",
                      "f.toml");
    REQUIRE(file.ok());
    CHECK(file.scenario.set.at("interest.monthly_rate") == "1/120");
    CHECK(file.scenario.set.at("cycle.days") == "28");
    CHECK(file.scenario.expect.exhaustive);
    REQUIRE(file.scenario.events.size() == 1);
    const RawEvent &event = file.scenario.events[0].raw;
    CHECK(event.key == "k");
    REQUIRE(event.fields.size() == 1);
    CHECK(event.fields[0].text == R"([{"sku":"x","quantity":2,"unit_price":"1.5"}])");
    CHECK(event.fields[0].where == "f.toml:16:1");
}
