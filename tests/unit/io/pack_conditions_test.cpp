// Checklists and duties as people write them: what is read, and every fault with its place.
#include <doctest/doctest.h>

#include <algorithm>

#include "io/pack_reader.hpp"

using namespace proviso;

namespace {

const std::string head = R"([pack]
id = "p"
title = "t"
version = "1"
revision = 1
currency = "USD"
jurisdiction = "US-CA"
calendar = "us-federal"

[[clause]]
id = "C-1"
section = "1"
title = "t"
summary = "s"
priority = "C"

[parameters.line]
kbps = { value = 64, unit = "kbit/s", clause = "C-1" }
name = { value = "fast", unit = "text", clause = "C-1" }

[[reading]]
id = "R-1"
decides = "line.kind"
clauses = ["C-1"]
question = "which?"
default = "a"
options = [{ name = "a" }, { name = "b" }]
)";

const std::string list = R"([[checklist]]
ask = "line.check"
clause = "C-1"
summary = "all is well"
fact = [
  { name = "kbps", form = "number", summary = "speed" },
  { name = "agents", form = "number", optional = true, summary = "how many" },
  { name = "kind", summary = "what kind" },
]
[[checklist.check]]
field = "kbps"
is = "at least"
parameter = "line.kbps"
times = "agents"
reading = "R-1"
option = "a"
clause = "C-1"
reason = "each needs it"
[[checklist.check]]
field = "kind"
is = "none of"
value = ["slow", 2]
only_if = { fact = "kind", one_of = ["slow", "fast"] }
clause = "C-1"
reason = "some are too slow"
)";

const std::string duty = R"([[duty]]
name = "claim-notice"
event = "claim.made"
field = "kind"
one_of = ["third-party"]
owner = "vendor"
what = "the vendor tells the customer"
within = "line.kbps"
otherwise_within = "soon"
otherwise = "nothing"
clause = "C-1"
settled_by = "judgment.entered"
reference = "claim"
)";

/// The codes of all findings of the text, with one part of it replaced.
std::vector<Code> codes(std::string text, const std::string &part = {}, const std::string &by = {}) {
    if (!part.empty()) {
        const auto at = text.find(part);
        REQUIRE(at != std::string::npos);
        text.replace(at, part.size(), by);
    }
    std::vector<Code> found;
    for (const PackFinding &finding : check_pack_file(head + text, "p.toml").findings) {
        found.push_back(finding.error.code);
        CHECK(finding.error.where.starts_with("p.toml:"));
    }
    return found;
}
bool has(const std::vector<Code> &codes, Code code) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

} // namespace

TEST_CASE("a checklist and a duty are read as they are written") {
    const Result<Pack> pack = read_pack(head + list + duty, "p.toml");
    REQUIRE_MESSAGE(pack.ok(), (pack.ok() ? std::string() : pack.error().render()));
    const Checklist *read = pack->checklist("line.check");
    REQUIRE(read);
    CHECK(read->facts.size() == 3);
    CHECK(read->fact("agents")->optional);
    REQUIRE(read->checks.size() == 2);
    CHECK(read->checks[0].is == Relation::at_least);
    CHECK(read->checks[0].times == "agents");
    CHECK(read->checks[1].value == "slow 2");
    CHECK(read->checks[1].only_if.one_of == std::vector<std::string>{"slow", "fast"});
    REQUIRE(pack->duties.size() == 1);
    CHECK(pack->duties[0].one_of == std::vector<std::string>{"third-party"});
    CHECK_FALSE(pack->is_policy());
}

