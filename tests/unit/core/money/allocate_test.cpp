#include <doctest/doctest.h>

#include <random>

#include "core/money/amount.hpp"

using namespace proviso;

namespace {
constexpr Currency usd{};

std::vector<Ratio> weights(std::initializer_list<std::string_view> texts) {
    std::vector<Ratio> out;
    for (const std::string_view text : texts) out.push_back(Ratio::parse(text).value());
    return out;
}
std::string parts(std::int64_t minor, std::initializer_list<std::string_view> texts) {
    const auto shares = allocate(Amount(minor, usd), weights(texts));
    if (!shares) return std::string(code_name(shares.error().code));
    std::string out;
    for (const Amount &share : *shares) out += (out.empty() ? "" : " ") + share.text();
    return out;
}
} // namespace

TEST_CASE("R-X-07 per_invoice: three lines of 66.33 1/3 share 199.00") {
    CHECK(parts(19900, {"199/3", "199/3", "199/3"}) == "66.34 66.33 66.33");
}

TEST_CASE("left-over units go to the largest remainders, ties to the earlier part") {
    CHECK(parts(100, {"1", "1", "1"}) == "0.34 0.33 0.33");
    CHECK(parts(100, {"1", "2", "3"}) == "0.17 0.33 0.50");
    CHECK(parts(100, {"1/6", "1/3", "1/2"}) == "0.17 0.33 0.50");
    CHECK(parts(5, {"1", "1", "1", "1"}) == "0.02 0.01 0.01 0.01");
    CHECK(parts(10, {"0.2", "0.35", "0.45"}) == "0.02 0.04 0.04"); // 2, 3.5, 4.5: a tie of remainders
    CHECK(parts(1, {"0", "1", "1"}) == "0.00 0.01 0.00");
    CHECK(parts(-100, {"1", "1", "1"}) == "-0.34 -0.33 -0.33");
    CHECK(parts(0, {"1", "2"}) == "0.00 0.00");
    CHECK(parts(12345, {"7"}) == "123.45");
}

TEST_CASE("a part of weight 0 gets nothing") { CHECK(parts(101, {"1", "0", "1"}) == "0.51 0.00 0.50"); }

TEST_CASE("weights that cannot carry an amount are refused") {
    CHECK(parts(100, {}) == "money.allocation");
    CHECK(parts(100, {"0", "0"}) == "money.allocation");
    CHECK(parts(100, {"2", "-1"}) == "money.allocation");
}

TEST_CASE("the largest amounts and finest weights still sum") {
    const std::string_view large = "170141183460469231731687303715884105000";
    CHECK(parts(INT64_MAX, {large, "1"}) == "92233720368547758.07 0.00");
    CHECK(parts(INT64_MIN, {"1", "1"}) == "-46116860184273879.04 -46116860184273879.04");
    CHECK(parts(INT64_MIN, {"1"}) == "-92233720368547758.08");
}

TEST_CASE("property: parts sum to the whole, and each is within one unit of its exact share") {
    std::mt19937_64 random(20130301); // seeded: the same cases on every machine
    for (int round = 0; round < 2000; ++round) {
        std::vector<Ratio> shares;
        Ratio total;
        for (std::uint64_t n = 1 + random() % 12; n > 0; --n) {
            const auto top = static_cast<std::int64_t>(random() % 100'000);
            const auto bottom = static_cast<std::int64_t>(1 + random() % 360);
            shares.push_back(Ratio::of(top, bottom).value());
            total = add(total, shares.back()).value();
        }
        if (total.is_zero()) continue;
        const auto minor = static_cast<std::int64_t>(random() % 2'000'001) - 1'000'000;
        const auto result = allocate(Amount(minor, usd), shares).value();
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < result.size(); ++i) {
            sum += result[i].minor();
            const Ratio exact = multiply(divide(shares[i], total).value(), Ratio(minor)).value();
            const Ratio off = subtract(exact, Ratio(result[i].minor())).value();
            CHECK(off < Ratio(1));
            CHECK(off > Ratio(-1));
        }
        CHECK(sum == minor);
    }
}
