#include "io/cdr/deck_reader.hpp"

#include <doctest/doctest.h>

using namespace proviso;

namespace {
Result<RateDeck> read(std::string_view text) { return read_rate_deck(text, "deck.csv", Currency{}); }
} // namespace

TEST_CASE("a deck with the column names of KAZOO") {
    const RateDeck deck = read("prefix,iso_country_code,description,rate_cost,rate_minimum,rate_increment,"
                               "rate_surcharge,rate_nocharge_time,weight\n"
                               "1,US,\"United States, all\",0.0150,12,6,0,0,10\n"
                               "+44,GB,United Kingdom,0.02,60,60,0.1,5,20\n"
                               ",,anywhere,0.5,,,,,\n")
                              .value();
    REQUIRE(deck.rows().size() == 3);
    const DeckRow &states = deck.rows()[deck.find(14155551234)];
    CHECK(states.per_minute.text() == "0.0150");
    CHECK(states.description == "United States, all");
    CHECK(states.minimum_millis == 12'000);
    CHECK(states.increment_millis == 6'000);
    CHECK(states.nocharge_millis == 0);
    CHECK(states.line == 2);
    const DeckRow &kingdom = deck.rows()[deck.find(442071234567)];
    CHECK(kingdom.surcharge->text() == "0.1");
    CHECK(kingdom.nocharge_millis == 5'000);
    const DeckRow &anywhere = deck.rows()[deck.find(33123456789)];
    CHECK(anywhere.length == 0);
    CHECK_FALSE(anywhere.minimum_millis.has_value());
    CHECK_FALSE(anywhere.surcharge.has_value());
}

TEST_CASE("a deck of prefixes and rates, in any order of columns, with CRLF and a byte-order mark") {
    const RateDeck deck = read("\xEF\xBB\xBFrate,prefix\r\n0.0420,1\r\n0.05,1415\r\n").value();
    CHECK(deck.rows()[deck.find(14155551234)].per_minute.text() == "0.05");
    CHECK(deck.rows()[deck.find(12125551234)].per_minute.text() == "0.0420");
}

TEST_CASE("what is wrong with a deck is told with file and line") {
    const auto error = [](std::string_view text) { return read(text).error(); };
    CHECK(error("").code == Code::deck_invalid);
    CHECK(error("prefix,rate\n").code == Code::deck_invalid);
    CHECK(error("prefix,price\n1,2\n").code == Code::column_missing);
    CHECK(error("rate\n1\n").code == Code::column_missing);
    CHECK(error("prefix,rate,rate_cost\n1,2,3\n").code == Code::column_missing);
    CHECK(error("prefix,rate\n0,0.1\n").code == Code::deck_invalid);
    CHECK(error("prefix,rate\n1234567890123456,0.1\n").code == Code::deck_invalid);
    CHECK(error("prefix,rate\n1x,0.1\n").where == "deck.csv:2");
    CHECK(error("prefix,rate\n1,\n").code == Code::deck_invalid);
    CHECK(error("prefix,rate\n1,1.x\n").code == Code::money_syntax);
    CHECK(error("prefix,rate\n1,0.1234567891\n").code == Code::money_decimals);
    CHECK(error("prefix,rate\n1,-1\n").where == "deck.csv:2");
    CHECK(error("prefix,rate,rate_minimum\n1,0.1,soon\n").code == Code::deck_invalid);
    CHECK(error("prefix,rate\n1,0.1\n2,\"0.2\n").code == Code::csv_syntax);
    CHECK(error("prefix,rate\n1,0.1\n\n1,0.2\n").where == "deck.csv:4");
}
