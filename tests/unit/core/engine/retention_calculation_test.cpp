#include <doctest/doctest.h>

#include "core/engine/calculations.hpp"
#include "support/test_pack.hpp"

using namespace proviso;
using namespace proviso::test;

TEST_CASE("the calculation of a retention clock can be asked for every option of the readings that it met") {
    const Inputs inputs{{"class", "recording"}, {"created", "2013-07-01"}, {"offloaded", "2013-07-04"}};
    const auto chosen = calculate(terms(), "retention", inputs);
    REQUIRE(chosen.ok());
    CHECK(output_of(*chosen, "first_day") == "2013-07-04");
    CHECK(inputs_of(chosen->derivation) == inputs);
    const auto rows = all_readings(terms(), "retention", inputs, {});
    REQUIRE(rows.ok());
    std::string days;
    for (const Alternative &row : *rows)
        days += row.option + " " + (row.result ? output_of(*row.result, "first_day") : "error") + "; ";
    CHECK(days == "created 2013-07-04; last_modified 2013-07-04; last_used 2013-07-04; earlier_of 2013-07-04; both "
                  "2013-07-31; ");
}
