// What an import remembers of how it read a file comes back as it was.
#include "book/call_profile.hpp"
#include "support/books.hpp"

using namespace proviso;
using namespace proviso::test;

TEST_CASE("a profile comes back as it was kept") {
    CallProfile profile;
    profile.format = "csv";
    profile.zone = "Europe/Athens";
    profile.header = "Customer,\"To\",At";
    profile.head = std::string(64, 'a');
    CallMapping &mapping = profile.mapping;
    mapping.format = "csv";
    mapping.time = "d/m/y";
    mapping.account = "a \"quoted\"\tname\\";
    mapping.columns = {{"account", "Customer"}, {"number", "To"}};
    mapping.accounts = {{"105", "acme"}, {"Zo\u00eb = \"x\"", "other"}};
    mapping.answered_values = {"ANSWERED", "NORMAL_CLEARING"};
    mapping.inbound_contexts = {"from-pstn"};
    mapping.internal_contexts = {"ext-local", "app"};
    mapping.internal_sku = "on-net";
    mapping.country = "44";
    mapping.national_digits = 11;
    mapping.area = "20";
    mapping.international = {"00"};
    mapping.strip = "9";
    const auto read = get(read_call_profile(call_profile_text(profile)));
    REQUIRE(read.has_value());
    CHECK(read->format == profile.format);
    CHECK(read->zone == profile.zone);
    CHECK(read->header == profile.header);
    CHECK(read->head == profile.head);
    CHECK(read->mapping.format == mapping.format);
    CHECK(read->mapping.time == mapping.time);
    CHECK(read->mapping.account == mapping.account);
    CHECK(read->mapping.columns == mapping.columns);
    CHECK(read->mapping.accounts == mapping.accounts);
    CHECK(read->mapping.answered_values == mapping.answered_values);
    CHECK(read->mapping.inbound_contexts == mapping.inbound_contexts);
    CHECK(read->mapping.internal_contexts == mapping.internal_contexts);
    CHECK(read->mapping.internal_sku == mapping.internal_sku);
    CHECK(read->mapping.country == mapping.country);
    CHECK(read->mapping.national_digits == mapping.national_digits);
    CHECK(read->mapping.area == mapping.area);
    CHECK(read->mapping.international == mapping.international);
    CHECK(read->mapping.strip == mapping.strip);
}

TEST_CASE("a mapping of nothing but defaults comes back, and a block of rows is no profile") {
    const auto read = get(read_call_profile(call_profile_text({})));
    REQUIRE(read.has_value());
    CHECK(read->mapping.international == CallMapping{}.international);
    CHECK(read->mapping.answered_values == CallMapping{}.answered_values);
    CHECK(!get(read_call_profile("PVC1")).has_value());
    CHECK(code(read_call_profile("{\"mapping\":\"=\"}")) == "book.damaged");
}

TEST_CASE("a header is told by its format") {
    CallMapping own;
    own.columns = {{"account", "account"}, {"number", "to"}, {"answered", "at"}, {"seconds", "seconds"}};
    CHECK(call_header("account,to,at,seconds\nacme,1,2,3\n", "csv", own) == "account,to,at,seconds");
    CHECK(call_header(file_bytes("fixtures/calls/freepbx-cdr-2017-09.csv"), "freepbx", {}).empty());
}
