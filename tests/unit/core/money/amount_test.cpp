#include <doctest/doctest.h>

#include "core/money/amount.hpp"

using namespace proviso;

namespace {
Currency currency(std::string_view code) { return currency_from_code(code).value(); }
const Currency usd = currency("USD");
std::string code_of(const auto &result) { return std::string(code_name(result.error().code)); }
} // namespace

TEST_CASE("an amount prints with its currency's decimals") {
    CHECK(Amount(6633, usd).text() == "66.33");
    CHECK(Amount(-5, usd).text() == "-0.05");
    CHECK(Amount(0, usd).text() == "0.00");
    CHECK(Amount(100000, usd).text() == "1000.00");
    CHECK(Amount(1000, currency("JPY")).text() == "1000");
    CHECK(Amount(-1, currency("KWD")).text() == "-0.001");
    CHECK(Amount(12345, currency("CLF")).text() == "1.2345");
    CHECK(Amount(INT64_MIN, usd).text() == "-92233720368547758.08");
    CHECK(Amount(6633, usd).ratio().text() == "6633/100");
}

TEST_CASE("amounts of one currency add, within 64 bits") {
    CHECK(add(Amount(39800, usd), Amount(6633, usd)).value() == Amount(46433, usd));
    CHECK(subtract(Amount(100, usd), Amount(250, usd)).value() == Amount(-150, usd));
    CHECK(negate(Amount(100, usd)).value() == Amount(-100, usd));
    CHECK(code_of(add(Amount(1, usd), Amount(1, currency("EUR")))) == "money.currency");
    CHECK(code_of(subtract(Amount(1, usd), Amount(1, currency("EUR")))) == "money.currency");
    CHECK(code_of(add(Amount(INT64_MAX, usd), Amount(1, usd))) == "money.overflow");
    CHECK(code_of(subtract(Amount(INT64_MIN, usd), Amount(1, usd))) == "money.overflow");
    CHECK(code_of(negate(Amount(INT64_MIN, usd))) == "money.overflow");
    CHECK_FALSE(Amount(1, usd) == Amount(1, currency("EUR")));
}

TEST_CASE("amounts are read strictly") {
    CHECK(parse_amount("66.33", usd).value().minor() == 6633);
    CHECK(parse_amount("-0.05", usd).value().minor() == -5);
    CHECK(parse_amount("1000", usd).value().minor() == 100000);
    CHECK(parse_amount("1000.00", usd).value().minor() == 100000);
    CHECK(parse_amount("1.5", usd).value().minor() == 150);
    CHECK(parse_amount("0007", usd).value().minor() == 700);
    CHECK(parse_amount("-0", usd).value() == Amount(0, usd));
    CHECK(parse_amount("7", currency("JPY")).value().minor() == 7);
    CHECK(parse_amount("92233720368547758.07", usd).value().minor() == INT64_MAX);
    CHECK(parse_amount("-92233720368547758.08", usd).value().minor() == INT64_MIN);
    for (const std::string_view bad : {"", "-", "+1", " 1", "1 ", "1.", ".5", "1e3", "1,000", "$1", "1.2.3", "--1",
                                       "1-", "NaN", "0x10", "1_000", "USD 1",
                                       "\xC2\xA0"
                                       "1",
                                       "١"})
        CHECK_MESSAGE(code_of(parse_amount(bad, usd)) == "money.syntax", bad);
    CHECK(code_of(parse_amount(std::string_view("1\0", 2), usd)) == "money.syntax");
}

TEST_CASE("which error wins: syntax, decimals, overflow") {
    CHECK(code_of(parse_amount("99999999999999999999999.999x", usd)) == "money.syntax");
    CHECK(code_of(parse_amount("99999999999999999999999.999", usd)) == "money.decimals");
    CHECK(code_of(parse_amount("1.230", usd)) == "money.decimals"); // a zero too many is still one too many
    CHECK(code_of(parse_amount("1.0", currency("JPY"))) == "money.decimals");
    CHECK(code_of(parse_amount("92233720368547758.08", usd)) == "money.overflow");
    CHECK(code_of(parse_amount("-92233720368547758.09", usd)) == "money.overflow");
    CHECK(code_of(parse_amount(std::string(5000, '9'), usd)) == "money.overflow");
}

TEST_CASE("unit prices keep the scale as written") {
    const UnitPrice price = parse_unit_price("0.019", usd).value();
    CHECK(price.mantissa == 19);
    CHECK(price.scale == 3);
    CHECK(price.text() == "0.019");
    CHECK(price.ratio().text() == "19/1000");
    CHECK(parse_unit_price("0.0190", usd).value().text() == "0.0190");
    CHECK(parse_unit_price("199", usd).value().text() == "199");
    CHECK(parse_unit_price("0", usd).value().mantissa == 0);
    CHECK(parse_unit_price("0.000000001", usd).value().scale == 9);
    CHECK(code_of(parse_unit_price("0.0000000001", usd)) == "money.decimals");
    CHECK(code_of(parse_unit_price("-1", usd)) == "money.syntax");
    CHECK(code_of(parse_unit_price("1.", usd)) == "money.syntax");
    CHECK(parse_unit_price("9223372036.854775807", usd).value().mantissa == INT64_MAX);
    CHECK(code_of(parse_unit_price("9223372036.854775808", usd)) == "money.overflow");
}

TEST_CASE("the currency table knows active codes and their decimals") {
    struct Row {
        std::string_view code;
        int exponent;
    };
    for (const Row &row : {Row{"USD", 2}, Row{"EUR", 2}, Row{"AED", 2}, Row{"ZWG", 2}, Row{"JPY", 0}, Row{"BIF", 0},
                           Row{"XPF", 0}, Row{"ISK", 0}, Row{"BHD", 3}, Row{"TND", 3}, Row{"CLF", 4}, Row{"UYW", 4}}) {
        CAPTURE(row.code);
        CHECK(currency(row.code).exponent == row.exponent);
        CHECK(currency(row.code).code() == row.code);
    }
    for (const std::string_view unknown : {"", "usd", "US", "USDX", "XAU", "XXX", "HRK", "D A", "PYG RWF", " US"})
        CHECK_MESSAGE(code_of(currency_from_code(unknown)) == "money.currency_unknown", unknown);
    int known = 0;
    for (char a = 'A'; a <= 'Z'; ++a)
        for (char b = 'A'; b <= 'Z'; ++b)
            for (char c = 'A'; c <= 'Z'; ++c)
                if (const char code[3] = {a, b, c}; currency_from_code({code, 3})) ++known;
    CHECK(known == 165); // 178 entries of list one less 13 without minor unit or money
}
