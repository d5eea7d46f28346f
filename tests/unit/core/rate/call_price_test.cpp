#include <algorithm>

#include <doctest/doctest.h>

#include "core/rate/call_price.hpp"
#include "core/rate/increments.hpp"
#include "support/test_pack.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

constexpr std::int64_t second = 1'000'000;

Result<Calculation> rated(std::int64_t micros, std::string_view per_minute, std::int64_t calls = 1,
                          const Choices &choices = {}, std::string_view sku = {}) {
    return rate_calls(terms(choices), micros, price(per_minute), calls, sku, "deck");
}

std::string line(const Result<Calculation> &result) {
    const std::string amount = amount_of(result);
    return result ? result->exact.text() + " " + amount : amount;
}

UsageTotal total(std::string_view on, std::int64_t calls, std::string_view exact, std::string_view sku = "per-minute") {
    UsageTotal made;
    made.day = day(on);
    made.sku = sku;
    made.source = "batch 3";
    made.calls = calls;
    made.actual_millis = calls * 14'000;
    made.billed_millis = calls * 18'000;
    made.exact = ratio(exact);
    return made;
}

} // namespace

TEST_CASE("SS-6.f, product section 7: 14 s at 0.02 a minute") {
    const auto result = rated(14 * second, "0.02");
    CHECK(line(result) == "3/500 0.01");
    CHECK(output_of(*result, "billed_seconds") == "18");
    CHECK(output_of(*result, "calls") == "1");
    CHECK(result->clauses == std::vector<std::string>{"SS-6.f"});
    CHECK(result->derivation.calculation == "rate");
    CHECK(result->derivation.find("per minute")->source == "deck");
}

