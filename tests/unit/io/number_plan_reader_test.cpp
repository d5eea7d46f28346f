#include "io/number_plan_reader.hpp"

#include <doctest/doctest.h>

#include "support/files.hpp"

using namespace proviso;

TEST_CASE("the shipped plan places area codes of every state, of Canada and of the Caribbean") {
    const NumberPlan plan = read_number_plan(test::source_file("rules/zones/nanp.toml"), "nanp.toml").value();
    int states = 0, districts = 0;
    for (const Region &region : plan.regions()) {
        states += region.kind == RegionKind::state;
        districts += region.kind == RegionKind::district;
    }
    CHECK(states == 50);
    CHECK(districts == 1);
    const auto place = [&](std::uint32_t code) {
        const Region *region = plan.region(code);
        return region == nullptr ? std::string("none") : region->id;
    };
    CHECK(place(415) == "US-CA");
    CHECK(place(212) == "US-NY");
    CHECK(place(202) == "US-DC");
    CHECK(place(907) == "US-AK");
    CHECK(place(808) == "US-HI");
    CHECK(place(416) == "CA-ON");
    CHECK(place(876) == "JM");
    CHECK(place(345) == "KY"); // the Cayman Islands, not Kentucky
    CHECK(place(859) == "US-KY");
    CHECK(place(787) == "US-PR");
    CHECK(place(800) == "toll-free");
    CHECK(place(900) == "premium");
    CHECK(place(299) == "none");
    CHECK(plan.region("US-CA")->name == "California");
    for (const AreaCode &code : plan.codes())
        if (code.code == 628) CHECK(code.from.text() == "2015-03-21");
}

TEST_CASE("a plan that is not right is refused with its place") {
    const std::string head = "[plan]\nid = \"x\"\nversion = \"1\"\nfrom = 2013-01-01\nuntil = 2014-01-01\n";
    const std::string region = "[[region]]\nid = \"US-CA\"\nname = \"California\"\nkind = \"state\"\n";
    const auto code = [](const std::string &text) { return read_number_plan(text, "plan.toml").error().code; };
    CHECK(read_number_plan(head + region + "codes = [415]\nsince = { 415 = 2013-05-01 }\n", "p").ok());
    CHECK(code(region + "codes = [415]\n") == Code::key_missing);
    CHECK(code(head + region) == Code::key_missing);
    CHECK(code(head + region + "codes = [199]\n") == Code::value_range);
    CHECK(code(head + region + "codes = [\"415\"]\n") == Code::value_range);
    CHECK(code(head + region + "codes = [415, 415]\n") == Code::key_duplicate);
    CHECK(code(head + region + "codes = [415]\ncolour = 1\n") == Code::key_unknown);
    CHECK(code(head + region + "codes = [415]\n" + region + "codes = [916]\n") == Code::key_duplicate);
    CHECK(code(head + region + "codes = [415]\nsince = { 916 = 2013-05-01 }\n") == Code::value_range);
    CHECK(code(head + region + "codes = [415]\nsince = { 415 = 2015-05-01 }\n") == Code::value_range);
    CHECK(code(head + "[[region]]\nid = \"a\"\nname = \"b\"\nkind = \"moon\"\ncodes = []\n") == Code::value_range);
}
