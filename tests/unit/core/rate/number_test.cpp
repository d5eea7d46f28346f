#include "core/rate/number.hpp"

#include <doctest/doctest.h>

#include <random>

#include "core/rate/reciprocal.hpp"

using namespace proviso;

TEST_CASE("digits are counted at every power of ten") {
    CHECK(digit_count(0) == 0);
    for (int exponent = 0; exponent < 19; ++exponent) {
        CHECK(digit_count(power_of_ten(exponent)) == exponent + 1);
        CHECK(digit_count(power_of_ten(exponent) * 10 - 1) == exponent + 1);
    }
}

TEST_CASE("a reciprocal divides as division does") {
    std::mt19937_64 random(7);
    constexpr std::uint64_t most = (std::uint64_t{1} << 62) - 1;
    std::vector<std::uint64_t> divisors{1, 2, 3, 6, 10, 6'000, 60'000, most, most + 1};
    for (int i = 0; i < 200; ++i) divisors.push_back(1 + (random() >> (2 + random() % 60)));
    for (const std::uint64_t divisor : divisors) {
        const Reciprocal reciprocal(divisor);
        std::vector<std::uint64_t> values{0, 1, divisor - 1, divisor, most, most - 1, most / divisor * divisor};
        for (int i = 0; i < 100; ++i) values.push_back(random() >> (2 + random() % 60));
        for (const std::uint64_t value : values)
            if (value <= most) REQUIRE(reciprocal.floor(value) == value / divisor);
    }
}
