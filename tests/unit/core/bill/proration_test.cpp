#include <doctest/doctest.h>

#include "core/bill/cycle.hpp"
#include "core/bill/proration.hpp"
#include "support/test_pack.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

Choices under(std::string_view rule, std::string_view day_count) {
    return {{"R-SS-03", "cycle." + std::string(rule)}, {"R-SS-10", std::string(day_count)}};
}

/// Fraction and amount of 199.00 for `quantity` seats in the cycle of `start` by the cycle rule.
std::string part(const Choices &choices, std::string_view start, std::string_view activated,
                 std::int64_t quantity = 1) {
    const Terms some = terms(choices);
    const Period cycle = cycle_period(some, day(start), 0).value();
    const auto result = proration(some, price("199"), quantity, cycle, day(activated));
    const std::string amount = amount_of(result);
    return result ? result->fraction->text() + " " + amount : amount;
}

struct Row {
    const char *day_count;
    const char *case_1; ///< seat of 20 March in the cycle of 1 March
    const char *case_2; ///< seat of 10 March in the cycle of 5 March
};

} // namespace

TEST_CASE("R-SS-10 under thirty-day cycles: every day count, both cases") {
    for (const Row &row :
         {Row{"thirty_less_index", "10/30 66.33", "24/30 159.20"},
          Row{"after_day_over_cycle", "10/30 66.33", "24/30 159.20"},
          Row{"from_day_over_cycle", "11/30 72.97", "25/30 165.83"},
          Row{"both_ends_over_cycle", "12/30 79.60", "26/30 172.47"},
          Row{"after_day_over_month", "10/31 64.19", "24/31 154.06"},
          Row{"from_day_over_month", "11/31 70.61", "25/31 160.48"},
          Row{"both_ends_over_month", "12/31 77.03", "26/31 166.90"},
          Row{"both_ends_365", "12/365 78.51", "26/365 170.10"}, Row{"thirty_e_360", "10/30 66.33", "24/30 159.20"},
          Row{"thirty_us_360", "11/30 72.97", "24/30 159.20"}}) {
        INFO(std::string(row.day_count));
        CHECK(part(under("thirty_day", row.day_count), "2013-03-01", "2013-03-20") == row.case_1);
        CHECK(part(under("thirty_day", row.day_count), "2013-03-05", "2013-03-10") == row.case_2);
    }
}

TEST_CASE("R-SS-10 under anniversary cycles: the same names give other figures") {
    for (const Row &row :
         {Row{"thirty_less_index", "10/30 66.33", "24/30 159.20"},
          Row{"after_day_over_cycle", "11/31 70.61", "25/31 160.48"},
          Row{"from_day_over_cycle", "12/31 77.03", "26/31 166.90"},
          Row{"both_ends_over_cycle", "13/31 83.45", "27/31 173.32"},
          Row{"thirty_e_360", "11/30 72.97", "25/30 165.83"}, Row{"thirty_us_360", "11/30 72.97", "25/30 165.83"}}) {
        INFO(std::string(row.day_count));
        CHECK(part(under("anniversary", row.day_count), "2013-03-01", "2013-03-20") == row.case_1);
        CHECK(part(under("anniversary", row.day_count), "2013-03-05", "2013-03-10") == row.case_2);
    }
}

TEST_CASE("R-SS-10: the edges of the default") {
    const auto on = [](std::string_view activated, std::int64_t quantity = 1) {
        return part({}, "2013-03-01", activated, quantity);
    };
    CHECK(on("2013-03-01") == "30/30 199.00"); // the first day pays the whole price
    CHECK(on("2013-03-01", 2) == "30/30 398.00");
    CHECK(on("2013-03-02") == "28/30 185.73");
    CHECK(on("2013-03-29") == "1/30 6.63");
    CHECK(on("2013-03-30") == "0/30 0.00");                                                            // the last day
    CHECK(part(under("anniversary", "thirty_less_index"), "2013-03-01", "2013-03-31") == "0/30 0.00"); // not below 0
}

