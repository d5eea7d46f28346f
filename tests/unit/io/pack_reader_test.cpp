// Bad packs: each fault with its code, line and column.
#include <doctest/doctest.h>

#include "core/pack/terms.hpp"
#include "io/digest.hpp"
#include "io/pack_reader.hpp"

using namespace proviso;

namespace {

const std::string good = R"([pack]
id = "tiny"
title = "Tiny terms"
version = "1"
revision = 2
currency = "USD"
jurisdiction = "US-CA"
calendar = "us-federal"

[[clause]]
id = "T-1"
section = "1"
title = "One"
summary = "The only one."
priority = "A"

[provision]
cycle = ["T-1"]

[parameters.cycle]
days = { value = 30, unit = "day", clause = "T-1" }

[[reading]]
id = "R-T-01"
decides = "cycle.rule"
clauses = ["T-1"]
question = "How long?"
default = "cycle.thirty_day"
options = [ { name = "cycle.thirty_day", figure = "30" } ]

[[sku]]
id = "seat"
title = "Seat"
price = "199.00"
per = "seat"
every = "cycle"
clause = "T-1"
seat = true

[[printed]]
number = "30"
unit = "day"
clause = "T-1"
parameter = "cycle.days"
)";

std::string with(const std::string &from, const std::string &to) {
    std::string text = good;
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

struct Expected {
    const char *from;
    const char *to;
    Code code;
    const char *where;
};

} // namespace

TEST_CASE("a good pack") {
    Result<Pack> pack = read_pack(good, "tiny.toml");
    REQUIRE(pack);
    CHECK(pack->id == "tiny");
    CHECK(pack->revision == 2);
    CHECK(pack->sku("seat")->price->text() == "199.00");
    CHECK(pack->sku("seat")->every == "cycle");
    CHECK(pack->reading("R-T-01")->options[0].figure == "30");
    CHECK(pack->parameter("cycle.days")->kind == ParameterKind::required);
    CHECK(pack->sha256 == sha256_hex(good));
}

