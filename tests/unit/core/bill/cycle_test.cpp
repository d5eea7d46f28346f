#include <doctest/doctest.h>

#include "core/bill/cycle.hpp"
#include "support/test_pack.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

const Choices anniversary{{"R-SS-03", "cycle.anniversary"}};

std::string starts(const Terms &some, std::string_view anchor, std::int32_t count) {
    std::string text;
    for (std::int32_t i = 0; i < count; ++i) {
        const auto period = cycle_period(some, day(anchor), i);
        text +=
            (text.empty() ? "" : " ") + (period ? period->from.text() : std::string(code_name(period.error().code)));
    }
    return text;
}

std::int32_t charges_before(const Terms &some, std::string_view anchor, std::int32_t days) {
    std::int32_t count = 0;
    while (cycle_period(some, day(anchor), count)->from < day(anchor) + days) ++count;
    return count;
}

} // namespace

TEST_CASE("the header's example: 5 March to 4 April is thirty days, to 5 April a month") {
    CHECK(cycle_period(terms(), day("2013-03-05"), 0).value() == period("2013-03-05", "2013-04-04"));
    CHECK(cycle_period(terms(anniversary), day("2013-03-05"), 0).value() == period("2013-03-05", "2013-04-05"));
}

TEST_CASE("R-SS-03: the dates and the number of charges of both rules") {
    CHECK(starts(terms(), "2013-03-01", 5) == "2013-03-01 2013-03-31 2013-04-30 2013-05-30 2013-06-29");
    CHECK(starts(terms(anniversary), "2013-03-01", 3) == "2013-03-01 2013-04-01 2013-05-01");
    CHECK(charges_before(terms(), "2013-03-01", 365) == 13);
    CHECK(charges_before(terms(anniversary), "2013-03-01", 365) == 12);
    CHECK(charges_before(terms(), "2013-03-01", 3652) == 122);
    CHECK(charges_before(terms(anniversary), "2013-03-01", 3652) == 120);
    // 5 September to 5 October fits both, as September has thirty days; the next ones differ.
    CHECK(cycle_period(terms(), day("2013-09-05"), 0)->until == day("2013-10-05"));
    CHECK(cycle_period(terms(anniversary), day("2013-09-05"), 0)->until == day("2013-10-05"));
    CHECK(cycle_period(terms(), day("2013-10-05"), 0)->until == day("2013-11-04"));
    CHECK(cycle_period(terms(anniversary), day("2013-10-05"), 0)->until == day("2013-11-05"));
}

TEST_CASE("R-X-08 and R-X-01: what a short month does to the dates after it") {
    Choices choices = anniversary;
    CHECK(starts(terms(choices), "2013-01-31", 4) == "2013-01-31 2013-02-28 2013-03-31 2013-04-30");
    choices["R-X-08"] = "drift";
    CHECK(starts(terms(choices), "2013-01-31", 4) == "2013-01-31 2013-02-28 2013-03-28 2013-04-28");
    choices = anniversary;
    choices["R-X-01"] = "round_up";
    CHECK(starts(terms(choices), "2013-01-31", 3) == "2013-01-31 2013-03-01 2013-03-31");
    choices["R-X-01"] = "fail";
    CHECK(starts(terms(choices), "2013-01-31", 1) == "date.no_such_day"); // its end is the missing day
}

TEST_CASE("renewals of several months drift from renewal to renewal only") {
    Choices choices = anniversary;
    const std::vector<std::pair<std::string, std::string>> quarterly{{"cycle.renewal_months", "3"}};
    CHECK(starts(terms(choices, quarterly), "2013-01-31", 4) == "2013-01-31 2013-04-30 2013-07-31 2013-10-31");
    choices["R-X-08"] = "drift";
    CHECK(starts(terms(choices, quarterly), "2013-01-31", 4) == "2013-01-31 2013-04-30 2013-07-30 2013-10-30");
}

