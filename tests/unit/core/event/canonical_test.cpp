// Canonical bytes: what is hashed and stored, and read back without zone data.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "core/event/event.hpp"

using namespace proviso;

namespace {

Event seat(std::string quantity, std::string key = "k1") {
    const std::vector<RawField> fields{{"quantity", std::move(quantity), ""}, {"plan", "unlimited-monthly", ""}};
    return make_event("seat.activated", Day::parse("2013-03-20").value(), std::nullopt, "acme", std::move(key), fields)
        .value();
}

} // namespace

TEST_CASE("keys stand in byte order, quantities are numbers, amounts are strings") {
    CHECK(
        canonical_json(seat("2")) ==
        R"({"account":"acme","key":"k1","on":"2013-03-20","plan":"unlimited-monthly","quantity":2,"type":"seat.activated"})");
}

TEST_CASE("sequence and recording time are not content") {
    Event a = seat("2");
    Event b = a;
    b.sequence = 99;
    b.recorded_at = Instant(1);
    CHECK(canonical_json(a) == canonical_json(b));
    CHECK(first_difference(a, b).empty());
    CHECK(first_difference(a, seat("3")) == "quantity");
    CHECK(first_difference(a, seat("2", "k2")) == "key");
    CHECK(first_difference(a, seat("2", "")) == "key");
}

TEST_CASE("what zones gave is content, and comes back without zone data") {
    const std::vector<RawField> fields{{"seat", "ann \"the\" admin", ""},
                                       {"start", "2013-09-29T05:30:00Z", ""},
                                       {"end", "2013-09-29T08:30:00.25Z", ""}};
    Event session = make_event("login.session", Day::parse("2013-09-28").value(),
                               Instant::parse("2013-09-29T05:30:00Z").value(), "acme", "", fields)
                        .value();
    session.pieces = {{Day::parse("2013-09-28").value(), 5'400'000'000},
                      {Day::parse("2013-09-29").value(), 5'400'250'000}};
    session.zone_assumed = true;
    const std::string json = canonical_json(session);
    const auto back = event_from_canonical_json(json);
    REQUIRE(back.ok());
    CHECK(canonical_json(*back) == json);
    CHECK(back->on == session.on);
    CHECK(back->pieces.size() == 2);
    CHECK(back->pieces[1].micros == 5'400'250'000);
    CHECK(back->zone_assumed);
    CHECK(back->text("seat") == "ann \"the\" admin");
}

TEST_CASE("lists and flags come back as they were") {
    const std::vector<RawField> fields{
        {"order", "o1", ""},
        {"items", R"([{"sku":"x","quantity":8,"unit_price":"179.00","term":"month"}])", ""},
        {"channel", "portal", ""}};
    const Event order = make_event("order.placed", Day(0), std::nullopt, "acme", "", fields).value();
    const auto back = event_from_canonical_json(canonical_json(order));
    REQUIRE(back.ok());
    CHECK(back->items.at(0).term == "month");
    CHECK(canonical_json(order).find(R"("items":[{"quantity":8,"sku":"x","term":"month","unit_price":"179.00"}])") !=
          std::string::npos);
}

TEST_CASE("bytes that are not the canonical ones are refused") {
    const std::string good = canonical_json(seat("2"));
    CHECK(event_from_canonical_json(good).ok());
    for (std::size_t cut = 0; cut < good.size(); ++cut) CHECK(!event_from_canonical_json(good.substr(0, cut)).ok());
    CHECK(event_from_canonical_json(good + " ").error().code == Code::json_syntax);
    CHECK(event_from_canonical_json("{ " + good.substr(1)).error().code == Code::json_syntax);
    // same content, keys in another order
    CHECK(
        event_from_canonical_json(
            R"({"key":"k1","account":"acme","on":"2013-03-20","plan":"unlimited-monthly","quantity":2,"type":"seat.activated"})")
            .error()
            .code == Code::json_syntax);
    CHECK(event_from_canonical_json(
              R"({"account":"acme","on":"2013-02-30","plan":"unlimited-monthly","quantity":2,"type":"seat.activated"})")
              .error()
              .code == Code::json_syntax);
}
