#include <doctest/doctest.h>

#include "core/bill/interest.hpp"
#include "support/test_pack.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

InterestSlice slice(std::string_view principal, std::string_view due, std::string_view until) {
    return {usd(principal), day(due), day(until), "invoice"};
}

std::string of(std::string_view method, std::string_view principal, std::string_view due, std::string_view paid) {
    const InterestSlice one = slice(principal, due, paid);
    return amount_of(interest(terms({{"R-SS-12", std::string(method)}}), {&one, 1}, usd("0.00")));
}

} // namespace

TEST_CASE("R-SS-12: 597 due 1 April, paid 16 May 2013, by every method") {
    struct Row {
        const char *method;
        const char *figure;
    };
    for (const Row &row :
         {Row{"simple.days_30", "13.43"}, Row{"simple.calendar", "13.29"}, Row{"simple.full_months", "8.96"},
          Row{"simple.started_months", "17.91"}, Row{"simple.18pct_365", "13.25"}, Row{"compound.exact", "13.48"},
          Row{"compound.month_then_simple", "13.50"}, Row{"compound.started", "18.04"}}) {
        INFO(std::string(row.method));
        CHECK(of(row.method, "597.00", "2013-04-01", "2013-05-16") == row.figure);
    }
}

TEST_CASE("R-SS-12: further figures") {
    CHECK(of("simple.days_30", "597.00", "2013-03-31", "2013-05-16") == "13.73");   // 46 days
    CHECK(of("simple.days_30", "1000.00", "2013-01-01", "2014-01-01") == "182.50"); // 365 days
    CHECK(of("simple.days_30", "1000.00", "2013-01-01", "2013-12-27") == "180.00"); // 360 days
    CHECK(of("simple.full_months", "1000.00", "2013-01-01", "2014-01-01") == "180.00");
    CHECK(of("compound.started", "1000.00", "2013-01-01", "2013-12-27") == "195.62"); // twelve months
    CHECK(of("compound.exact", "1000.00", "2013-01-01", "2013-12-27") == "195.62");
    CHECK(of("simple.days_30", "1000.00", "2013-01-31", "2013-02-28") == "14.00");
    CHECK(of("simple.calendar", "1000.00", "2013-01-31", "2013-02-28") == "15.00"); // R-X-01 round_down
    CHECK(of("simple.calendar", "1000.00", "2013-04-01", "2014-04-01") == "180.00");
}

TEST_CASE("R-SS-12: the month's end policy decides whole calendar months") {
    const InterestSlice one = slice("1000.00", "2013-01-31", "2013-02-28");
    const auto under = [&](std::string_view policy) {
        return amount_of(
            interest(terms({{"R-SS-12", "simple.calendar"}, {"R-X-01", std::string(policy)}}), {&one, 1}, usd("0.00")));
    };
    CHECK(under("round_down") == "15.00");
    CHECK(under("round_up") == "14.48"); // 28 of the 29 days to 1 March
    CHECK(under("fail") == "date.no_such_day");
}

TEST_CASE("R-SS-17 and R-SS-20: the default method over other spans") {
    CHECK(of("simple.days_30", "1000.00", "2013-04-01", "2013-05-15") == "22.00"); // 44 days
    CHECK(of("simple.days_30", "1000.00", "2013-04-15", "2013-05-15") == "15.00"); // 30 days
    CHECK(of("simple.days_30", "1000.00", "2013-04-16", "2013-05-15") == "14.50"); // 29 days
    CHECK(of("simple.days_30", "1000.00", "2013-04-18", "2013-05-15") == "13.50"); // 27 days
    CHECK(of("simple.days_30", "597.00", "2013-01-01", "2013-01-31") == "8.96");   // 8.955
    CHECK(of("simple.days_30", "597.00", "2013-01-01", "2013-04-01") == "26.87");  // 26.865
}

TEST_CASE("R-SS-20, R-X-03: exactly half a cent is 26.86 by half-even") {
    const InterestSlice one = slice("597.00", "2013-01-01", "2013-04-01");
    const auto result = interest(terms({{"R-X-03", "half_even"}}), {&one, 1}, usd("0.00"));
    CHECK(amount_of(result) == "26.86");
    CHECK(result->exact.text() == "5373/200");
}

TEST_CASE("user workflows 5.4: 10,000 for 45 days") {
    CHECK(of("simple.18pct_365", "10000.00", "2013-04-01", "2013-05-16") == "221.92");
    CHECK(of("simple.days_30", "10000.00", "2013-04-01", "2013-05-16") == "225.00");
    CHECK(of("simple.full_months", "10000.00", "2013-04-01", "2013-05-16") == "150.00");
    CHECK(of("simple.started_months", "10000.00", "2013-04-01", "2013-05-16") == "300.00");
    CHECK(of("compound.month_then_simple", "10000.00", "2013-04-01", "2013-05-16") == "226.13"); // 226.125, a tie
    const InterestSlice one = slice("10000.00", "2013-04-01", "2013-05-16");
    CHECK(amount_of(interest(terms({{"R-SS-12", "compound.month_then_simple"}, {"R-X-03", "half_even"}}), {&one, 1},
                             usd("0.00"))) == "226.12");
}

