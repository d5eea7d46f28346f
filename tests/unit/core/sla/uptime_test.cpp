#include <doctest/doctest.h>

#include "core/sla/uptime.hpp"
#include "support/test_pack.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

const Pack &promise() {
    static const Pack made = [] {
        Pack pack;
        pack.id = "test-uptime";
        pack.parameters = {
            make_parameter("uptime.block_minutes", "5", "U-3", "minute"),
            make_parameter("uptime.credit_below_percent", "99", "U-3", "per cent"),
            make_parameter("uptime.credit_divisor", "12", "U-3", "month"),
            make_parameter("uptime.credit_percent", "20", "U-3", "per cent"),
            make_parameter("uptime.percent", "99.95", "U-1", "per cent"),
            make_parameter("uptime.run_minutes", "5", "U-1", "minute"),
        };
        pack.provisions = {{"uptime", {"U-3"}}};
        pack.readings = {
            make_reading("R-01", "uptime.downtime", {"whole_outage_if_5", "touched_blocks"}, "U-1"),
            make_reading("R-02", "uptime.denominator", {"full_month", "net_month"}, "U-1"),
            make_reading("R-03", "uptime.first_month", {"full_calendar_month", "from_activation"}, "U-1"),
            make_reading("R-04", "uptime.suspended", {"full_month", "net_of_suspension"}, "U-1"),
            make_reading("R-05", "uptime.period", {"monthly", "annual"}, "U-3"),
            make_reading("R-06", "uptime.annual_credit", {"once", "every_month", "missed_months"}, "U-3"),
            make_reading("R-07", "uptime.no_row", {"no_row_no_credit", "only_row_is_the_credit"}, "U-3"),
            make_reading("R-08", "uptime.base", {"annual_fee_over_12", "fees_owed_in_period"}, "U-3"),
            make_reading("R-09", "uptime.scope", {"affected_only", "all_services"}, "U-3"),
            make_reading("R-10", "rounding.mode", {"half_up"}, "U-3"),
        };
        sort_pack(pack);
        return pack;
    }();
    return made;
}

Terms under(const Choices &choices = {}) { return {promise(), choices, {}, day("2025-01-01")}; }

UptimeFacts facts(std::string_view month, std::string_view outages) {
    UptimeFacts made;
    made.month = day(std::string(month) + "-01");
    made.outages = parse_time_spans(outages).value();
    made.annual_fee = ratio("12000");
    return made;
}

/// "uptime amount", or the error's code.
std::string of(const UptimeFacts &some, const Choices &choices = {}) {
    const auto result = uptime(under(choices), some);
    if (!result) return std::string(code_name(result.error().code));
    CHECK(evaluate(result->derivation).ok());
    return value_text(*result->output("uptime")) + " " + result->amount->text();
}

} // namespace

TEST_CASE("availability is shown with as many decimals as keep it on its side of the promise") {
    CHECK(of(facts("2025-04", "")) == "100.0000 0.00");
    CHECK(of(facts("2025-04", "2025-04-01T00:00:00/2025-04-01T00:21:36")) == "99.9500 0.00");
    CHECK(of(facts("2025-04", "2025-04-01T00:00:00/2025-04-01T00:21:37")) == "99.94996 0.00");
    CHECK(of(facts("2025-04", "2025-04-01T00:00:00/2025-04-01T07:12:01")) == "98.99996 200.00");
    CHECK(of(facts("2025-04", "2025-04-01T00:00/2025-05-01T00:00")) == "0.0000 200.00");
}

TEST_CASE("a month of which nothing is measured is kept") {
    UptimeFacts all = facts("2025-04", "2025-04-03T00:00/2025-04-05T00:00");
    all.suspended = parse_time_spans("2025-03-20T00:00/2025-05-10T00:00").value();
    CHECK(of(all, {{"R-04", "net_of_suspension"}}) == "100.0000 0.00");
    CHECK(of(all) == "100.0000 0.00");
    UptimeFacts both = facts("2025-04", "2025-04-20T00:00/2025-04-20T10:00");
    both.suspended = parse_time_spans("2025-04-01T00:00/2025-04-11T00:00").value();
    both.excluded = parse_time_spans("2025-04-10T00:00/2025-04-16T00:00").value();
    // 10 days suspended and 5 more excluded: 600 of 21,600 minutes, or of 43,200.
    CHECK(of(both, {{"R-04", "net_of_suspension"}, {"R-02", "net_month"}}) == "97.2222 200.00");
    CHECK(of(both) == "98.6111 200.00");
}

TEST_CASE("the first month, the year, and the months of it that missed the promise") {
    UptimeFacts began = facts("2025-01", "2025-01-20T10:00/2025-01-20T10:22");
    began.service_from = day("2025-01-16");
    CHECK(of(began, {{"R-03", "from_activation"}}) == "99.9045 0.00");
    began.service_from = day("2025-02-01");
    CHECK(of(began, {{"R-03", "from_activation"}}) == "value.range");
    const UptimeFacts bad = facts("2025-08", "2025-03-03T00:00/2025-03-05T02:00,2025-08-04T00:00/2025-08-06T02:00");
    CHECK(of(bad, {{"R-05", "annual"}}) == "98.8584 200.00");
    CHECK(of(bad, {{"R-05", "annual"}, {"R-06", "missed_months"}}) == "98.8584 400.00");
    CHECK(of(bad, {{"R-05", "annual"}, {"R-06", "every_month"}}) == "98.8584 2400.00");
}

TEST_CASE("bounds of a month serve for its year, and those of a year for its month") {
    UptimeFacts month = facts("2025-04", "2025-04-03T15:00/2025-04-03T23:20");
    month.period = TimeSpan{parse_clock("2025-04-01T05:00").value(), parse_clock("2025-05-01T05:00").value()};
    CHECK(of(month) == "98.8426 200.00");
    CHECK(of(month, {{"R-05", "annual"}}) == "99.9049 0.00");
    UptimeFacts year = month;
    year.period = TimeSpan{parse_clock("2025-01-01T06:00").value(), parse_clock("2026-01-01T06:00").value()};
    CHECK(of(year, {{"R-05", "annual"}}) == "99.9049 0.00");
    CHECK(of(year) == "98.8426 200.00");
}

TEST_CASE("what is no month, no period and no length is refused") {
    UptimeFacts some = facts("2025-04", "");
    some.month = day("2025-04-02");
    CHECK(of(some) == "value.range");
    some.month = day("2025-04-01");
    some.period = TimeSpan{Instant(10), Instant(10)};
    CHECK(of(some) == "value.range");
    Terms odd = under();
    ParameterValue none;
    none.data = Ratio(0);
    none.text = "0";
    REQUIRE(odd.set_parameter("uptime.block_minutes", none).ok());
    CHECK_FALSE(uptime(odd, facts("2025-04", "")));
}