TEST_CASE("SHA-256 of the empty text and of abc (FIPS 180-4)") {
    CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("faults of form and of content, each at its place") {
    const Expected faults[] = {
        {"id = \"tiny\"", "id = \"tiny\"\nauthor = \"x\"", Code::key_unknown, "p.toml:3:1"},
        {"title = \"Tiny terms\"\n", "", Code::key_missing, "p.toml:1:1"},
        {"revision = 2", "revision = 0", Code::value_range, "p.toml:5:1"},
        {"revision = 2", "revision = \"2\"", Code::value_type, "p.toml:5:1"},
        {"\"USD\"", "\"USX\"", Code::money_currency_unknown, "p.toml:6:1"},
        {"priority = \"A\"", "priority = \"E\"", Code::value_range, "p.toml:15:1"},
        {"cycle = [\"T-1\"]", "cycle = [\"T-2\"]", Code::pack_clause_unknown, "p.toml:18:1"},
        {"cycle = [\"T-1\"]", "cycle = []", Code::value_range, "p.toml:18:1"},
        {"value = 30", "value = 30.5", Code::value_type, "p.toml:21:10"},
        {"value = 30", "value = \"thirty\"", Code::parameter_type, "p.toml:21:10"},
        {"value = 30,", "value = 30, kind = \"must\",", Code::value_range, "p.toml:21:22"},
        {"value = 30", "value = 30, colour = 1", Code::key_unknown, "p.toml:21:22"},
        {"days = {", "days = 30 # {", Code::value_type, "p.toml:21:1"},
        {"clause = \"T-1\" }", "clause = \"T-9\" }", Code::pack_clause_unknown, "p.toml:21:1"},
        {"default = \"cycle.thirty_day\"\n", "", Code::pack_reading_no_default, "p.toml:23:1"},
        {"default = \"cycle.thirty_day\"", "default = \"weekly\"", Code::pack_reading_no_default, "p.toml:23:1"},
        {"name = \"cycle.thirty_day\"", "name = \"Thirty\"", Code::value_range, "p.toml:29:15"},
        {"price = \"199.00\"", "price = 199.00", Code::value_type, "p.toml:34:1"},
        {"price = \"199.00\"", "price = \"199,00\"", Code::money_syntax, "p.toml:34:1"},
        {"per = \"seat\"", "per = \"chair\"", Code::value_range, "p.toml:35:1"},
        {"parameter = \"cycle.days\"\n", "", Code::pack_printed_uncarried, "p.toml:40:1"},
        {"number = \"30\"", "number = \"31\"", Code::pack_printed_uncarried, "p.toml:40:1"},
        {"[[printed]]",
         "[[clause]]\nid = \"T-1\"\nsection = \"1\"\ntitle = \"Two\"\nsummary = \"x\"\npriority = \"A\"\n[[printed]]",
         Code::key_duplicate, "p.toml:10:1"},
        {"revision = 2", "revision = 2\nrevision = 3", Code::key_duplicate, "p.toml:6:"},
        {"[provision]", "[provision", Code::toml_syntax, "p.toml:17:"},
    };
    for (const Expected &fault : faults) {
        CAPTURE(fault.from);
        CAPTURE(fault.to);
        Result<Pack> pack = read_pack(with(fault.from, fault.to), "p.toml");
        REQUIRE_FALSE(pack);
        INFO(pack.error().render());
        CHECK(pack.error().code == fault.code);
        CHECK(pack.error().where.starts_with(fault.where));
    }
}

TEST_CASE("dated values: overlap, gap, end") {
    const auto dated = [](const std::string &values) {
        return with("days = { value = 30, unit = \"day\", clause = \"T-1\" }",
                    "days = { unit = \"day\", clause = \"T-1\", values = [" + values + "] }");
    };
    Result<Pack> pack =
        read_pack(dated("{ value = 30, until = 2014-01-01 }, { value = 28, from = 2014-01-01 }"), "p.toml");
    REQUIRE(pack);
    CHECK(*Terms(*pack, {}, {}, Day::parse("2013-12-31").value()).integer("cycle.days") == 30);
    CHECK(*Terms(*pack, {}, {}, Day::parse("2014-01-01").value()).integer("cycle.days") == 28);
    Result<Pack> overlap =
        read_pack(dated("{ value = 30, until = 2014-01-02 }, { value = 28, from = 2014-01-01 }"), "p.toml");
    REQUIRE_FALSE(overlap);
    CHECK(overlap.error().code == Code::pack_validity_overlap);
    CHECK(overlap.error().where == "p.toml:21:1");
    CHECK(read_pack(dated("{ value = 30, until = 2014-02-30 }"), "p.toml").error().code == Code::date_invalid);
}

TEST_CASE("one run tells every fault, and warnings do not make a pack unusable") {
    std::string text = with("value = 30", "value = \"thirty\"");
    text.replace(text.find("priority = \"A\""), 14, "priority = \"Z\"");
    const PackReport report = check_pack_file(text, "p.toml");
    CHECK(report.findings.size() == 2);
    CHECK_FALSE(report.usable());
    CHECK_FALSE(report.pack);

    const PackReport unread = check_pack_file(
        with("days = {", "weeks = { value = 4, unit = \"week\", clause = \"T-1\" }\ndays = {"), "p.toml");
    REQUIRE(unread.findings.size() == 1);
    CHECK(unread.findings[0].warning);
    CHECK(unread.findings[0].error.code == Code::pack_parameter_unread);
    CHECK(unread.findings[0].error.where == "p.toml:21:1");
    CHECK(unread.usable());
}

TEST_CASE("what answers a parameter in its place") {
    const auto adding = [](const std::string &keys) {
        return read_pack(with("days = {", "rule = { unit = \"text\", clause = \"T-1\", " + keys + " }\ndays = {"),
                         "p.toml");
    };
    const Result<Pack> reading = adding("answered_by_reading = \"R-T-01\""),
                       event = adding("answered_by_event = \"price.posted\"");
    REQUIRE(reading);
    REQUIRE(event);
    CHECK(reading->parameter("cycle.rule")->answered_by_reading == "R-T-01");
    CHECK(event->parameter("cycle.rule")->answered_by_event == "price.posted");
    CHECK_FALSE(reading->parameter("cycle.days")->answered_elsewhere());
    const auto refused = [&](const std::string &keys) {
        CAPTURE(keys);
        const Result<Pack> pack = adding(keys);
        REQUIRE_FALSE(pack);
        CHECK(pack.error().where.starts_with("p.toml:21:"));
        return pack.error().code;
    };
    CHECK(refused("answered_by_reading = \"R-T-02\"") == Code::reading_unknown);
    CHECK(refused("answered_by_event = \"price.put\"") == Code::event_type_unknown);
    CHECK(refused("answered_by_event = \"price.posted\", answered_by_reading = \"R-T-01\"") == Code::key_unknown);
    CHECK(refused("answered_by_event = \"price.posted\", recorded_only = true") == Code::key_unknown);
    CHECK(refused("answered_by_event = \"price.posted\", value = \"x\"") == Code::key_unknown);
}

TEST_CASE("files that are no packs") {
    CHECK(read_pack("", "p").error().code == Code::key_missing);
    CHECK(read_pack("\xff\xfe", "p").error().code == Code::text_not_utf8);
    CHECK(read_pack(std::string(pack_size_limit + 1, '#'), "p").error().code == Code::input_too_large);
    CHECK(read_pack("pack = 1", "p").error().code == Code::value_type);
    CHECK(read_pack("[[pack]]", "p").error().code == Code::value_type);
}
