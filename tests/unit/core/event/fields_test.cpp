// The table of event types and fields: the spellings of product section 4, and what the rest of the code relies on.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/event/event.hpp"

using namespace proviso;

namespace {

/// "plan quantity order?" of a type: required names as they are, optional ones with a question mark.
std::string spelled(std::string_view type) {
    const TypeSpec *spec = event_type(type);
    REQUIRE(spec != nullptr);
    std::string out;
    for (const FieldSpec &field : spec->fields) {
        if (!out.empty()) out += ' ';
        out += std::string(field.name) + (field.required ? "" : "?");
    }
    return out;
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

TEST_CASE("the common types have the fields that the product's table fixes") {
    CHECK(spelled("account.opened") == "contract name? zone? jurisdiction? currency? address? email?");
    CHECK(spelled("account.suspended") == "reason");
    CHECK(spelled("account.closed") == "reason");
    CHECK(spelled("price.posted") == "sku amount per every? from? notice? prefix? terms?");
    CHECK(spelled("order.placed") == "order items channel reseller?");
    CHECK(spelled("seat.activated") == "plan quantity order?");
    CHECK(spelled("seat.released") == "plan quantity order?");
    CHECK(spelled("login.session") == "seat start end idle?");
    CHECK(spelled("call.ended") == "id seconds to started? answered? direction? sku?");
    CHECK(spelled("usage.metered") == "sku quantity from until");
    CHECK(spelled("device.count") == "sku count");
    CHECK(spelled("did.added") == "sku number");
    CHECK(spelled("service.activated") == "sku quantity?");
    CHECK(spelled("payment.received") == "amount method ref? invoice? for?");
    CHECK(spelled("payment.declined") == "invoice? reason?");
    CHECK(spelled("card_form.received") == "");
    CHECK(spelled("cost.incurred") == "amount kind");
    CHECK(spelled("notice.sent") == "notice kind by method proof? effective? number? breach?");
    CHECK(spelled("notice.proved") == "notice proof");
    CHECK(spelled("dispute.closed") == "dispute upheld");
    CHECK(spelled("audit.closed") == "audit found cost?");
    CHECK(spelled("tax.rate_posted") == "jurisdiction rate");
    CHECK(spelled("reading.chosen") == "reading value by why scope? pack?");
    CHECK(spelled("parameter.set") == "parameter value by why scope? pack? terms?");
    CHECK(spelled("journal.adjusted") == "lines reason by approved_by");
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
