#include <doctest/doctest.h>

#include "core/rate/increments.hpp"
#include "support/test_pack.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

/// Billed seconds as text, of seconds as text.
std::string billed(std::string_view seconds, const Choices &choices = {}, std::string_view sku = "per-minute") {
    const auto rule = increment_rule(terms(choices), sku);
    if (!rule) return std::string(code_name(rule.error().code));
    const Ratio micros = multiply(ratio(seconds), Ratio(micros_per_second)).value();
    const std::int64_t result = billed_micros(*rule, round_to_integer(micros, Rounding::down).value());
    return Ratio::of(result, micros_per_second)->text();
}

} // namespace

TEST_CASE("user workflows 5.1: twelve seconds at least, then steps of six") {
    struct Row {
        const char *actual;
        const char *billed;
    };
    for (const Row &row : {Row{"0", "0"}, Row{"1", "12"}, Row{"11", "12"}, Row{"12", "12"}, Row{"13", "18"},
                           Row{"14", "18"}, Row{"18", "18"}, Row{"19", "24"}, Row{"59", "60"}, Row{"60", "60"},
                           Row{"61", "66"}, Row{"83", "84"}, Row{"3600", "3600"}, Row{"3601", "3606"}}) {
        INFO(std::string(row.actual));
        CHECK(billed(row.actual) == row.billed);
    }
}

TEST_CASE("R-SS-13: a call of no length") {
    CHECK(billed("0") == "0");
    CHECK(billed("0", {{"R-SS-13", "literal_min"}}) == "12");
    CHECK(billed("14", {{"R-SS-13", "literal_min"}}) == "18");
}

TEST_CASE("R-SS-29: parts of a second") {
    const Choices round_first{{"R-SS-29", "round_seconds_first"}};
    CHECK(billed("12.4") == "18");
    CHECK(billed("18.001") == "24");
    CHECK(billed("12.000001") == "18");
    CHECK(billed("0.000001") == "12");
    CHECK(billed("12.4", round_first) == "12");
    CHECK(billed("12.5", round_first) == "18"); // half-up: 13 s
    CHECK(billed("18.001", round_first) == "18");
    CHECK(billed("0.4", round_first) == "0"); // no whole second is left
}

TEST_CASE("R-SS-30: broadcasts by their own reading, other skus never") {
    CHECK(billed("14", {}, "voice-broadcast") == "18");
    CHECK(billed("14", {{"R-SS-30", "exact_seconds"}}, "voice-broadcast") == "14");
    CHECK(billed("14.25", {{"R-SS-30", "exact_seconds"}}, "voice-broadcast") == "57/4");
    CHECK(billed("14", {{"R-SS-30", "whole_minutes"}}, "voice-broadcast") == "60");
    CHECK(billed("60", {{"R-SS-30", "whole_minutes"}}, "voice-broadcast") == "60");
    CHECK(billed("60.1", {{"R-SS-30", "whole_minutes"}}, "voice-broadcast") == "120");
    CHECK(billed("0", {{"R-SS-30", "whole_minutes"}}, "voice-broadcast") == "0");
    CHECK(billed("14", {{"R-SS-30", "whole_minutes"}}, "per-minute") == "18");
    CHECK(billed("14", {{"R-SS-30", "whole_minutes"}}, "unknown") == "18");
    CHECK(is_broadcast(terms(), "voice-broadcast"));
    CHECK_FALSE(is_broadcast(terms(), "per-minute"));
    CHECK_FALSE(is_broadcast(terms(), ""));
}

TEST_CASE("a billed length is never shorter, is reached in steps, and keeps the order of calls") {
    const IncrementRule rule = increment_rule(terms(), "per-minute").value();
    std::int64_t before = 0;
    for (std::int64_t micros = 1; micros < 200 * micros_per_second; micros += 99'991) {
        const std::int64_t result = billed_micros(rule, micros);
        CHECK(result >= micros);
        CHECK(result >= before);
        CHECK((result - rule.minimum_micros) % rule.step_micros == 0);
        CHECK(billed_micros(rule, result) == result); // what is billed is billed the same
        before = result;
    }
    CHECK(billed_micros(rule, 1'000'000'000'000'000) == 1'000'000'002'000'000);
}

TEST_CASE("minimum and step outside their ranges are refused") {
    const auto code = [](const char *id, const char *value) {
        return increment_rule(terms({}, {{id, value}}), "per-minute").error().code;
    };
    CHECK(code("rating.step_seconds", "0") == Code::value_range);
    CHECK(code("rating.step_seconds", "86401") == Code::value_range);
    CHECK(code("rating.minimum_seconds", "-1") == Code::value_range);
    CHECK(code("rating.minimum_seconds", "1/2") == Code::parameter_type);
    CHECK(increment_rule(terms({}, {{"rating.minimum_seconds", "0"}}), "per-minute").ok());
}
