#include <doctest/doctest.h>

#include "core/duty/duty_date.hpp"
#include "unit/core/pack/small_pack.hpp"

using namespace proviso;
using test::day;

namespace {

/// A pack whose parameter duty.time has the value in the unit, and a reading on short months.
Pack pack_with(std::string_view value, std::string unit) {
    Pack pack = test::small_pack();
    Parameter time = test::parameter("duty.time", std::move(unit), "A-2");
    time.values = {test::value(time, value)};
    pack.parameters.push_back(time);
    pack.readings.push_back({"R-3",
                             "duty.month_end",
                             {"A-2"},
                             "Which day?",
                             "round_down",
                             {{"round_down", "", ""}, {"round_up", "", ""}, {"fail", "", ""}}});
    sort_pack(pack);
    return pack;
}

DutyRule rule_of(bool ahead = false) {
    DutyRule rule;
    rule.within = "duty.time";
    rule.ahead = ahead;
    return rule;
}

std::string date(const Pack &pack, const DutyRule &rule, std::string_view on,
                 const std::string &option = "round_down") {
    const Terms terms(pack, {{"R-3", option}}, {}, day(on));
    const auto found = duty_date(terms, rule, day(on), nullptr);
    return found ? found->text() : std::string(code_name(found.error().code));
}

} // namespace

TEST_CASE("years and months, and the day that a month does not have") {
    const Pack years = pack_with("5", "year");
    CHECK(date(years, rule_of(), "2025-03-31") == "2030-03-31");
    CHECK(date(years, rule_of(), "2024-02-29") == "2029-02-28");
    CHECK(date(years, rule_of(), "2024-02-29", "round_up") == "2029-03-01");
    CHECK(date(years, rule_of(), "2024-02-29", "fail") == "date.no_such_day");
    DutyRule up = rule_of();
    up.month_end = DutyMonthEnd::round_up; // the rule's own word comes first
    CHECK(date(years, up, "2024-02-29", "fail") == "2029-03-01");
}

TEST_CASE("backwards: six months and 180 days before 31 August") {
    CHECK(date(pack_with("6", "month"), rule_of(true), "2025-08-31") == "2025-02-28");
    CHECK(date(pack_with("6", "month"), rule_of(true), "2025-08-31", "round_up") == "2025-03-01");
    CHECK(date(pack_with("180", "day"), rule_of(true), "2025-08-31") == "2025-03-04");
    CHECK(date(pack_with("180", "day"), rule_of(), "2025-03-04") == "2025-08-31");
}

TEST_CASE("hours that are begun belong to the last day, and no time leaves the calendar") {
    CHECK(date(pack_with("25", "hour"), rule_of(), "2025-03-01") == "2025-03-03");
    CHECK(date(pack_with("24", "hour"), rule_of(), "2025-03-01") == "2025-03-02");
    CHECK(date(pack_with("9000000000", "day"), rule_of(), "2025-03-01") == day_last.text());
    CHECK(date(pack_with("9000000000", "day"), rule_of(true), "2025-03-01") == day_first.text());
    CHECK(date(pack_with("9000000000", "year"), rule_of(), "2025-03-01") == "3025-03-01"); // a thousand at most
}
