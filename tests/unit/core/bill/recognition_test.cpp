#include <doctest/doctest.h>

#include "core/bill/recognition.hpp"

using namespace proviso;

namespace {
const Period march{Day::parse("2013-03-01").value(), Day::parse("2013-03-31").value()};
std::string earned(std::int64_t minor, const char *until) {
    return earned_before(Amount(minor, {}), march, Day::parse(until).value())->text();
}
} // namespace

TEST_CASE("earned by civil day, the first day included") {
    CHECK(earned(39800, "2013-03-01") == "0.00");
    CHECK(earned(39800, "2013-03-02") == "13.27");  // 398 / 30 = 13.2666...
    CHECK(earned(39800, "2013-03-16") == "199.00"); // 15 of 30 days
    CHECK(earned(39800, "2013-03-30") == "384.73"); // 29 of 30
    CHECK(earned(39800, "2013-03-31") == "398.00");
    CHECK(earned(39800, "2014-01-01") == "398.00");
    CHECK(earned(39800, "2013-02-01") == "0.00");
}

TEST_CASE("half a cent goes away from zero, on credits as well") {
    CHECK(earned(15, "2013-03-02") == "0.01"); // 0.005
    CHECK(earned(-15, "2013-03-02") == "-0.01");
    CHECK(earned(14, "2013-03-02") == "0.00");
}

TEST_CASE("a period without days is earned at once") {
    const Day day = Day::parse("2013-03-01").value();
    CHECK(earned_before(Amount(500, {}), {day, day}, day)->text() == "5.00");
}
