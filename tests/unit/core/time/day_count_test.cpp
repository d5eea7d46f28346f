#include <doctest/doctest.h>

#include <array>

#include "core/time/day_count.hpp"

using namespace proviso;

namespace {
Day day(std::string_view text) { return Day::parse(text).value(); }

struct Row {
    std::string_view from, until;
    std::int32_t us, european, actual;
};
} // namespace

TEST_CASE("30/360 US, 30E/360 and actual days of the proration table") {
    constexpr std::array rows{
        Row{"2026-02-28", "2026-03-31", 30, 32, 31}, Row{"2028-02-29", "2028-03-31", 30, 31, 31},
        Row{"2026-01-15", "2026-01-31", 16, 15, 16}, Row{"2026-03-30", "2026-03-31", 0, 0, 1},
        Row{"2026-03-20", "2026-04-01", 11, 11, 12}, Row{"2026-03-20", "2026-03-31", 11, 10, 11},
    };
    for (const Row &row : rows) {
        CAPTURE(row.from);
        CAPTURE(row.until);
        CHECK(days_30us_360(day(row.from), day(row.until)) == row.us);
        CHECK(days_30e_360(day(row.from), day(row.until)) == row.european);
        CHECK(day(row.until) - day(row.from) == row.actual);
    }
}

TEST_CASE("the order of the US steps: both ends the last of February") {
    CHECK(days_30us_360(day("2026-02-28"), day("2027-02-28")) == 360);
    CHECK(days_30us_360(day("2024-02-29"), day("2025-02-28")) == 360);
    CHECK(days_30us_360(day("2024-02-28"), day("2025-02-28")) == 360); // 28 is not the last of a leap February
    CHECK(days_30us_360(day("2023-02-28"), day("2024-02-28")) == 358); // only the first is a last of February
    CHECK(days_30us_360(day("2026-02-27"), day("2026-02-28")) == 1);
    CHECK(days_30e_360(day("2026-02-28"), day("2026-03-01")) == 3);
    CHECK(days_30us_360(day("2026-01-31"), day("2026-03-31")) == 60);
}

TEST_CASE("30/360 of the true-up and refund tables") {
    CHECK(days_30us_360(day("2026-04-15"), day("2027-01-01")) == 256);
    CHECK(days_30e_360(day("2024-03-15"), day("2025-07-01")) == 466); // straight-line refund over 1,080
}

TEST_CASE("property: whole months from the first of a month are thirty days each, and direction only turns the sign") {
    for (std::int32_t year = 1999; year <= 2029; ++year)
        for (std::int32_t month = 1; month <= 12; ++month) {
            const Day first = Day::of({year, month, 1}).value();
            const Day next = Day::of({month == 12 ? year + 1 : year, month % 12 + 1, 1}).value();
            CHECK(days_30us_360(first, next) == 30);
            CHECK(days_30e_360(first, next) == 30);
            CHECK(days_30e_360(next, first) == -30);
        }
}
