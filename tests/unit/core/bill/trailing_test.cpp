#include <doctest/doctest.h>

#include "core/bill/trailing.hpp"
#include "support/test_pack.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

std::string window_of(std::string_view on, std::int64_t months) {
    const auto window = trailing_window(terms({}), day(on), months);
    return window ? window->from.text() + ".." + window->until.text() : std::string(code_name(window.error().code));
}

std::string months(std::string_view from, std::string_view until) {
    return months_between(day(from), day(until)).value().text();
}

} // namespace

TEST_CASE("a window without a reading ends the day before, and begins on the same date") {
    CHECK(window_of("2025-09-01", 6) == "2025-03-01..2025-09-01");
    CHECK(window_of("2025-08-31", 6) == "2025-02-28..2025-08-31");
    CHECK(window_of("2020-12-05", 12) == "2019-12-05..2020-12-05");
    CHECK(window_of("2020-12-05", 0) == "value.range");
    CHECK(window_of("2020-12-05", 1'201) == "value.range");
    CHECK(window_of("0001-06-01", 12) == "date.range");
}

TEST_CASE("months between two days are exact") {
    CHECK(months("2020-04-01", "2020-10-01") == "6");
    CHECK(months("2020-01-01", "2021-01-01") == "12");
    CHECK(months("2020-04-15", "2020-10-01") == "83/15"); // 5 months and 16 of 30 days
    CHECK(months("2020-01-31", "2020-02-29") == "1");
    CHECK(months("2020-01-31", "2020-03-30") == "61/31"); // 1 month to 29 February, and 30 of the 31 days from there
    CHECK(months("2020-04-01", "2020-04-01") == "0");
    CHECK(months("2020-04-02", "2020-04-01") == "0");
}

TEST_CASE("receipts as text and back") {
    const auto read = parse_receipts("2020-01-01=12000.00 2020-01-01..2021-01-01,2020-02-01=5.50");
    REQUIRE(read);
    CHECK(read->size() == 2);
    CHECK(receipts_text(*read) == "2020-01-01=12000 2020-01-01..2021-01-01,2020-02-01=11/2");
    for (const std::string_view bad : {"2020-01-01", "12.00", "2020-01-01=x", "2020-01-01=1.00 2020-01-01",
                                       "2020-01-01=1.00 2020-02-01..2020-01-01", "2020-02-30=1.00", "2020-01-01=-1", ","})
        CHECK_FALSE(parse_receipts(bad));
}
