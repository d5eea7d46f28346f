#include "core/rate/deck.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "unit/core/rate/call_pack.hpp"

using namespace proviso;
using test::usd;

namespace {

DeckRow row(std::string_view prefix, std::string_view price) {
    DeckRow result;
    result.length = static_cast<std::uint8_t>(prefix.size());
    for (const char c : prefix) result.prefix = result.prefix * 10 + static_cast<std::uint64_t>(c - '0');
    result.per_minute = usd(price);
    return result;
}

std::string price_of(const RateDeck &deck, DialledNumber number) {
    const std::uint32_t found = deck.find(number);
    return found == RateDeck::none ? "none" : deck.rows()[found].per_minute.text();
}

/// The longest prefix by looking at every row.
std::uint32_t slow_find(const RateDeck &deck, DialledNumber number) {
    const std::string digits = std::to_string(number);
    std::uint32_t best = RateDeck::none;
    for (std::uint32_t i = 0; i < deck.rows().size(); ++i)
        if (digits.starts_with(deck.rows()[i].prefix_text())) best = i; // rows are sorted by length
    return best;
}

} // namespace

TEST_CASE("the longest prefix that a number begins with gives its price") {
    const RateDeck deck = RateDeck::make({row("1", "0.01"), row("1415", "0.02"), row("14155", "0.03"),
                                          row("1415555123", "0.04"), row("44", "0.05"), row("447911123456", "0.06")})
                              .value();
    CHECK(price_of(deck, 12125551234) == "0.01");
    CHECK(price_of(deck, 14154441234) == "0.02");
    CHECK(price_of(deck, 14155551299) == "0.03");
    CHECK(price_of(deck, 14155551234) == "0.04");
    CHECK(price_of(deck, 442071234567) == "0.05");
    CHECK(price_of(deck, 447911123456) == "0.06");
    CHECK(price_of(deck, 447911123457) == "0.05");
    CHECK(price_of(deck, 33123456789) == "none");
}

TEST_CASE("digits that a short number does not have match no prefix") {
    const RateDeck deck = RateDeck::make({row("1230", "0.01"), row("12", "0.02"), row("12300000", "0.03")}).value();
    CHECK(price_of(deck, 123) == "0.02");
    CHECK(price_of(deck, 1230) == "0.01");
    CHECK(price_of(deck, 1230000) == "0.01");
    CHECK(price_of(deck, 12300000) == "0.03");
    CHECK(price_of(deck, 1) == "none");
    CHECK(price_of(deck, 0) == "none");
}

TEST_CASE("an empty prefix stands for every number; numbers above fifteen digits have no price") {
    const RateDeck deck = RateDeck::make({row("", "0.01"), row("999999999999999", "0.02")}).value();
    CHECK(price_of(deck, 7) == "0.01");
    CHECK(price_of(deck, 999'999'999'999'999) == "0.02");
    CHECK(price_of(deck, 1'000'000'000'000'000) == "none");
}

TEST_CASE("any deck finds what a search of every row finds") {
    std::mt19937_64 random(20130301);
    for (int round = 0; round < 40; ++round) {
        std::vector<DeckRow> rows;
        std::vector<std::string> prefixes;
        for (int i = 0; i < 300; ++i) {
            // Prefixes that grow out of each other, so that they nest deeply.
            std::string prefix = prefixes.empty() || random() % 4 == 0 ? "" : prefixes[random() % prefixes.size()];
            const std::size_t length = std::min<std::size_t>(15, prefix.size() + 1 + random() % 5);
            while (prefix.size() < length)
                prefix += static_cast<char>('0' + (prefix.empty() ? 1 + random() % 9 : random() % 3));
            if (std::find(prefixes.begin(), prefixes.end(), prefix) != prefixes.end()) continue;
            prefixes.push_back(prefix);
            rows.push_back(row(prefix, "0.01"));
        }
        const RateDeck deck = RateDeck::make(rows).value();
        for (int i = 0; i < 2'000; ++i) {
            std::string digits = i % 3 == 0 ? "1" : prefixes[random() % prefixes.size()];
            const std::size_t length = digits.size() + random() % 6;
            while (digits.size() < std::min<std::size_t>(length, 15)) digits += static_cast<char>('0' + random() % 3);
            const DialledNumber number = std::stoull(digits);
            REQUIRE(deck.find(number) == slow_find(deck, number));
        }
    }
}

TEST_CASE("prices of a deck are brought to one scale") {
    std::vector<DeckRow> rows{row("1", "0.02"), row("44", "0.0185")};
    rows[0].surcharge = usd("0.1");
    const RateDeck deck = RateDeck::make(rows).value();
    CHECK(deck.scale() == 4);
    CHECK(deck.price(0) == 200);
    CHECK(deck.price(1) == 185);
    CHECK(deck.surcharge(0) == 1000);
    CHECK(deck.surcharge(1) == 0);
}

TEST_CASE("a deck that cannot be right is refused") {
    const auto code = [](std::vector<DeckRow> rows) { return RateDeck::make(std::move(rows)).error().code; };
    CHECK(code({}) == Code::deck_invalid);
    CHECK(code({row("1", "0.01"), row("1", "0.02")}) == Code::deck_invalid);
    DeckRow euro = row("33", "0.01");
    euro.per_minute.currency = Currency{{'E', 'U', 'R'}, 2};
    CHECK(code({row("1", "0.01"), euro}) == Code::money_currency);
    DeckRow wide = row("1", "0.01");
    wide.length = 16;
    CHECK(code({wide}) == Code::deck_invalid);
    DeckRow below_zero = row("1", "0.01");
    below_zero.per_minute.mantissa = -1;
    CHECK(code({below_zero}) == Code::deck_invalid);
    DeckRow huge = row("1", "0.01");
    huge.per_minute = UnitPrice{9'000'000'000'000'000'000, 0, Currency{}};
    CHECK(code({huge, row("2", "0.001")}) == Code::deck_invalid);
    std::vector<DeckRow> placed{row("1", "0.01"), row("1", "0.02")};
    placed[1].line = 7;
    CHECK(RateDeck::make(placed).error().where == "line 7");
}
