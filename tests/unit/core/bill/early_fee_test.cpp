#include <doctest/doctest.h>

#include "core/bill/early_fee.hpp"
#include "core/bill/payment_days.hpp"
#include "io/pack_reader.hpp"
#include "support/files.hpp"
#include "support/test_pack.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

Terms terms_with(const Choices &choices) {
    static const Pack pack = read_pack(source_file("rules/velvetel.toml"), "rules/velvetel.toml").value();
    return {pack, choices, {}, day("2025-01-01")};
}
const Choices remaining{{"R-VT-17", "remaining_fees"}};

EarlyEnd left(std::string_view on, std::string_view kept = "0.00") {
    return {price("100"), 1, 1, period("2025-01-01", "2026-01-01"), day(on), usd(kept), "price"};
}
std::string fee(const EarlyEnd &end, const Choices &choices = remaining) {
    return amount_of(early_fee(terms_with(choices), end));
}

} // namespace

TEST_CASE("VT-7.3.1.2: the fees of the days that are left, less what is kept of them") {
    CHECK(fee(left("2025-05-01")) == "805.48");
    CHECK(fee(left("2025-05-01", "805.48")) == "0.00");
    CHECK(fee(left("2025-05-01", "900.00")) == "0.00"); // never below nothing
    CHECK(fee(left("2025-01-01")) == "1200.00");
    CHECK(fee(left("2025-12-31")) == "3.29");
    CHECK(fee(left("2026-01-01")) == "0.00");
    CHECK(fee(left("2026-05-01")) == "0.00");
    CHECK(fee(left("2025-05-01"), {}) == "0.00"); // no order gives a fee
}

TEST_CASE("what cannot be is refused") {
    EarlyEnd end = left("2025-05-01");
    end.quantity = -1;
    CHECK(fee(end) == "value.range");
    end = left("2025-05-01");
    end.price_months = 0;
    CHECK(fee(end) == "value.range");
    end.price_months = 1;
    end.term.until = end.term.from;
    CHECK(fee(end) == "period.invalid");
}

TEST_CASE("the unused part of one charge") {
    const Period year = period("2025-01-01", "2026-01-01");
    CHECK(unused_charge(usd("1200.00"), year, day("2025-05-01")).value() == usd("805.48"));
    CHECK(unused_charge(usd("1200.00"), year, day("2024-05-01")).value() == usd("1200.00"));
    CHECK(unused_charge(usd("1200.00"), year, day("2026-01-01")).value() == usd("0.00"));
    CHECK(unused_charge(usd("12.00"), {year.from, year.from}, day("2026-01-01")).value() == usd("12.00"));
}

TEST_CASE("VT-5.1.b: the days of automatic payment after 31 January 2025") {
    const auto days = [](const std::string &option) {
        const Terms terms = terms_with({{"R-VT-05", option}});
        std::string text;
        for (std::int32_t i = 1; i <= 3; ++i) text += payment_day(terms, day("2025-01-31"), i)->text().substr(5) + " ";
        return text;
    };
    CHECK(days("clamp_sticky") == "02-28 03-31 04-30 ");
    CHECK(days("clamp_drift") == "02-28 03-28 04-28 ");
    CHECK(days("roll_forward") == "03-01 03-31 05-01 ");
    CHECK(days("skip") == "03-31 05-31 07-31 ");
    CHECK(payment_day(terms_with({{"R-VT-05", "skip"}}), day("9999-11-30"), 5).error().code == Code::date_range);
    CHECK(amount_of(payment_days(terms_with({}), day("2025-01-31"), 0)) == "value.range");
    CHECK(amount_of(payment_days(terms_with({}), day("2025-01-31"), 1201)) == "value.range");
}
