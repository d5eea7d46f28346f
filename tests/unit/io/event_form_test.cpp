// The door from outside forms to events: days of instants, pieces of sessions, the order of errors.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "io/event_form.hpp"

using namespace proviso;

namespace {

const ZoneDatabase database;

EventZones los_angeles() { return {&database, {}, "America/Los_Angeles"}; }

RawEvent raw(std::string type, std::string on, std::string at, std::vector<RawField> fields) {
    RawEvent event;
    event.type = std::move(type);
    event.on = std::move(on);
    event.at = std::move(at);
    event.account = "acme";
    event.fields = std::move(fields);
    event.where = "here";
    return event;
}
RawEvent call(std::string at, std::string seconds, std::string started = {}) {
    RawEvent event = raw("call.ended", "", std::move(at),
                         {{"id", "c1", ""}, {"seconds", std::move(seconds), ""}, {"to", "+13105550100", ""}});
    if (!started.empty()) event.fields.push_back({"started", std::move(started), ""});
    return event;
}
std::string day_of(const RawEvent &event, const EventZones &zones) {
    const auto made = resolve_event(event, zones);
    return made ? made->on.text() : std::string(code_name(made.error().code));
}

} // namespace

TEST_CASE("an instant falls on the civil day of the account's zone") {
    // R-X-06: confirmed at 05:30 in UTC on the 29th, 22:30 on the 28th in Los Angeles
    const RawEvent received = raw("notice.received", "", "2013-09-29T05:30:00Z", {{"notice", "n1", ""}});
    CHECK(day_of(received, los_angeles()) == "2013-09-28");
    CHECK(day_of(received, {&database, {}, "UTC"}) == "2013-09-29");
    CHECK(day_of(received, {&database, {}, "Mars/Olympus"}) == "zone.unknown");
    const auto by_account = [](std::string_view account) {
        return std::string(account == "acme" ? "America/Los_Angeles" : "");
    };
    CHECK(day_of(received, {&database, by_account, "UTC"}) == "2013-09-28");
}

TEST_CASE("without a zone it is UTC, and said to be assumed") {
    const auto made = resolve_event(raw("notice.received", "", "2013-09-29T05:30:00Z", {{"notice", "n1", ""}}), {});
    REQUIRE(made.ok());
    CHECK(made->on.text() == "2013-09-29");
    CHECK(made->zone_assumed);
    const auto told =
        resolve_event(raw("notice.received", "", "2013-09-29T05:30:00Z", {{"notice", "n1", ""}}), los_angeles());
    CHECK_FALSE(told->zone_assumed);
    const auto civil = resolve_event(raw("notice.received", "2013-09-29", "", {{"notice", "n1", ""}}), {});
    CHECK_FALSE(civil->zone_assumed);
}

TEST_CASE("a call belongs to the day of its answer") {
    CHECK(day_of(call("2013-03-31T00:00:05-07:00", "14"), los_angeles()) == "2013-03-30");
    CHECK(day_of(call("2013-03-31T00:00:14-07:00", "14"), los_angeles()) == "2013-03-31");
    CHECK(day_of(call("", "14", "2013-03-30T23:59:59-07:00"), los_angeles()) == "2013-03-30");
    CHECK(day_of(call("2013-03-31T00:00:05-07:00", "14", "2013-03-31T00:00:00-07:00"), los_angeles()) == "2013-03-31");
    CHECK(day_of(call("", "14"), los_angeles()) == "event.date_missing");
    RawEvent contradicted = call("2013-03-31T00:00:05-07:00", "14");
    contradicted.on = "2013-03-31";
    CHECK(day_of(contradicted, los_angeles()) == "event.field_type");
}

TEST_CASE("a session is split by civil day, with days of 23 and 25 hours") {
    const auto session = [](std::string start, std::string end) {
        return raw("login.session", "", "",
                   {{"seat", "ann", ""}, {"start", std::move(start), ""}, {"end", std::move(end), ""}});
    };
    const auto spring = resolve_event(session("2013-03-10T00:00:00-08:00", "2013-03-11T01:00:00-07:00"), los_angeles());
    REQUIRE(spring.ok());
    REQUIRE(spring->pieces.size() == 2);
    CHECK(spring->on.text() == "2013-03-10");
    CHECK(spring->pieces[0].micros == std::int64_t{23} * 3600 * 1'000'000);
    CHECK(spring->pieces[1].micros == std::int64_t{1} * 3600 * 1'000'000);
    const auto autumn = resolve_event(session("2013-11-03T00:00:00-07:00", "2013-11-04T00:00:00-08:00"), los_angeles());
    REQUIRE(autumn.ok());
    REQUIRE(autumn->pieces.size() == 1);
    CHECK(autumn->pieces[0].micros == std::int64_t{25} * 3600 * 1'000'000);
}

