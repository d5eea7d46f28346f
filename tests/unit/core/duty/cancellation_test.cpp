#include <doctest/doctest.h>

#include "core/duty/cancellation.hpp"
#include "support/test_pack.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

CancellationWindow window(std::string_view option, std::string_view renewal) {
    return cancellation_window(terms({{"R-SS-06", std::string(option)}}), day(renewal)).value();
}

} // namespace

TEST_CASE("R-SS-06: the last day for notice before a renewal on 5 October") {
    CHECK(window("renewal_minus_7", "2013-10-05").deadline == day("2013-09-28"));
    CHECK(window("last_day_minus_7", "2013-10-05").deadline == day("2013-09-27"));
    CHECK(window("renewal_minus_7", "2013-11-04").deadline == day("2013-10-28")); // thirty days from 5 October
    CHECK(window("renewal_minus_7", "2013-11-05").deadline == day("2013-10-29")); // a month from 5 October
}

TEST_CASE(
    "SS-4.b: a notice of 28 September is in time, one of 4 October too late; R-X-05: the seventh day is in time") {
    const CancellationWindow by_default = window("renewal_minus_7", "2013-10-05");
    CHECK(by_default.in_time(day("2013-09-20")));
    CHECK(by_default.in_time(day("2013-09-28")));
    CHECK_FALSE(by_default.in_time(day("2013-09-29")));
    CHECK_FALSE(by_default.in_time(day("2013-10-04")));
}

TEST_CASE("R-SS-06: taken literally, within seven days accepts 4 October and refuses 20 September") {
    const CancellationWindow literal = window("within_literal", "2013-10-05");
    CHECK(literal.earliest == day("2013-09-28"));
    CHECK(literal.deadline == day("2013-10-04"));
    CHECK(literal.in_time(day("2013-10-04")));
    CHECK(literal.in_time(day("2013-09-28")));
    CHECK_FALSE(literal.in_time(day("2013-09-20")));
    CHECK_FALSE(literal.in_time(day("2013-10-05")));
}

TEST_CASE("the lead is the parameter's, not seven") {
    CHECK(cancellation_window(terms({}, {{"notice.lead_days", "30"}}), day("2013-10-05"))->deadline ==
          day("2013-09-05"));
    CHECK(cancellation_window(terms({}, {{"notice.lead_days", "1/2"}}), day("2013-10-05")).error().code ==
          Code::date_range);
}
