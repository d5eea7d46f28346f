// make_event: forms of every kind, the order of precedence among errors, and messages that say what to do.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "core/event/event.hpp"

using namespace proviso;

namespace {

const Day march_20 = Day::parse("2013-03-20").value();

Result<Event> make(std::string_view type, const std::vector<RawField> &fields, std::string account = "acme") {
    return make_event(type, march_20, std::nullopt, std::move(account), "", fields);
}
Code refused(std::string_view type, const std::vector<RawField> &fields) {
    const auto made = make(type, fields);
    return made ? Code::ok : made.error().code;
}
/// The canonical text of one field of an event whose other fields are given.
std::string text_of(std::string_view type, std::vector<RawField> fields, std::string_view name) {
    const auto made = make(type, fields);
    return made ? std::string(made->text(name)) : "refused: " + std::string(code_name(made.error().code));
}
std::vector<RawField> payment(std::string amount) {
    return {{"amount", std::move(amount), ""}, {"method", "card", ""}};
}
std::vector<RawField> seats(std::string quantity) {
    return {{"plan", "unlimited-monthly", ""}, {"quantity", std::move(quantity), ""}};
}
std::vector<RawField> call(std::string seconds) {
    return {{"id", "c1", ""}, {"seconds", std::move(seconds), ""}, {"to", "+13105550100", ""}};
}

} // namespace

TEST_CASE("a well-formed event keeps its fields sorted, with canonical texts and numbers") {
    const auto made = make("seat.activated", seats("0002"));
    REQUIRE(made.ok());
    CHECK(made->on == march_20);
    CHECK(made->account == "acme");
    CHECK(made->text("plan") == "unlimited-monthly");
    CHECK(made->text("quantity") == "2");
    CHECK(made->number("quantity") == 2);
    CHECK(made->text("order").empty());
    CHECK(made->number("order", 7) == 7);
}

TEST_CASE("errors of form come in the documented order") {
    CHECK(refused("seat.activate", {{"colour", "red", ""}}) == Code::event_type_unknown);
    CHECK(refused("seat.activated", {{"colour", "red", ""}}) == Code::event_field_unknown);
    CHECK(refused("seat.activated", {{"quantity", "-1", ""}}) == Code::event_field_missing);
    // a wrong form comes before a negative quantity, whichever field stands first
    CHECK(refused("usage.metered",
                  {{"quantity", "-1", ""}, {"sku", "x", ""}, {"from", "soon", ""}, {"until", "2013-03-21", ""}}) ==
          Code::event_field_type);
    CHECK(refused("seat.activated", seats("-1")) == Code::event_quantity_negative);
    CHECK(refused("seat.activated", seats("0")) == Code::event_quantity_zero);
    CHECK(refused("payment.received", payment("-398.00")) == Code::event_amount_negative);

    const std::vector<RawField> good = seats("1");
    CHECK(make_event("seat.activated", std::nullopt, std::nullopt, "", "", good).error().code ==
          Code::event_date_missing);
    CHECK(make_event("seat.activated", march_20, std::nullopt, "", "", good).error().code ==
          Code::event_account_missing);
    CHECK(make_event("seat.activated", std::nullopt, std::nullopt, "", "", seats("-1")).error().code ==
          Code::event_quantity_negative);
}

TEST_CASE("a negative count or time is a negative quantity, and a count may be zero") {
    CHECK(refused("device.count", {{"sku", "d", ""}, {"count", "-1", ""}}) == Code::event_quantity_negative);
    CHECK(refused("device.count", {{"sku", "d", ""}, {"count", "0", ""}}) == Code::ok);
    CHECK(refused("call.ended", call("-0.5")) == Code::event_quantity_negative);
    CHECK(refused("call.ended", call("0")) == Code::ok);
}

TEST_CASE("amounts are digits with a point, and may name their currency") {
    CHECK(text_of("payment.received", payment("398.00"), "amount") == "398.00");
    CHECK(text_of("payment.received", payment("66.33 USD"), "amount") == "66.33 USD");
    CHECK(text_of("payment.received", payment("007"), "amount") == "7");
    CHECK(text_of("payment.received", payment("-0.00"), "amount") == "0.00");
    for (const char *bad : {"", "1,000.00", "$5", "5.", ".5", "1e3", "+5", " 5", "5 usd", "5 USDX", "5  USD", "0x10",
                            "12345678901234567890", "1.1234567890", "٣", "NaN"})
        CHECK_MESSAGE(refused("payment.received", payment(bad)) == Code::event_field_type, bad);
}

TEST_CASE("quantities are whole numbers") {
    for (const char *bad : {"", "2.5", "two", "1 000", "0x2", "1000000001", "99999999999999999999"})
        CHECK_MESSAGE(refused("seat.activated", seats(bad)) == Code::event_field_type, bad);
    CHECK(refused("seat.activated", seats("1000000000")) == Code::ok);
}

TEST_CASE("seconds keep up to six decimals and count in microseconds") {
    const auto made = make("call.ended", call("18.001"));
    REQUIRE(made.ok());
    CHECK(made->number("seconds") == 18'001'000);
    CHECK(text_of("call.ended", call("12.40"), "seconds") == "12.4");
    CHECK(text_of("call.ended", call("14.000"), "seconds") == "14");
    CHECK(refused("call.ended", call("1.0000001")) == Code::event_field_type);
    CHECK(refused("call.ended", call("14s")) == Code::event_field_type);
}