TEST_CASE("the cycle that contains a day is the one whose period does, for every day of five years") {
    for (const char *series : {"sticky", "drift"})
        for (const char *rule : {"cycle.thirty_day", "cycle.anniversary"}) {
            const Terms some = terms({{"R-SS-03", rule}, {"R-X-08", series}});
            std::int32_t index = 0;
            Period running = cycle_period(some, day("2013-01-31"), 0).value();
            for (Day at = day("2013-01-31"); at < day("2018-01-31"); at = at + 1) {
                if (at == running.until) running = cycle_period(some, day("2013-01-31"), ++index).value();
                const auto found = cycle_containing(some, day("2013-01-31"), at);
                REQUIRE(found.ok());
                CHECK(*found == Cycle{index, running});
            }
        }
}

TEST_CASE("cycles reach to the end of the calendar and not beyond") {
    CHECK(cycle_containing(terms(), day("0001-01-01"), day("9999-12-01")).ok());
    CHECK(cycle_containing(terms(anniversary), day("0001-01-01"), day("9999-11-30")).ok());
    CHECK(cycle_containing(terms(), day("9999-12-20"), day("9999-12-31")).error().code == Code::date_range);
    CHECK(cycle_containing(terms(anniversary), day("9999-12-20"), day("9999-12-31")).error().code == Code::date_range);
    CHECK(cycle_period(terms(), day("2013-03-01"), INT32_MAX - 1).error().code == Code::date_range);
    CHECK(cycle_period(terms(anniversary), day("2013-03-01"), INT32_MAX - 1).error().code == Code::date_range);
    CHECK(cycle_period(terms(), day("2013-03-01"), -1).error().code == Code::date_range);
    CHECK(cycle_containing(terms(), day("2013-03-01"), day("2013-02-28")).error().code == Code::value_range);
}

TEST_CASE("a length that makes no cycle is refused") {
    CHECK(cycle_period(terms({}, {{"cycle.days", "0"}}), day("2013-03-01"), 0).error().code == Code::value_range);
    CHECK(cycle_period(terms({}, {{"cycle.days", "1/2"}}), day("2013-03-01"), 0).error().code == Code::parameter_type);
    CHECK(cycle_period(terms(anniversary, {{"cycle.renewal_months", "-1"}}), day("2013-03-01"), 0).error().code ==
          Code::value_range);
}

TEST_CASE("the calculation lists periods, cites the clause and names the readings that its rule went through") {
    const auto three = cycle(terms(), day("2013-03-05"), 3);
    REQUIRE(three.ok());
    check_sound(*three);
    CHECK(output_of(*three, "periods.0.start") == "2013-03-05");
    CHECK(output_of(*three, "periods.0.end") == "2013-04-04");
    CHECK(output_of(*three, "periods.2.start") == "2013-05-04");
    CHECK(output_of(*three, "periods.2.end") == "2013-06-03");
    CHECK(output_of(*three, "periods.3.start").empty());
    CHECK(three->clauses == std::vector<std::string>{"SS-1.bd"});
    CHECK(three->readings == std::vector<ReadingUse>{{"R-SS-03", "cycle.thirty_day"}});
    CHECK(evaluate(three->derivation).value() == Value(day("2013-06-03")));

    const auto months = cycle(terms(anniversary), day("2013-03-01"), 1);
    REQUIRE(months.ok());
    check_sound(*months);
    CHECK(output_of(*months, "periods.0.end") == "2013-04-01");
    CHECK(months->readings ==
          std::vector<ReadingUse>{{"R-SS-03", "cycle.anniversary"}, {"R-X-01", "round_down"}, {"R-X-08", "sticky"}});

    CHECK(cycle(terms(), day("2013-03-05"), 0).error().code == Code::value_range);
    CHECK(cycle(terms(), day("2013-03-05"), 1201).error().code == Code::value_range);
}
