// Ratio against Boost's cpp_rational as the oracle, on seeded random numbers of every width. The oracle never
// overflows, so it also tells when an overflow error is right.
#include <doctest/doctest.h>

#include <random>

#include <boost/multiprecision/cpp_int.hpp>

#include "core/money/ratio.hpp"

using namespace proviso;

namespace {
using Wide = boost::multiprecision::cpp_int;
using Exact = boost::multiprecision::cpp_rational;

const Wide limit = (Wide(1) << 127) - 1;

bool fits(const Exact &value) {
    return boost::multiprecision::abs(boost::multiprecision::numerator(value)) <= limit &&
           boost::multiprecision::denominator(value) <= limit;
}
std::string oracle_text(const Exact &value) { return value.str(); }
Exact exact(const Ratio &value) { return Exact(Wide(value.numerator()), Wide(value.denominator())); }

/// Up to `bits` random bits: widths vary, so that narrow, wide and mixed paths all run.
Int128 random_integer(std::mt19937_64 &random, unsigned bits) {
    const unsigned width = static_cast<unsigned>(random() % bits) + 1;
    UInt128 value = (UInt128{random()} << 64) | random();
    value >>= 128 - width;
    return random() % 2 == 0 ? static_cast<Int128>(value) : -static_cast<Int128>(value);
}
Ratio random_ratio(std::mt19937_64 &random, unsigned bits) {
    for (;;) {
        const Int128 top = random_integer(random, bits);
        const Int128 bottom = random_integer(random, bits);
        if (bottom != 0) return Ratio::of(top, bottom).value();
    }
}

void check_same(const Result<Ratio> &got, const Exact &expected) {
    if (fits(expected))
        CHECK(got.value().text() == oracle_text(expected));
    else
        CHECK(got.error().code == Code::money_overflow);
}

Wide rounded_by_oracle(const Exact &value, Rounding rounding) {
    const Wide top = boost::multiprecision::abs(boost::multiprecision::numerator(value));
    const Wide bottom = boost::multiprecision::denominator(value);
    const bool negative = value < 0;
    Wide size = top / bottom;
    const Wide twice = (top % bottom) * 2;
    bool away = false;
    if (twice != 0) switch (rounding) {
        case Rounding::half_up:
            away = twice >= bottom;
            break;
        case Rounding::half_even:
            away = twice > bottom || (twice == bottom && size % 2 == 1);
            break;
        case Rounding::up:
            away = true;
            break;
        case Rounding::down:
            break;
        case Rounding::floor:
            away = negative;
            break;
        case Rounding::ceiling:
            away = !negative;
            break;
        }
    if (away) ++size;
    return negative ? Wide(-size) : size;
}
} // namespace

TEST_CASE("property: sum, difference, product, quotient and order equal the oracle's") {
    std::mt19937_64 random(1970);
    for (const unsigned bits : {8U, 31U, 62U, 64U, 90U, 127U}) {
        CAPTURE(bits);
        for (int round = 0; round < 400; ++round) {
            const Ratio a = random_ratio(random, bits), b = random_ratio(random, bits);
            CAPTURE(a.text());
            CAPTURE(b.text());
            check_same(add(a, b), exact(a) + exact(b));
            check_same(subtract(a, b), exact(a) - exact(b));
            check_same(multiply(a, b), exact(a) * exact(b));
            if (!b.is_zero()) check_same(divide(a, b), exact(a) / exact(b));
            CHECK((a < b) == (exact(a) < exact(b)));
            CHECK((a == b) == (exact(a) == exact(b)));
        }
    }
}

TEST_CASE("property: a + b - b is a, and text reads back") {
    std::mt19937_64 random(1971);
    for (int round = 0; round < 1000; ++round) {
        const Ratio a = random_ratio(random, 60), b = random_ratio(random, 60);
        CHECK(subtract(add(a, b).value(), b).value() == a);
        CHECK(Ratio::parse(a.text()).value() == a);
    }
}

TEST_CASE("property: every policy rounds as the oracle does") {
    std::mt19937_64 random(1972);
    for (const unsigned bits : {8U, 40U, 62U, 100U, 127U}) {
        for (int round = 0; round < 200; ++round) {
            const Ratio value = random_ratio(random, bits);
            CAPTURE(value.text());
            const int decimals = static_cast<int>(random() % 10);
            const Exact scale(boost::multiprecision::pow(Wide(10), static_cast<unsigned>(decimals)));
            for (const Rounding rounding : {Rounding::half_up, Rounding::half_even, Rounding::up, Rounding::down,
                                            Rounding::floor, Rounding::ceiling}) {
                const Wide whole = rounded_by_oracle(exact(value), rounding);
                const auto integer = round_to_integer(value, rounding);
                if (whole >= INT64_MIN && whole <= INT64_MAX)
                    CHECK(Wide(integer.value()) == whole);
                else
                    CHECK(integer.error().code == Code::money_overflow);
                const Wide steps = rounded_by_oracle(Exact(exact(value) * scale), rounding);
                const auto decimal = round_to_decimals(value, decimals, rounding);
                if (boost::multiprecision::abs(steps) <= limit)
                    CHECK(decimal.value().text() == oracle_text(Exact(Exact(steps) / scale)));
                else
                    CHECK(decimal.error().code == Code::money_overflow);
            }
        }
    }
}

TEST_CASE("property: a rounded power brackets the true one") {
    std::mt19937_64 random(1973);
    for (int round = 0; round < 150; ++round) {
        const Ratio base = Ratio::of(1000 + static_cast<int>(random() % 200), 1000).value();
        const auto p = static_cast<unsigned>(1 + random() % 60);
        const auto q = static_cast<unsigned>(1 + random() % 31);
        const Ratio exponent = Ratio::of(p, q).value();
        const auto low = power_rounded(base, exponent, 12, Rounding::floor).value();
        const auto high = power_rounded(base, exponent, 12, Rounding::ceiling).value();
        const auto nearest = power_rounded(base, exponent, 12, Rounding::half_up).value();
        // low^q <= base^p <= high^q, over common denominators
        const auto raised = [](const Ratio &value, unsigned times) {
            return Exact(boost::multiprecision::pow(Wide(value.numerator()), times),
                         boost::multiprecision::pow(Wide(value.denominator()), times));
        };
        CHECK(raised(low, q) <= raised(base, p));
        CHECK(raised(high, q) >= raised(base, p));
        CHECK(subtract(high, low).value() <= Ratio::parse("0.000000000001").value());
        CHECK((nearest == low || nearest == high));
        const Ratio middle = divide(add(low, high).value(), Ratio(2)).value();
        CHECK((nearest == high) == (raised(middle, q) <= raised(base, p)));
    }
}