TEST_CASE("dates must exist, and errors of names come first") {
    CHECK(day_of(raw("card_form.received", "2013-02-29", "", {}), {}) == "event.field_type");
    CHECK(day_of(raw("card_form.received", "29.2.2012", "", {}), {}) == "event.field_type");
    CHECK(day_of(raw("card_form.received", "", "2013-02-28 10:00", {}), {}) == "event.field_type");
    CHECK(day_of(raw("card_form.recieved", "2013-02-29", "", {}), {}) == "event.type_unknown");
    CHECK(day_of(raw("card_form.received", "2013-02-29", "", {{"x", "1", ""}}), {}) == "event.field_unknown");
    CHECK(day_of(raw("card_form.received", "", "", {}), {}) == "event.date_missing");
}

TEST_CASE("what the program makes cannot be given, except in scenarios where it stands for a command") {
    const RawEvent sealed = raw("documents.finalized", "2013-03-31", "", {{"through", "2013-03-31", ""}});
    CHECK(day_of(sealed, {}) == "event.type_unknown");
    CHECK(resolve_event(sealed, {}, EventDoor::scenario).ok());
    const RawEvent issued = raw("document.issued", "2013-03-31", "", {});
    CHECK(resolve_event(issued, {}, EventDoor::scenario).error().code == Code::event_type_unknown);
}

TEST_CASE("JSON objects give the same events") {
    const auto node = read_json(
        R"({"type":"order.placed","on":"2013-03-01","account":"acme","key":"o1","order":"o1","channel":"portal",)"
        R"("items":[{"sku":"x","quantity":8,"unit_price":"179.00"}]})");
    REQUIRE(node.ok());
    const auto event = raw_event_from_json(*node, "orders.jsonl:4");
    REQUIRE(event.ok());
    const auto made = resolve_event(*event, {});
    REQUIRE(made.ok());
    CHECK(made->items.at(0).unit_price == "179.00");
    CHECK(made->key == "o1");
    for (const char *bad :
         {R"([])", R"({"type":null})", R"({"type":{"a":1}})", R"({"items":[1]})", R"({"items":[{"a":[]}]})"}) {
        const auto value = read_json(bad);
        REQUIRE(value.ok());
        const auto refused = raw_event_from_json(*value, "f:1");
        REQUIRE_FALSE(refused.ok());
        CHECK(refused.error().code == Code::event_field_type);
        CHECK(refused.error().where == "f:1");
    }
}

TEST_CASE("an outage carries how far it is from the midnights of its month and year, clock changes included") {
    const EventZones chicago{&database, {}, "America/Chicago"};
    const auto made =
        resolve_event(raw("outage.opened", "", "2025-03-31T23:50:00-05:00", {{"outage", "o1", ""}}), chicago);
    REQUIRE(made.ok());
    std::string text;
    for (const DayPiece &piece : made->pieces)
        text += piece.day.text() + " " + std::to_string(piece.micros / 60'000'000) + " ";
    // March has 44,580 minutes there: the night of the 9th is an hour short.
    CHECK(text == "2025-03-01 44570 2025-04-01 10 2025-01-01 129530 2026-01-01 396070 ");
    CHECK(event_from_canonical_json(canonical_json(*made)).ok());
    const auto by_day = resolve_event(raw("outage.opened", "2025-03-31", "", {{"outage", "o1", ""}}), chicago);
    REQUIRE(by_day.ok());
    CHECK(by_day->pieces.empty());
    const auto last = resolve_event(raw("outage.closed", "", "9999-12-31T10:00:00Z", {{"outage", "o1", ""}}), {});
    REQUIRE(last.ok());
    CHECK(last->pieces.size() == 2);
}
