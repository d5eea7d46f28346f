#include <doctest/doctest.h>

#include "core/bill/tax.hpp"
#include "support/test_pack.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {
std::string split(std::string_view mode, std::string_view amount, std::string_view rate) {
    const auto result = tax_split(terms({{"R-SS-18", std::string(mode)}}), usd(amount), ratio(rate), "US-CA");
    if (!result) return std::string(code_name(result.error().code));
    check_sound(result->work);
    CHECK(add(result->net, result->tax).value() == result->total);
    CHECK(*result->work.amount == result->tax);
    return result->net.text() + " + " + result->tax.text() + " = " + result->total.text();
}
} // namespace

TEST_CASE("R-SS-18: ten percent inside 199.00, or on top of it") {
    CHECK(split("inclusive", "199.00", "0.10") == "180.91 + 18.09 = 199.00");
    CHECK(split("exclusive", "199.00", "0.10") == "199.00 + 19.90 = 218.90");
}

TEST_CASE("net and tax add up to the cent for every amount") {
    for (std::int64_t minor = -250; minor <= 250; ++minor)
        for (const char *mode : {"inclusive", "exclusive"}) {
            const auto result =
                tax_split(terms({{"R-SS-18", mode}}), Amount(minor, Currency{}), ratio("0.0825"), "US-CA");
            REQUIRE(result.ok());
            CHECK(result->net.minor() + result->tax.minor() == result->total.minor());
        }
}

TEST_CASE("no rate is no tax; a rate below nothing is refused") {
    CHECK(split("inclusive", "199.00", "0") == "199.00 + 0.00 = 199.00");
    CHECK(split("inclusive", "-199.00", "0.10") == "-180.91 + -18.09 = -199.00"); // a credit takes its tax along
    CHECK(split("inclusive", "199.00", "-0.1") == "value.range");
}

TEST_CASE("the split cites its clause and reading, and where the rate comes from") {
    const auto result = tax_split(terms(), usd("199.00"), ratio("0.10"), "US-CA from 2013-01-01");
    REQUIRE(result.ok());
    CHECK(result->inclusive);
    CHECK(result->work.exact.text() == "199/11");
    CHECK(result->work.clauses == std::vector<std::string>{"SS-6.i"});
    CHECK(result->work.readings == std::vector<ReadingUse>{{"R-SS-18", "inclusive"}});
    CHECK(result->work.derivation.find("rate")->source == "US-CA from 2013-01-01");
    CHECK(output_of(result->work, "net") == "180.91");
    CHECK(output_of(result->work, "total") == "199.00");
}
