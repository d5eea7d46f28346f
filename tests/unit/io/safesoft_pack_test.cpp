// The SafeSoft pack against the clause catalogue: counts of its section 14, printed numbers of its section 13,
// defaults.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "core/pack/terms.hpp"
#include "io/pack_reader.hpp"
#include "support/files.hpp"

using namespace proviso;

namespace {
const Pack &safesoft() {
    static const Pack pack = [] {
        Result<Pack> read = read_pack(test::source_file("rules/safesoft-2013.toml"), "rules/safesoft-2013.toml");
        if (!read) FAIL(read.error().render());
        return std::move(*read);
    }();
    return pack;
}
} // namespace

TEST_CASE("the SafeSoft pack has no finding, not even a warning") {
    PackReport report = check_pack_file(test::source_file("rules/safesoft-2013.toml"), "safesoft-2013.toml");
    for (const PackFinding &finding : report.findings) MESSAGE(finding.error.render());
    CHECK(report.findings.empty());
    CHECK(report.usable());
}

TEST_CASE("the SafeSoft pack has the catalogue's 70 clauses: 16 A, 19 B, 28 C, 7 D") {
    std::array<int, 4> count{};
    for (const Clause &clause : safesoft().clauses) ++count[static_cast<std::size_t>(clause.priority - 'A')];
    CHECK(count == std::array{16, 19, 28, 7});
    CHECK(safesoft().clauses.size() == 70);
    REQUIRE(safesoft().clause("SS-7/8"));
    CHECK(safesoft().clause("SS-7/8")->section == "absent");
}

TEST_CASE("the SafeSoft pack has the 33 readings of the contract") {
    std::set<std::string> own;
    for (const Reading &reading : safesoft().readings)
        if (reading.id.starts_with("R-SS-")) own.insert(reading.id);
    CHECK(own.size() == 33);
    CHECK(*own.begin() == "R-SS-01");
    CHECK(*own.rbegin() == "R-SS-33");
    for (const Reading &reading : safesoft().readings)
        for (const ReadingOption &option : reading.options) {
            CAPTURE(reading.id);
            CHECK(option.fixture ==
                  (reading.recorded_only ? std::string() : reading.id)); // nothing proves what nothing computes
            CHECK_FALSE(option.figure.empty());
        }
}

TEST_CASE("the owner's two decisions are the defaults of R-SS-03 and R-SS-10") {
    Terms terms(safesoft());
    CHECK(terms.option("cycle.rule")->option == "cycle.thirty_day");
    CHECK(terms.option("proration.day_count")->option == "thirty_less_index");
    CHECK(safesoft().reading("R-SS-10")->options.size() == 10);
    CHECK(safesoft().reading("R-SS-12")->options.size() == 8);
}

TEST_CASE("printed figures of the clauses are parameters") {
    Terms terms(safesoft());
    CHECK(*terms.integer("cycle.days") == 30);
    CHECK(terms.number("interest.monthly_rate")->text() == "3/200"); // 1.5 %
    CHECK(*terms.integer("rating.minimum_seconds") == 12);
    CHECK(*terms.integer("rating.step_seconds") == 6);
    CHECK(*terms.integer("notice.lead_days") == 7);
    CHECK(*terms.integer("credit.due_days") == 14);
    CHECK(terms.list("zone.states")->size() == 48);
    CHECK(terms.list("emergency.numbers").value() == std::vector<std::string>{"911"});
    CHECK(safesoft().sku("unlimited-monthly")->price->text() == "199");
    CHECK(safesoft().sku("unlimited-monthly")->seat);
}

TEST_CASE("Alaska, Hawaii and the District of Columbia are not among the 48 states") {
    std::vector<std::string> states = *Terms(safesoft()).list("zone.states");
    for (const char *outside : {"US-AK", "US-HI", "US-DC"})
        CHECK(std::find(states.begin(), states.end(), outside) == states.end());
    CHECK(std::set<std::string>(states.begin(), states.end()).size() == 48);
}

TEST_CASE("what the contract never gives is unset, never zero") {
    Terms terms(safesoft());
    for (const char *id :
         {"rating.per_minute", "rating.broadcast_per_minute", "cure.days", "credit.limit", "tax.rate",
          "interest.annual_ceiling", "retention.storage_fee", "support.response_hours_p1", "dialler.price",
          "seat.per_minute_order_fee", "zone.restricted_area_codes", "calling.hours"}) {
        CAPTURE(id);
        REQUIRE(safesoft().parameter(id));
        CHECK_FALSE(terms.find(id));
        Result<Ratio> value = terms.number(id);
        REQUIRE_FALSE(value);
        CHECK(value.error().code == Code::parameter_unset);
        CHECK(value.error().clause == safesoft().parameter(id)->clause);
    }
    CHECK_FALSE(safesoft().sku("per-minute")->price);
    CHECK_FALSE(safesoft().sku("on-net")->price);
}

TEST_CASE("methods of notice by R-SS-07") {
    const Pack &pack = safesoft();
    CHECK(pack.notice_method("certified-mail")->business_days == 3);
    CHECK(pack.notice_method("certified-mail")->parameter == "notice.post_business_days");
    CHECK(pack.notice_method("courier")->business_days == 2);
    CHECK_FALSE(pack.notice_method("fax")->counts_from_sending);
    CHECK(pack.notice_method("fax")->options.empty());
    CHECK(pack.notice_method("email")->options == std::vector<std::string>{"union", "general_only_13g"});
    CHECK(pack.notice_method("hand")->options == std::vector<std::string>{"union", "termination_only_4a"});
    CHECK_FALSE(pack.notice_method("account"));
    CHECK_FALSE(pack.notice_method("posting"));
}

TEST_CASE("the printed list carries every number, and the date conflict has a name") {
    const Pack &pack = safesoft();
    CHECK(pack.printed.size() == 50);
    REQUIRE(pack.conflicts.size() == 1);
    CHECK(pack.conflicts[0].starts_with("G1/G3: "));
    CHECK(pack.defects.size() == 8);
    CHECK(pack.sha256.size() == 64);
}
