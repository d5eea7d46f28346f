#include <doctest/doctest.h>

#include "core/explain/derivation.hpp"
#include "support/test_pack.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

/// Canonical bytes with one of everything.
constexpr std::string_view sample =
    R"({"calculation":"sample","steps":[)"
    R"({"op":"input","name":"price","number":"199/3","source":"say \"why\"\u000a"},)"
    R"({"op":"input","name":"day","day":"2013-03-20"},)"
    R"({"op":"attest","text":"void","args":[0,1]},)"
    R"({"op":"attest","truth":true},)"
    R"({"op":"parameter","name":"cycle.days","number":"30","source":"day","clauses":["SS-1.bd","SS-4.b"]},)"
    R"({"op":"round","name":"amount","number":"6633/100","args":[0],"clauses":["SS-6.b.ii"],"reading":"R-X-03",)"
    R"("option":"half_up","rounding":"half_even","decimals":2}],)"
    R"("readings":{"R-SS-10":"thirty_less_index","R-X-03":"half_up"}})";

bool accepted(std::string_view json) { return derivation_from_json(json).ok(); }

std::string replaced(std::string_view from, std::string_view to) {
    std::string text(sample);
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

} // namespace

TEST_CASE("canonical bytes are read back to what they say") {
    const auto derivation = derivation_from_json(sample);
    REQUIRE(derivation.ok());
    CHECK(derivation_json(*derivation) == sample);
    CHECK(derivation->calculation == "sample");
    REQUIRE(derivation->steps.size() == 6);
    CHECK(derivation->steps[0].value == Value(ratio("199/3")));
    CHECK(derivation->steps[0].source == "say \"why\"\n");
    CHECK(derivation->steps[1].value == Value(day("2013-03-20")));
    CHECK(derivation->steps[2].value == Value(std::string("void")));
    CHECK(derivation->steps[2].args == std::vector<std::uint32_t>{0, 1});
    CHECK(derivation->steps[3].value == Value(true));
    CHECK(derivation->steps[4].clauses == std::vector<std::string>{"SS-1.bd", "SS-4.b"});
    CHECK(derivation->steps[5].rounding == Rounding::half_even);
    CHECK(derivation->steps[5].decimals == 2);
    CHECK(derivation->readings == std::vector<ReadingUse>{{"R-SS-10", "thirty_less_index"}, {"R-X-03", "half_up"}});
}

TEST_CASE("an empty derivation has bytes too") {
    Derivation empty;
    const std::string bytes = derivation_json(empty);
    CHECK(bytes == R"({"calculation":"","steps":[],"readings":{}})");
    CHECK(derivation_from_json(bytes)->empty());
}

TEST_CASE("anything but the canonical spelling is refused") {
    CHECK(accepted(sample));
    CHECK_FALSE(accepted(""));
    CHECK_FALSE(accepted("{}"));
    CHECK_FALSE(accepted(std::string(sample) + " "));
    CHECK_FALSE(accepted(sample.substr(0, sample.size() - 1)));
    CHECK_FALSE(accepted(replaced(R"("steps":[)", R"("steps": [)"))); // a space
    CHECK_FALSE(accepted(replaced("199/3", "398/6")));                // not reduced
    CHECK_FALSE(accepted(replaced("\"30\"", "\"030\"")));             // a leading zero
    CHECK_FALSE(accepted(replaced("\"30\"", "\"30.0\"")));            // decimals
    CHECK_FALSE(accepted(replaced("\"30\"", "30")));                  // a bare number
    CHECK_FALSE(accepted(replaced("2013-03-20", "2013-02-30")));      // no such day
    CHECK_FALSE(accepted(replaced("[0,1]", "[0,01]")));
    CHECK_FALSE(accepted(replaced("[0,1]", "[0,-1]")));
    CHECK_FALSE(accepted(replaced("[0,1]", "[0,4294967296]")));
    CHECK_FALSE(accepted(replaced("[0,1]", "[]"))); // left out when empty
    CHECK_FALSE(accepted(replaced("[0,1]", "[0,1,]")));
    CHECK_FALSE(accepted(replaced(R"("name":"day",)", R"("name":"",)"))); // left out when empty
    CHECK_FALSE(accepted(replaced(R"("op":"parameter")", R"("op":"guess")")));
    CHECK_FALSE(accepted(replaced("half_even", "bankers")));
    CHECK_FALSE(accepted(replaced("\"decimals\":2", "\"decimals\":200")));
    CHECK_FALSE(accepted(replaced(R"(,"decimals":2)", "")));
    CHECK_FALSE(accepted(replaced("price", "pri\\u0063e")));       // an escape that is not needed
    CHECK_FALSE(accepted(replaced("R-SS-10", "R-Y-10")));          // readings out of order
    CHECK_FALSE(accepted(replaced(R"(,"day":"2013-03-20")", ""))); // no value
    CHECK_FALSE(accepted(replaced("true", "True")));
}

TEST_CASE("a refusal says where reading stopped") {
    const auto refused = derivation_from_json(replaced("2013-03-20", "2013-02-30"));
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == Code::json_syntax);
    CHECK_FALSE(refused.error().where.empty());
}
