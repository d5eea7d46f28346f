// Periods, terms and charges of services with dates of their own, over the repository's packs that have such services.
#include <doctest/doctest.h>

#include "core/bill/standing_line.hpp"
#include "io/pack_reader.hpp"
#include "support/files.hpp"
#include "support/test_pack.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

const Pack &velvetel() {
    static const Pack pack = read_pack(source_file("rules/velvetel.toml"), "rules/velvetel.toml").value();
    return pack;
}
const Pack &ipsoft() {
    static const Pack pack = read_pack(source_file("rules/ipsoft-2019.toml"), "rules/ipsoft-2019.toml").value();
    return pack;
}
Terms of(const Pack &pack, const Choices &choices = {}) { return {pack, choices, {}, day("2025-01-01")}; }

/// "period/price months", "whole" for the term, or the error's code.
std::string cadence(const Terms &terms, std::string_view every, std::int32_t term) {
    const auto found = line_cadence(terms, every, term);
    if (!found) return std::string(code_name(found.error().code));
    if (found->whole_term) return "whole " + std::to_string(found->months);
    return std::to_string(found->months) + "/" + std::to_string(found->price_months);
}
std::string term(const Terms &terms, std::string_view sku, std::string_view text) {
    const auto found = line_term(terms, *terms.pack().sku(sku), text);
    if (!found) return std::string(code_name(found.error().code));
    return std::to_string(found->months) + ", " + std::to_string(found->renewal_months) +
           (found->general ? " general" : "");
}

} // namespace

TEST_CASE("a period is what the price is for, unless a reading bills all by the year or the month") {
    const Terms by_line = of(velvetel());
    CHECK(cadence(by_line, "month", 12) == "1/1");
    CHECK(cadence(by_line, "year", 12) == "12/12");
    CHECK(cadence(by_line, "year", 36) == "12/12");
    CHECK(cadence(by_line, "once", 0) == "0/0");
    CHECK(cadence(by_line, "cycle", 15) == "whole 15");
    CHECK(cadence(by_line, "cycle", 0) == "1/1"); // the contract's own cycle
    const Terms yearly = of(velvetel(), {{"R-VT-06", "annual"}});
    CHECK(cadence(yearly, "month", 12) == "12/1");
    CHECK(cadence(yearly, "month", 1) == "1/1"); // no year fits into a month's term
    CHECK(cadence(of(velvetel(), {{"R-VT-06", "monthly"}}), "year", 12) == "1/12");
}

TEST_CASE("a term is a whole number of periods") {
    CHECK(cadence(of(ipsoft()), "year", 15) == "price.cadence");
    CHECK(cadence(of(ipsoft()), "year", 12) == "12/12");
    CHECK(cadence(of(ipsoft()), "year", 13) == "price.cadence");
    CHECK(cadence(of(ipsoft()), "", 12) == "price.cadence");
}

TEST_CASE("the order's term comes before the service's own, and that before the general one") {
    CHECK(term(of(velvetel()), "cluster-server", "") == "1, 1");
    CHECK(term(of(velvetel()), "cluster-server", "2 years") == "24, 24");
    CHECK(term(of(velvetel()), "monitoring", "") == "12, 12 general");
    CHECK(term(of(velvetel()), "flat-app", "") == "12, 12");
    CHECK(term(of(velvetel()), "number", "") == "0, 0");
    CHECK(term(of(velvetel(), {{"R-VT-14", "one_year_for_all"}}), "cluster-server", "") == "12, 12 general");
    CHECK(term(of(ipsoft()), "hosted-subscription", "") == "parameter.unset");
    CHECK(term(of(ipsoft()), "software-licence", "") == "0, 0"); // optional: perpetual
    CHECK(term(of(ipsoft(), {{"R-IP-08", "twelve_months"}}), "hosted-subscription", "15 months") == "15, 12");
    CHECK(term(of(ipsoft()), "hosted-subscription", "90 days") == "order.term");
    CHECK(term(of(ipsoft()), "hosted-subscription", "2000 months") == "order.term");
    CHECK(term(of(ipsoft()), "hosted-subscription", "prepaid") == "order.term");
}

TEST_CASE("terms follow one another from the first day, sticky or drifting") {
    const LineTerm fifteen{15, 12, false};
    CHECK(line_term_period(of(ipsoft()), day("2019-10-01"), fifteen, 0).value() == period("2019-10-01", "2021-01-01"));
    CHECK(line_term_period(of(ipsoft()), day("2019-10-01"), fifteen, 2).value() == period("2022-01-01", "2023-01-01"));
    const LineTerm year{12, 12, false};
    CHECK(line_term_period(of(velvetel()), day("2024-02-29"), year, 3).value() == period("2027-02-28", "2028-02-29"));
    const Terms drift = of(velvetel(), {{"R-X-08", "drift"}});
    CHECK(line_term_period(drift, day("2024-02-29"), year, 3).value() == period("2027-02-28", "2028-02-28"));
    CHECK(line_term_period(of(velvetel()), day("9999-01-01"), year, 1).error().code == Code::date_range);
    CHECK(line_period(of(velvetel()), day("2025-01-31"), 1, 1).value() == period("2025-02-28", "2025-03-31"));
}

TEST_CASE("a month's term may be left on any day before it renews, or needs the whole lead") {
    const Terms any = of(velvetel());
    CHECK(line_window(any, day("2025-03-01"), 1)->deadline == day("2025-02-28"));
    CHECK(line_window(any, day("2025-03-01"), 12)->deadline == day("2025-01-30"));
    const Terms literal = of(velvetel(), {{"R-VT-31", "thirty_days_literal"}});
    CHECK(line_window(literal, day("2025-03-01"), 1)->deadline == day("2025-01-30"));
    const Terms tool = of(velvetel(), {{"R-VT-16", "exchange_tool_only"}, {"R-VT-31", "thirty_days_literal"}});
    CHECK(line_window(tool, day("2025-03-01"), 12)->deadline == day("2025-02-28"));
}

TEST_CASE("a period costs the price in proportion to its months, rounded once") {
    const auto charge = [](const Terms &terms, std::string_view text, std::int64_t quantity, LineCadence cadence) {
        return amount_of(period_charge(terms, price(text), quantity, cadence, "price"));
    };
    const Terms terms = of(velvetel());
    CHECK(charge(terms, "1200", 1, {12, 12, false}) == "1200.00");
    CHECK(charge(terms, "1200", 1, {1, 12, false}) == "100.00");
    CHECK(charge(terms, "100", 3, {12, 1, false}) == "3600.00");
    CHECK(charge(terms, "100", 1, {1, 12, false}) == "8.33");
    CHECK(charge(terms, "36000", 2, {0, 0, false}) == "72000.00");
    CHECK(charge(terms, "100", 0, {1, 1, false}) == "0.00");
    CHECK(charge(terms, "100", -1, {1, 1, false}) == "value.range");
}