TEST_CASE("the due day is outside and the payment day inside; paid by then there is none") {
    CHECK(of("simple.days_30", "597.00", "2013-04-01", "2013-04-01") == "0.00");
    CHECK(of("simple.days_30", "597.00", "2013-04-01", "2013-04-02") == "0.30"); // 0.2985
    for (const ReadingOption &option : contract().reading("R-SS-12")->options) {
        INFO(option.name);
        CHECK(of(option.name, "597.00", "2013-04-01", "2013-04-01") == "0.00");
        CHECK(of(option.name, "597.00", "2013-04-01", "2013-03-20") == "0.00");
    }
}

TEST_CASE("partial payments: parts by when they were paid, added exactly, rounded once") {
    // 300.00 of 597.00 is paid after 20 days: 300 x 20/30 + 297 x 45/30 months' interest = 3.00 + 6.6825.
    const InterestSlice parts[] = {slice("300.00", "2013-04-01", "2013-04-21"),
                                   slice("297.00", "2013-04-01", "2013-05-16")};
    const auto result = interest(terms(), parts, usd("0.00"));
    CHECK(amount_of(result) == "9.68");
    CHECK(result->exact.text() == "3873/400");
    CHECK_FALSE(result->fraction);
}

TEST_CASE("months posted one after the other are differences of cumulative interest, never rounded apart") {
    // 10,000 at 18 % a year over April, May and June: 147.95, 152.87, 147.95 make 448.77; apart they make 448.78.
    const Terms some = terms({{"R-SS-12", "simple.18pct_365"}});
    Amount billed = usd("0.00");
    std::string posted;
    for (const char *until : {"2013-04-30", "2013-05-31", "2013-06-30"}) {
        const InterestSlice one = slice("10000.00", "2013-03-31", until);
        const auto result = interest(some, {&one, 1}, billed);
        posted += amount_of(result) + " ";
        billed = add(billed, *result->amount).value();
    }
    CHECK(posted == "147.95 152.87 147.95 ");
    CHECK(billed == usd("448.77"));
}

TEST_CASE("a ceiling, where one is set, lowers the rate; where none is, the derivation says so") {
    const InterestSlice one = slice("10000.00", "2013-04-01", "2013-05-16");
    const auto under = [&](const char *ceiling) {
        return amount_of(interest(terms({{"R-SS-12", "simple.18pct_365"}}, {{"interest.annual_ceiling", ceiling}}),
                                  {&one, 1}, usd("0.00")));
    };
    CHECK(under("0.10") == "123.29");
    CHECK(under("0.12") == "147.95");
    CHECK(under("0.16") == "197.26");
    CHECK(under("0.18") == "221.92");
    CHECK(under("0.25") == "221.92");
    const auto none = interest(terms(), {&one, 1}, usd("0.00"));
    CHECK(none->derivation.find("interest.annual_ceiling")->value == Value(std::string("unset")));
}

TEST_CASE("the result names its clause, its readings and the rule's fraction") {
    const InterestSlice one = slice("597.00", "2013-04-01", "2013-05-16");
    const auto result = interest(terms(), {&one, 1}, usd("0.00"));
    REQUIRE(result.ok());
    CHECK(result->exact.text() == "5373/400");
    CHECK(result->fraction->text() == "45/30");
    CHECK(result->clauses == std::vector<std::string>{"SS-6.c.i"});
    CHECK(result->readings == std::vector<ReadingUse>{{"R-SS-12", "simple.days_30"}});
    const auto calendar = interest(terms({{"R-SS-12", "simple.calendar"}}), {&one, 1}, usd("0.00"));
    CHECK(calendar->readings == std::vector<ReadingUse>{{"R-SS-12", "simple.calendar"}, {"R-X-01", "round_down"}});
}

TEST_CASE("what cannot be worked out is refused") {
    CHECK(amount_of(interest(terms(), {}, usd("0.00"))) == "argument.missing");
    const InterestSlice foreign{Amount(100, currency_from_code("EUR").value()), day("2013-04-01"), day("2013-05-16"),
                                ""};
    CHECK(amount_of(interest(terms(), {&foreign, 1}, usd("0.00"))) == "money.currency");
    const InterestSlice one = slice("597.00", "2013-04-01", "2013-05-16");
    CHECK(amount_of(interest(terms({}, {{"interest.month_days", "0"}}), {&one, 1}, usd("0.00"))) == "value.range");
    const InterestSlice ages = slice("597.00", "1000-01-01", "2000-01-01");
    CHECK(amount_of(interest(terms({{"R-SS-12", "compound.started"}}), {&ages, 1}, usd("0.00"))) == "money.overflow");
}
