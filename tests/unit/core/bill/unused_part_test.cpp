#include <doctest/doctest.h>

#include "core/bill/unused_part.hpp"
#include "support/test_pack.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

/// The unused part as an amount; an error's code.
std::string part(UnusedCount count, const char *from, const char *until, const char *ended,
                 const char *paid = "1200.00") {
    const Terms given = terms();
    Working work(given, "refund");
    const Amount sum = usd(paid);
    const UnusedPart made = unused_part(work, {sum, {day(from), day(until)}, day(ended)}, count);
    const auto done = work.finish_money(made.unused, sum.currency());
    if (done) check_sound(*done);
    return amount_of(done);
}

} // namespace

TEST_CASE("the unused part of a year, by each convention") {
    const auto year = [](UnusedCount count) { return part(count, "2025-01-01", "2026-01-01", "2025-04-11"); };
    CHECK(year(UnusedCount::actual) == "871.23");     // 265/365
    CHECK(year(UnusedCount::year_365) == "871.23");   // (365 - 100)/365
    CHECK(year(UnusedCount::months) == "800.00");     // May to December
    CHECK(year(UnusedCount::thirty_360) == "866.67"); // 260/360
}

TEST_CASE("all of it on the first day, nothing from the end on") {
    for (const UnusedCount count :
         {UnusedCount::actual, UnusedCount::year_365, UnusedCount::months, UnusedCount::thirty_360}) {
        CHECK(part(count, "2025-01-01", "2026-01-01", "2025-01-01") == "1200.00");
        CHECK(part(count, "2025-01-01", "2026-01-01", "2026-01-01") == "0.00");
        CHECK(part(count, "2025-01-01", "2026-01-01", "2027-01-01") == "0.00");
    }
    CHECK(part(UnusedCount::actual, "2025-01-01", "2026-01-01", "2024-12-01") == "1200.00");
}

TEST_CASE("365 days to a year: a leap year is used up a day early, three years have 1,095") {
    CHECK(part(UnusedCount::year_365, "2024-01-01", "2025-01-01", "2024-12-31") == "0.00");
    CHECK(part(UnusedCount::year_365, "2025-01-01", "2028-01-01", "2026-01-01", "1095.00") == "730.00");
}

TEST_CASE("months are counted from the first day of the period; one begun is used") {
    CHECK(part(UnusedCount::months, "2025-01-31", "2026-01-31", "2025-02-28") == "1100.00"); // the end of one month
    CHECK(part(UnusedCount::months, "2025-01-31", "2026-01-31", "2025-03-01") == "1000.00");
    CHECK(part(UnusedCount::months, "2025-01-01", "2025-02-15", "2025-01-20", "100.00") == "50.00"); // of two begun
}

TEST_CASE("a period without days is refused") {
    CHECK(part(UnusedCount::actual, "2025-01-01", "2025-01-01", "2025-01-01") == "period.invalid");
}

TEST_CASE("options of readings name conventions") {
    CHECK(unused_count("days_366") == UnusedCount::actual);
    CHECK(unused_count("whole_months_unused") == UnusedCount::months);
    CHECK(!unused_count("by_the_moon"));
}