TEST_CASE("R-SS-15: where the price of calls is rounded") {
    const Choices half_up{{"R-SS-15", "per_call_half_up"}};
    const Choices up{{"R-SS-15", "per_call_up"}};
    CHECK(amount_of(rated(12 * second, "0.019", 10'000)) == "38.00");
    CHECK(amount_of(rated(12 * second, "0.019", 10'000, half_up)) == "0.00");
    CHECK(amount_of(rated(12 * second, "0.019", 10'000, up)) == "100.00");
    CHECK(amount_of(rated(14 * second, "0.019", 10'000)) == "57.00");
    CHECK(amount_of(rated(14 * second, "0.019", 10'000, half_up)) == "100.00");
    CHECK(amount_of(rated(14 * second, "0.019", 10'000, up)) == "100.00");
}

TEST_CASE("user workflows 5.1: 1,000 calls of 13 s and of 7 s at 0.02") {
    const Choices half_up{{"R-SS-15", "per_call_half_up"}};
    const Choices up{{"R-SS-15", "per_call_up"}};
    CHECK(amount_of(rated(13 * second, "0.02", 1000)) == "6.00");
    CHECK(amount_of(rated(13 * second, "0.02", 1000, half_up)) == "10.00");
    CHECK(amount_of(rated(7 * second, "0.02", 1000)) == "4.00");
    CHECK(amount_of(rated(7 * second, "0.02", 1000, half_up)) == "0.00");
    CHECK(amount_of(rated(7 * second, "0.02", 1000, up)) == "10.00");
}

TEST_CASE("R-SS-13 and R-SS-29: a call of no length and parts of a second") {
    CHECK(line(rated(0, "0.02")) == "0 0.00");
    CHECK(output_of(*rated(0, "0.02", 1, {{"R-SS-13", "literal_min"}}), "billed_seconds") == "12");
    CHECK(line(rated(0, "0.02", 1, {{"R-SS-13", "literal_min"}})) == "1/250 0.00");
    CHECK(output_of(*rated(12'400'000, "0.02"), "billed_seconds") == "18");
    const Choices round_first{{"R-SS-29", "round_seconds_first"}};
    CHECK(output_of(*rated(12'400'000, "0.02", 1, round_first), "billed_seconds") == "12");
    CHECK(output_of(*rated(18'001'000, "0.02", 1, round_first), "billed_seconds") == "18");
    CHECK(line(rated(400'000, "0.02", 1, round_first)) == "0 0.00");
}

TEST_CASE("R-SS-30: a broadcast of 14 s at 0.019") {
    const auto broadcast = [](std::string_view option) {
        return line(rated(14 * second, "0.019", 1, {{"R-SS-30", std::string(option)}}, "voice-broadcast"));
    };
    CHECK(broadcast("shares_12_6") == "57/10000 0.01");    // 0.0057
    CHECK(broadcast("exact_seconds") == "133/30000 0.00"); // 0.004433...
    CHECK(broadcast("whole_minutes") == "19/1000 0.02");   // 0.019
    const auto result = rated(14 * second, "0.019", 1, {}, "voice-broadcast");
    CHECK(result->clauses == std::vector<std::string>{"SS-6.f", "SS-1.vb"});
    CHECK(std::count(result->readings.begin(), result->readings.end(), ReadingUse{"R-SS-30", "shares_12_6"}) == 1);
}

TEST_CASE("what the derivation bills is what the rule for many calls bills, for every option") {
    for (const char *zero : {"answered_only", "literal_min"})
        for (const char *part : {"raw", "round_seconds_first"})
            for (const char *broadcast : {"shares_12_6", "exact_seconds", "whole_minutes"})
                for (const char *sku : {"per-minute", "voice-broadcast"})
                    for (const std::int64_t micros : {0, 1, 400'000, 500'000, 11'999'999, 12'000'000, 12'000'001,
                                                      12'400'000, 17'500'000, 18'001'000, 60'000'000, 61'000'000}) {
                        const Choices choices{{"R-SS-13", zero}, {"R-SS-29", part}, {"R-SS-30", broadcast}};
                        const auto result = rated(micros, "0.019", 1, choices, sku);
                        REQUIRE(result.ok());
                        check_sound(*result);
                        const Terms some = terms(choices);
                        const std::int64_t billed = billed_micros(increment_rule(some, sku).value(), micros);
                        CHECK(output_of(*result, "billed_seconds") == Ratio::of(billed, second)->text());
                        CHECK(result->exact ==
                              call_price(call_price_rule(some).value(), price("0.019"), billed).value());
                    }
}

TEST_CASE("rating.call_decimals rounds each call half-up first") {
    const Terms four = terms({}, {{"rating.call_decimals", "4"}});
    const Terms two_up = terms({{"R-SS-15", "per_call_up"}}, {{"rating.call_decimals", "2"}});
    // 12 s at 0.0195 are 0.0039; at 0.01955, 0.00391.
    CHECK(rate_calls(four, 12 * second, price("0.01955"), 1000)->exact.text() == "39/10");
    CHECK(amount_of(rate_calls(four, 12 * second, price("0.01955"), 1000)) == "3.90");
    CHECK(amount_of(rate_calls(two_up, 12 * second, price("0.019"), 1000)) == "0.00"); // 0.00 before it is rounded up
    CHECK(call_price_rule(terms({}, {{"rating.call_decimals", "10"}})).error().code == Code::value_range);
}

TEST_CASE("a line of usage is the exact sum of its totals, rounded once") {
    const UsageTotal totals[] = {total("2013-03-01", 1, "0.0057"), total("2013-03-02", 2, "0.0114"),
                                 total("2013-03-02", 1, "0.0057")};
    const auto result = usage(terms(), totals, Currency{});
    CHECK(line(result) == "57/2500 0.02");
    CHECK(output_of(*result, "calls") == "4");
    CHECK(output_of(*result, "seconds") == "56");
    CHECK(output_of(*result, "billed_seconds") == "72");
    CHECK(result->clauses == std::vector<std::string>{"SS-6.f"});
    CHECK(result->readings ==
          std::vector<ReadingUse>{{"R-SS-13", "answered_only"}, {"R-SS-15", "sum_then_round"}, {"R-SS-29", "raw"}});
    CHECK(result->derivation.find("total")->source == "batch 3: 1 calls of 2013-03-01, 18 s billed");
    CHECK(line(usage(terms(), {}, Currency{})) == "0 0.00");
}

TEST_CASE("usage of two skus does not meet in one line") {
    const UsageTotal totals[] = {total("2013-03-01", 1, "1"), total("2013-03-01", 1, "1", "voice-broadcast")};
    CHECK(amount_of(usage(terms(), totals, Currency{})) == "value.range");
    const auto broadcast = usage(terms(), {totals + 1, 1}, Currency{});
    CHECK(broadcast->clauses == std::vector<std::string>{"SS-6.f", "SS-1.vb"});
}

TEST_CASE("lengths and numbers of calls outside their ranges are refused") {
    CHECK(line(rated(-1, "0.02")) == "value.range");
    CHECK(line(rated(1'000'000'001 * second, "0.02")) == "value.range");
    CHECK(line(rated(14 * second, "0.02", 0)) == "value.range");
    CHECK(line(rated(14 * second, "9000000000", 9'000'000'000'000'000'000)) == "money.overflow");
}