TEST_CASE("dates must exist and instants must say their offset") {
    const auto session = [](std::string start, std::string end) {
        return std::vector<RawField>{{"seat", "ann", ""}, {"start", std::move(start), ""}, {"end", std::move(end), ""}};
    };
    CHECK(text_of("login.session", session("2013-09-28T22:30:00-07:00", "2013-09-29T06:00:00Z"), "start") ==
          "2013-09-29T05:30:00Z");
    CHECK(refused("login.session", session("2013-09-28T22:30:00", "2013-09-29T06:00:00Z")) == Code::event_field_type);
    CHECK(refused("login.session", session("2013-09-29T07:00:00Z", "2013-09-29T06:00:00Z")) ==
          Code::event_end_before_start);
    CHECK(refused("login.session", session("2013-09-29T06:00:00Z", "2013-09-29T06:00:00Z")) == Code::ok);
    const auto terms = [](std::string day) {
        return std::vector<RawField>{{"version", "v2", ""}, {"effective", std::move(day), ""}};
    };
    CHECK(refused("terms.posted", terms("2013-02-28")) == Code::ok);
    CHECK(refused("terms.posted", terms("2013-02-29")) == Code::event_field_type);
    CHECK(refused("terms.posted", terms("28/02/2013")) == Code::event_field_type);
}

TEST_CASE("choices are closed, and the message lists them") {
    const auto made = make("payment.received", {{"amount", "5.00", ""}, {"method", "barter", "row 3"}});
    REQUIRE(!made.ok());
    CHECK(made.error().code == Code::event_field_type);
    CHECK(made.error().todo == "use one of: card, cheque, wire, cash, ach");
    CHECK(made.error().where == "row 3");
    CHECK(refused("payment.received", {{"amount", "5.00", ""}, {"method", "card|cheque", ""}}) ==
          Code::event_field_type);
}

TEST_CASE("an absent field with a default gets it, so that both spellings have one content") {
    const auto brief = make("call.ended", call("14"));
    auto fields = call("14");
    fields.push_back({"sku", "per-minute", ""});
    fields.push_back({"answered", "true", ""});
    fields.push_back({"direction", "outbound", ""});
    const auto full = make("call.ended", fields);
    REQUIRE(brief.ok());
    REQUIRE(full.ok());
    CHECK(brief->flag("answered", false));
    CHECK(canonical_json(*brief) == canonical_json(*full));
}

TEST_CASE("text is UTF-8 without control characters and not too long") {
    const auto name = [](std::string text) { return std::vector<RawField>{{"name", std::move(text), ""}}; };
    CHECK(refused("contact.designated", name("Zoë Ångström")) == Code::ok);
    CHECK(refused("contact.designated", name("")) == Code::event_field_type);
    CHECK(refused("contact.designated", name("a\nb")) == Code::event_field_type);
    CHECK(refused("contact.designated", name("\xc3\x28")) == Code::event_field_type);
    CHECK(refused("contact.designated", name(std::string(4096, 'x'))) == Code::ok);
    CHECK(refused("contact.designated", name(std::string(4097, 'x'))) == Code::event_field_type);
    CHECK(make("contact.designated", name("Ann"), " acme").error().code == Code::event_field_type);
    CHECK(make("contact.designated", name("Ann"), std::string(256, 'a')).error().code == Code::event_field_type);
}

TEST_CASE("messages suggest the name that was probably meant") {
    CHECK(make("seat.activate", {}).error().todo == "did you mean \"seat.activated\"?");
    CHECK(make("seat.activated", {{"quantty", "1", ""}}).error().todo == "did you mean \"quantity\"?");
    CHECK(make("seat.activated", {{"plan", "a", ""}, {"plan", "b", "x:2"}}).error().code == Code::key_duplicate);
}

TEST_CASE("items, lines and counts are lists of flat objects") {
    const auto order = [](std::string items) {
        return std::vector<RawField>{{"order", "o1", ""}, {"items", std::move(items), ""}, {"channel", "portal", ""}};
    };
    const auto made =
        make("order.placed",
             order(R"([{"sku":"unlimited-monthly","quantity":8,"unit_price":"179.00"},{"quantity":"5","sku":"x"}])"));
    REQUIRE(made.ok());
    REQUIRE(made->items.size() == 2);
    CHECK(made->items[0].unit_price == "179.00");
    CHECK(made->items[1].quantity == 5);
    CHECK(made->items[1].unit_price.empty());
    for (const char *bad : {"", "[]", "{}", "[1]", "[{\"sku\":\"x\"", "[{\"sku\":\"x\",\"quantity\":1}]x",
                            "[{\"sku\":\"x\",\"quantity\":1},]"})
        CHECK_MESSAGE(refused("order.placed", order(bad)) == Code::event_field_type, bad);
    CHECK(refused("order.placed", order(R"([{"sku":"x"}])")) == Code::event_field_missing);
    CHECK(refused("order.placed", order(R"([{"sku":"x","quantity":-1}])")) == Code::event_quantity_negative);
    CHECK(refused("order.placed", order(R"([{"sku":"x","quantity":1,"colour":"red"}])")) == Code::event_field_unknown);

    const auto adjusted =
        make("journal.adjusted",
             {{"lines", R"([{"ledger":"cash","amount":"5.00"},{"ledger":"usage","amount":"-5.00"}])", ""},
              {"reason", "r", ""},
              {"by", "a", ""},
              {"approved_by", "b", ""}},
             "");
    REQUIRE(adjusted.ok());
    CHECK(adjusted->lines[1].amount == "-5.00");
    const auto audit = make("audit.closed", {{"audit", "a1", ""}, {"found", R"([{"sku":"user","count":0}])", ""}});
    REQUIRE(audit.ok());
    CHECK(audit->items[0].quantity == 0);
}
