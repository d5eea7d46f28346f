// The table of event types and fields: the spellings of product section 4, and what the rest of the code relies on.
#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "core/event/event.hpp"

using namespace proviso;

namespace {

/// True if the type has these fields in this order, as required as written ("plan quantity order?": a question mark for
/// what is optional), and no other field that is required: programs that know these alone can write the event.
bool keeps(std::string_view type, std::string_view fixed) {
    const TypeSpec *spec = event_type(type);
    REQUIRE(spec != nullptr);
    std::istringstream words{std::string(fixed)};
    std::string word;
    words >> word;
    for (const FieldSpec &field : spec->fields) {
        const std::string written = std::string(field.name) + (field.required ? "" : "?");
        if (words && written == word)
            words >> word;
        else if (field.required)
            return false;
    }
    return !words;
}

} // namespace

TEST_CASE("types are found by name and by enumerator, and the list is sorted") {
    const auto types = event_types();
    CHECK(std::is_sorted(types.begin(), types.end(),
                         [](const TypeSpec &a, const TypeSpec &b) { return a.name < b.name; }));
    for (const TypeSpec &spec : types) {
        CHECK(event_type(spec.name)->type == spec.type);
        CHECK(event_type(spec.type).name == spec.name);
        CHECK(spec.phase <= 7);
    }
    CHECK(event_type("seat.activate") == nullptr);
    CHECK(event_type("") == nullptr);
}

TEST_CASE("the common types keep the fields that the product's table fixes") {
    CHECK(keeps("account.opened", "contract name? zone? jurisdiction? currency? address? email?"));
    CHECK(keeps("account.suspended", "reason"));
    CHECK(keeps("account.closed", "reason"));
    CHECK(keeps("price.posted", "sku amount per every? from? notice? prefix? terms?"));
    CHECK(keeps("order.placed", "order items channel reseller?"));
    CHECK(keeps("seat.activated", "plan quantity order?"));
    CHECK(keeps("seat.released", "plan quantity order?"));
    CHECK(keeps("login.session", "seat start end idle?"));
    CHECK(keeps("call.ended", "id seconds to started? answered? direction? sku?"));
    CHECK(keeps("usage.metered", "sku quantity from until"));
    CHECK(keeps("device.count", "sku count"));
    CHECK(keeps("did.added", "sku number"));
    CHECK(keeps("service.activated", "sku quantity?"));
    CHECK(keeps("payment.received", "amount method ref? invoice? for?"));
    CHECK(keeps("payment.declined", "invoice? reason?"));
    CHECK(keeps("card_form.received", ""));
    CHECK(keeps("cost.incurred", "amount kind"));
    CHECK(keeps("notice.sent", "notice kind by method proof? effective? number? breach?"));
    CHECK(keeps("notice.proved", "notice proof"));
    CHECK(keeps("dispute.closed", "dispute upheld"));
    CHECK(keeps("audit.closed", "audit found cost?"));
    CHECK(keeps("tax.rate_posted", "jurisdiction rate"));
    CHECK(keeps("reading.chosen", "reading value by why scope? pack?"));
    CHECK(keeps("parameter.set", "parameter value by why scope? pack? terms?"));
    CHECK(keeps("journal.adjusted", "lines reason by approved_by"));
    CHECK_FALSE(keeps("journal.adjusted", "lines reason by"));
    CHECK_FALSE(keeps("journal.adjusted", "lines reason by approved_by witness"));
    CHECK_FALSE(keeps("seat.activated", "plan quantity? order?"));
}

TEST_CASE("field names never collide with an event's own keys, and stand once in a type") {
    const std::vector<std::string_view> own{"account", "at",          "days", "key",
                                            "on",      "recorded_at", "type", "zone_assumed"};
    for (const TypeSpec &spec : event_types()) {
        bool optional_seen = false;
        for (const FieldSpec &field : spec.fields) {
            CAPTURE(spec.name);
            CAPTURE(field.name);
            CHECK(std::find(own.begin(), own.end(), field.name) == own.end());
            CHECK(spec.field(field.name) == &field);
            CHECK(!field.summary.empty());
            CHECK((!field.required || field.otherwise.empty()));
            CHECK((!optional_seen || !field.required));
            optional_seen = optional_seen || !field.required;
        }
    }
}

TEST_CASE("what may identify a person is marked, amounts and dates never are") {
    const auto personal = [](std::string_view type, std::string_view field) {
        return event_type(type)->field(field)->personal;
    };
    CHECK(personal("account.opened", "name"));
    CHECK(personal("login.session", "seat"));
    CHECK(personal("call.ended", "to"));
    CHECK(personal("ticket.opened", "by"));
    CHECK(personal("contact.designated", "name"));
    CHECK(personal("notice.proved", "proof"));
    CHECK_FALSE(personal("notice.sent", "by")); // customer or vendor
    CHECK(personal("payment.received", "ref")); // a payer may be named in it
    for (const TypeSpec &spec : event_types())
        for (const FieldSpec &field : spec.fields)
            if (field.personal) CHECK(field.kind == FieldKind::text);
}

TEST_CASE("scopes: what may stand without an account, and what only the engine makes") {
    CHECK(event_type("price.posted")->book_wide);
    CHECK(event_type("tax.rate_posted")->book_wide);
    CHECK(event_type("terms.posted")->book_wide);
    CHECK_FALSE(event_type("seat.activated")->book_wide);
    CHECK_FALSE(event_type("tax.certificate")->book_wide);
    CHECK(event_type("usage.imported")->engine_made);
    CHECK(event_type("documents.finalized")->engine_made);
    CHECK_FALSE(event_type("price.posted")->engine_made);
}