TEST_CASE("a whole cycle is a whole price, and no part is more, under every day count and cycle rule") {
    for (const ReadingOption &option : contract().reading("R-SS-10")->options)
        for (const char *rule : {"thirty_day", "anniversary"})
            for (const char *start : {"2013-01-31", "2013-02-01", "2013-02-28", "2013-03-01", "2012-02-01"}) {
                const std::string where = option.name + " " + rule + " " + start;
                INFO(where);
                const Terms some = terms(under(rule, option.name));
                const Period cycle = cycle_period(some, day(start), 0).value();
                CHECK(proration(some, price("199"), 1, cycle, cycle.from)->amount->text() == "199.00");
                Amount before = usd("199.00");
                for (Day at = cycle.from + 1; at < cycle.until; at = at + 1) {
                    const auto result = proration(some, price("199"), 1, cycle, at);
                    REQUIRE(result.ok());
                    check_sound(*result);
                    CHECK(result->amount->minor() >= 0);
                    CHECK(result->amount->minor() <= before.minor()); // a later seat never pays more
                    before = *result->amount;
                }
            }
}

TEST_CASE("R-SS-15: the seats of one line are added first, then rounded once") {
    CHECK(part({}, "2013-03-01", "2013-03-20", 5) == "10/30 331.67");
    CHECK(part(under("thirty_day", "from_day_over_cycle"), "2013-03-05", "2013-03-10", 5) == "25/30 829.17");
}

TEST_CASE(
    "the default's figures come with one clause and one reading; others name the cycle rule that decides them too") {
    const Terms some = terms();
    const auto result = proration(some, price("199"), 1, period("2013-03-01", "2013-03-31"), day("2013-03-20"), "plan");
    REQUIRE(result.ok());
    CHECK(result->exact.text() == "199/3");
    CHECK(result->clauses == std::vector<std::string>{"SS-6.b.ii"});
    CHECK(result->readings == std::vector<ReadingUse>{{"R-SS-10", "thirty_less_index"}});
    CHECK(result->derivation.find("price")->source == "plan");

    const Terms other = terms(under("thirty_day", "from_day_over_cycle"));
    const auto by_cycle = proration(other, price("199"), 1, period("2013-03-01", "2013-03-31"), day("2013-03-20"));
    CHECK(by_cycle->readings ==
          std::vector<ReadingUse>{{"R-SS-03", "cycle.thirty_day"}, {"R-SS-10", "from_day_over_cycle"}});
}

TEST_CASE("a cycle that its start alone does not give is kept as a fact") {
    // From 31 January the second cycle runs from 28 February to 31 March, not to 28 March.
    const Terms some = terms(under("anniversary", "from_day_over_cycle"));
    const auto result = proration(some, price("199"), 1, period("2013-02-28", "2013-03-31"), day("2013-03-30"));
    REQUIRE(result.ok());
    check_sound(*result);
    CHECK(result->fraction->text() == "1/31");
    CHECK(result->derivation.find("cycle end")->value == Value(day("2013-03-31")));
}

TEST_CASE("an activation outside the cycle, an empty cycle and no seats are refused") {
    const Terms some = terms();
    const Period march = period("2013-03-01", "2013-03-31");
    CHECK(amount_of(proration(some, price("199"), 1, march, day("2013-02-28"))) == "value.range");
    CHECK(amount_of(proration(some, price("199"), 1, march, day("2013-03-31"))) == "value.range");
    CHECK(amount_of(proration(some, price("199"), 0, march, day("2013-03-20"))) == "value.range");
    CHECK(amount_of(proration(some, price("199"), 1, period("2013-03-01", "2013-03-01"), day("2013-03-01"))) ==
          "period.invalid");
    CHECK(amount_of(proration(some, price("9000000000000000"), 9'000'000'000'000'000'000, march, day("2013-03-20"))) ==
          "money.overflow");
}
