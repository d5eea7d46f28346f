// The IPsoft pack against the clause catalogue: counts of its section 14, methods of notice by party, values that
// options supply, duties that count from a notice.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "core/duty/duty_date.hpp"
#include "core/duty/notice.hpp"
#include "core/pack/check.hpp"
#include "core/pack/terms.hpp"
#include "io/pack_reader.hpp"
#include "support/files.hpp"

using namespace proviso;

namespace {

const Pack &ipsoft() {
    static const Pack pack = [] {
        Result<Pack> read = read_pack(test::source_file("rules/ipsoft-2019.toml"), "rules/ipsoft-2019.toml");
        if (!read) FAIL(read.error().render());
        return std::move(*read);
    }();
    return pack;
}

} // namespace

TEST_CASE("the IPsoft pack has no finding, not even a warning") {
    PackReport report = check_pack_file(test::source_file("rules/ipsoft-2019.toml"), "ipsoft-2019.toml");
    for (const PackFinding &finding : report.findings) MESSAGE(finding.error.render());
    CHECK(report.findings.empty());
}

TEST_CASE("the IPsoft pack has the catalogue's 75 clauses: 12 A, 22 B, 27 C, 14 D, and its 25 readings") {
    std::array<int, 4> count{};
    for (const Clause &clause : ipsoft().clauses) ++count[static_cast<std::size_t>(clause.priority - 'A')];
    CHECK(count == std::array{12, 22, 27, 14});
    std::set<std::string> rows;
    for (const Reading &reading : ipsoft().readings)
        if (reading.id.starts_with("R-IP-")) rows.insert(reading.id.substr(0, 7));
    CHECK(rows.size() == 25);
}

TEST_CASE("R-IP-07: a method counts by the party that gives the notice, and by the option") {
    const Pack &pack = ipsoft();
    CHECK(pack.notice_method("email", "vendor", "any_time_before_renewal")->counts_from_sending);
    CHECK_FALSE(pack.notice_method("email", "customer", "any_time_before_renewal"));
    CHECK_FALSE(pack.notice_method("email", "customer", "email_copy_counts")->counts_from_sending);
    CHECK(pack.notice_method("mail", "customer", "any_time_before_renewal")->on_arrival);
    CHECK(pack.notice_method("mail", "customer", "posting_counts")->counts_from_sending);
    CHECK_FALSE(pack.notice_method("mail", "vendor", "posting_counts"));
    Pack twice = pack;
    twice.notice_methods.push_back(twice.notice_methods.front());
    const std::vector<PackFinding> findings = check_pack(twice);
    CHECK(std::any_of(findings.begin(), findings.end(), [](const PackFinding &finding) {
        return finding.error.code == Code::key_duplicate && finding.part == "notice_method:email";
    }));
}

TEST_CASE("R-IP-25: an option supplies a parameter's value, and an order goes before it") {
    Terms terms(ipsoft());
    CHECK(*terms.integer("notice.email_business_days") == 1);
    CHECK_FALSE(terms.supplier("notice.email_business_days"));
    REQUIRE(terms.choose("R-IP-25", "same_day_if_business").ok());
    CHECK(*terms.integer("notice.email_business_days") == 0);
    REQUIRE(terms.supplier("notice.email_business_days"));
    CHECK(terms.supplier("notice.email_business_days")->id == "R-IP-25");
    std::set<std::string, std::less<>> asked;
    terms.watch(&asked);
    CHECK(*terms.integer("notice.email_business_days") == 0);
    CHECK(asked.contains("R-IP-25"));
    const Parameter &parameter = *ipsoft().parameter("notice.email_business_days");
    REQUIRE(terms.set_parameter(parameter.id, *parse_parameter_value(parameter, "3")).ok());
    CHECK(*terms.integer("notice.email_business_days") == 3);
    CHECK_FALSE(terms.supplier("notice.email_business_days"));
}

TEST_CASE("a letter that has not arrived is under way, and neither void nor good") {
    const Terms terms(ipsoft());
    NoticeFacts facts;
    facts.method = "mail";
    facts.sent = *Day::parse("2019-12-30");
    facts.proof = true;
    const Result<DeemedNotice> posted = deemed_notice(terms, facts);
    REQUIRE(posted.ok());
    CHECK(posted->state == NoticeState::underway);
    CHECK_FALSE(posted->day);
    CHECK(posted->code == Code::ok);
    facts.received = *Day::parse("2020-01-03");
    const Result<DeemedNotice> arrived = deemed_notice(terms, facts);
    REQUIRE(arrived.ok());
    CHECK(arrived->day->text() == "2020-01-03");
}

TEST_CASE("a duty's days: none beyond the last day, and calendars are asked only where they count") {
    const Terms terms(ipsoft());
    DutyRule rule;
    CHECK(*duty_date(terms, rule, *Day::parse("2020-03-02"), 10, nullptr) == *Day::parse("2020-03-12"));
    CHECK(*duty_date(terms, rule, *Day::parse("2020-03-02"), 9'000'000'000, nullptr) == day_last);
    CHECK(*duty_date(terms, rule, *Day::parse("2020-03-02"), -4, nullptr) == *Day::parse("2020-03-02"));
    rule.days = DutyDays::clear;
    CHECK(*duty_date(terms, rule, *Day::parse("2020-03-02"), 10, nullptr) == *Day::parse("2020-03-13"));
    rule.open_day = true;
    CHECK(duty_date(terms, rule, *Day::parse("2020-03-02"), 10, nullptr).error().code == Code::calendar_unknown);
}