TEST_CASE("a fact of the state, a date counted backwards and a document") {
    const std::string state = "{ name = \"kind\", from = \"order.channel\", summary = \"what kind\" },\n"
                              "  { name = \"order\", optional = true, summary = \"which order\" },";
    std::string facts = list;
    facts.replace(facts.find("{ name = \"kind\", summary"),
                  std::string("{ name = \"kind\", summary = \"what kind\" },").size(), state);
    std::string back = duty;
    back.replace(back.find("claim.made"), 10, "eol.planned");
    back.replace(back.find("field = \"kind\"\none_of = [\"third-party\"]\n"),
                 std::string("field = \"kind\"\none_of = [\"third-party\"]\n").size(),
                 "date_field = \"end\"\nahead = true\nmonth_end = \"round_up\"\n");
    back.replace(back.find("settled_by = \"judgment.entered\"\nreference = \"claim\"\n"),
                 std::string("settled_by = \"judgment.entered\"\nreference = \"claim\"\n").size(), "");
    const std::string paper = "[[document]]\nname = \"order\"\nrank = 1\nclause = \"C-1\"\nis_order = true\n";
    const Result<Pack> pack = read_pack(head + facts + back + paper, "p.toml");
    REQUIRE_MESSAGE(pack.ok(), (pack.ok() ? std::string() : pack.error().render()));
    CHECK(pack->checklist("line.check")->fact("kind")->from == "order.channel");
    CHECK(pack->duties[0].date_field == "end");
    CHECK(pack->duties[0].ahead);
    CHECK(pack->duties[0].month_end == DutyMonthEnd::round_up);
    REQUIRE(pack->paper("order"));
    CHECK(pack->paper("order")->is_order);
    CHECK_FALSE(pack->paper("letter"));
    // the order is read: it says of which order the channel is
    CHECK(codes(facts) == std::vector<Code>{Code::pack_parameter_unread});
    CHECK(has(codes(facts, "order.channel", "order.colour"), Code::value_range));
    CHECK(has(codes(back, "round_up", "sideways"), Code::value_range));
    CHECK(has(codes(back, "date_field = \"end\"", "date_field = \"start\""), Code::event_field_unknown));
    CHECK(has(codes(paper, "rank = 1", "rank = 0"), Code::value_range));
}

TEST_CASE("what conditions read counts as read") {
    // line.name and nothing else is left over
    CHECK(codes(list) == std::vector<Code>{Code::pack_parameter_unread});
}

TEST_CASE("a condition has to make sense") {
    CHECK(has(codes(list, "field = \"kbps\"", "field = \"mbps\""), Code::key_unknown));
    CHECK(has(codes(list, "\"at least\"", "\"about\""), Code::value_range));
    CHECK(has(codes(list, "\"at least\"", "\"yes\""), Code::value_type));
    CHECK(has(codes(list, "\"line.kbps\"", "\"line.mbps\""), Code::parameter_unknown));
    CHECK(has(codes(list, "\"line.kbps\"", "\"line.name\""), Code::value_type)); // a number against a text
    CHECK(has(codes(list, "times = \"agents\"", "times = \"kind\""), Code::value_type));
    CHECK(has(codes(list, "times = \"agents\"", "times = \"heads\""), Code::key_unknown));
    CHECK(has(codes(list, "\"R-1\"", "\"R-2\""), Code::reading_unknown));
    CHECK(has(codes(list, "option = \"a\"", "option = \"c\""), Code::reading_option_unknown));
    CHECK(has(codes(list, "option = \"a\"\n", ""), Code::pack_invalid));
    CHECK(has(codes(list, "parameter = \"line.kbps\"\n", ""), Code::pack_invalid));
    CHECK(
        has(codes(list, "parameter = \"line.kbps\"\n", "parameter = \"line.kbps\"\nvalue = 3\n"), Code::pack_invalid));
    CHECK(has(codes(list, "clause = \"C-1\"\nreason", "clause = \"C-9\"\nreason"), Code::pack_clause_unknown));
    CHECK(has(codes(list, "form = \"number\"", "form = \"figure\""), Code::value_range));
    CHECK(has(codes(list, "value = [\"slow\", 2]", "value = 2013-03-01"), Code::value_type));
    CHECK(has(codes(list, "ask = \"line.check\"", "ask = \"line.check\"\nevent = \"line.cut\""),
              Code::event_type_unknown));
    CHECK(has(codes(list + list), Code::key_duplicate));
    CHECK(has(codes(list, "only_if = { fact = \"kind\", one_of = [\"slow\", \"fast\"] }", "only_if = \"kind\""),
              Code::value_type)); // a flag by its name, which this is not
}

TEST_CASE("a duty has to make sense") {
    CHECK(has(codes(duty, "\"claim.made\"", "\"claim.won\""), Code::event_type_unknown));
    CHECK(has(codes(duty, "field = \"kind\"", "field = \"colour\""), Code::event_field_unknown));
    CHECK(has(codes(duty, "one_of = [\"third-party\"]\n", ""), Code::key_missing));
    CHECK(has(codes(duty, "reference = \"claim\"", "reference = \"breach\""), Code::event_field_unknown));
    CHECK(has(codes(duty, "\"line.kbps\"", "\"line.days\""), Code::parameter_unknown));
    CHECK(has(codes(duty, "name = \"claim-notice\"", "name = \"invoice-due\""), Code::key_duplicate));
    CHECK(has(codes(duty, "otherwise = \"nothing\"\n", ""), Code::key_missing));
}
