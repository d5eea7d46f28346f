#include <doctest/doctest.h>

#include "core/license/judge.hpp"

using namespace proviso;

namespace {

Day day(std::string_view text) { return Day::parse(text).value(); }

/// Issued on 2 January 2020 for the year 2020, ten days of grace, 100 users, two named servers.
Licence sample() {
    Licence licence;
    licence.id = "L-1";
    licence.issue = 2;
    licence.issued = day("2020-01-02");
    licence.clause = "C-6.1";
    licence.from = day("2020-01-05");
    licence.until = day("2021-01-01");
    licence.grace_days = 10;
    licence.limits = {{"servers", 2, "C-10"}, {"users", 100, "C-4.1"}};
    licence.names = {{"servers", "pbx1", "C-10.2"}, {"servers", "pbx2", "C-10.2"}};
    return licence;
}

RevocationList list_of(std::int64_t number) {
    RevocationList list;
    list.number = number;
    list.issued = day("2020-03-01");
    list.next = day("2020-12-01");
    list.rows = {{"L-8", day("2020-03-01"), "breach"}};
    return list;
}

LicenceVerdict judged(std::string_view on, const Licence &licence = sample(), const RevocationList *list = nullptr,
                      const LicenceSeen *seen = nullptr, const LicenceUse &use = {}) {
    return judge_licence(licence, list, seen, day(on), use).value();
}

std::string_view status(std::string_view on, const Licence &licence = sample(), const RevocationList *list = nullptr,
                        const LicenceSeen *seen = nullptr) {
    return licence_status_name(judged(on, licence, list, seen).status);
}

LicenceVerdict used(const LicenceUse &use) { return judged("2020-06-01", sample(), nullptr, nullptr, use); }

} // namespace

TEST_CASE("the term: not before it, in it, in grace, after it") {
    CHECK(status("2020-01-04") == "not_begun");
    CHECK(status("2020-01-05") == "valid");
    CHECK(status("2020-12-31") == "valid");
    CHECK(status("2021-01-01") == "grace");
    CHECK(status("2021-01-10") == "grace");
    CHECK(status("2021-01-11") == "expired");
    Licence bare = sample();
    bare.grace_days = 0;
    CHECK(status("2020-12-31", bare) == "valid");
    CHECK(status("2021-01-01", bare) == "expired");
    bare.until.reset();
    CHECK(status("2999-01-01", bare) == "valid");
}

TEST_CASE("yes and no, with clause, code and reason") {
    const LicenceVerdict grace = judged("2021-01-10");
    CHECK(grace.allow());
    CHECK(grace.clause == "C-6.1");
    REQUIRE(grace.warnings.size() == 1);
    CHECK(grace.warnings[0] == "the grace ends in 1 day");
    const LicenceVerdict over = judged("2021-01-11");
    CHECK(!over.allow());
    CHECK(over.code() == Code::license_term);
    CHECK(over.clause == "C-6.1");
}

TEST_CASE("the end of the term is announced thirty days ahead") {
    CHECK(judged("2020-12-01").warnings.empty());
    REQUIRE(judged("2020-12-02").warnings.size() == 1);
    CHECK(judged("2020-12-02").warnings[0] == "the term ends in 30 days");
    CHECK(judged("2020-12-31").warnings[0] == "the term ends in 1 day");
}

TEST_CASE("limits: at and above, by their own clause") {
    CHECK(used({"users", 100, {}}).allow());
    CHECK(used({"users", 100, {}}).clause == "C-4.1");
    CHECK(used({"users", 0, {}}).allow());
    const LicenceVerdict over = used({"users", 101, {}});
    CHECK(over.status == LicenceStatus::over_limit);
    CHECK(over.code() == Code::license_limit);
    CHECK(over.clause == "C-4.1");
    CHECK(over.reason == "101 users of 100: 1 too many");
}

TEST_CASE("names: those of the licence and no others, beside a count") {
    CHECK(used({"servers", std::nullopt, "pbx1"}).allow());
    CHECK(used({"servers", 2, "pbx2"}).allow());
    const LicenceVerdict other = used({"servers", std::nullopt, "pbx3"});
    CHECK(other.status == LicenceStatus::over_limit);
    CHECK(other.clause == "C-10.2");
    CHECK(used({"servers", 3, "pbx1"}).status == LicenceStatus::over_limit);
    CHECK(used({"servers", 3, "pbx1"}).clause == "C-10");
    CHECK(used({"servers", 1, "pbx3"}).status == LicenceStatus::over_limit);
}

TEST_CASE("what the licence says nothing about is no answer") {
    const LicenceUse unknown[] = {{"ports", 1, {}}, {"users", std::nullopt, "ada"}, {"ports", std::nullopt, "p1"}};
    for (const LicenceUse &use : unknown) {
        const auto verdict = judge_licence(sample(), nullptr, nullptr, day("2020-06-01"), use);
        REQUIRE(!verdict.ok());
        CHECK(verdict.error().code == Code::argument_invalid);
    }
}

TEST_CASE("a day before one that has been: the clock was set back, and nothing is kept") {
    LicenceSeen seen;
    seen.day = day("2020-06-01");
    CHECK(status("2020-06-01", sample(), nullptr, &seen) == "valid");
    CHECK(status("2020-05-31", sample(), nullptr, &seen) == "clock_back");
    CHECK(status("2020-01-01") == "clock_back"); // before the day of issue
    RevocationList list = list_of(1);
    CHECK(status("2020-02-29", sample(), &list) == "clock_back");
    CHECK(status("2020-03-01", sample(), &list) == "valid");
    CHECK(judged("2020-05-31", sample(), nullptr, &seen).seen.day == day("2020-06-01"));
    CHECK(judged("2020-05-31", sample(), nullptr, &seen).code() == Code::license_clock_back);
    // A term that is over cannot be had back by the clock.
    LicenceSeen later;
    later.day = judged("2021-05-01").seen.day;
    CHECK(later.day == day("2021-05-01"));
    CHECK(status("2020-06-01", sample(), nullptr, &later) == "clock_back");
}

TEST_CASE("revocations hold from their day on") {
    RevocationList list = list_of(1);
    list.rows.insert(list.rows.begin(), {"L-1", day("2020-07-01"), "breach"});
    CHECK(status("2020-06-30", sample(), &list) == "valid");
    CHECK(judged("2020-06-30", sample(), &list).warnings.size() == 1);
    CHECK(status("2020-07-01", sample(), &list) == "revoked");
    CHECK(judged("2020-07-01", sample(), &list).code() == Code::license_revoked);
}

TEST_CASE("an old list in the place of a newer one is noticed, and so is none") {
    const RevocationList three = list_of(3), two = list_of(2);
    const LicenceSeen seen = judged("2020-06-01", sample(), &three).seen;
    CHECK(seen.list == 3);
    CHECK(status("2020-06-02", sample(), &three, &seen) == "valid");
    CHECK(status("2020-06-02", sample(), &two, &seen) == "list_old");
    CHECK(status("2020-06-02", sample(), nullptr, &seen) == "list_old");
    Licence knows = sample();
    knows.revocations = 3;
    CHECK(status("2020-06-02", knows, &two) == "list_old");
    CHECK(status("2020-06-02", knows, &three) == "valid");
    CHECK(judged("2020-06-02", knows).warnings.size() == 1); // none given, none seen: told
    CHECK(judged("2020-06-02").warnings.empty());
}

TEST_CASE("a list whose successor is overdue: a warning for the days of grace, then no") {
    const RevocationList list = list_of(1); // next by 1 December
    CHECK(judged("2020-11-30", sample(), &list).warnings.empty());
    CHECK(status("2020-12-01", sample(), &list) == "valid");
    CHECK(!judged("2020-12-01", sample(), &list).warnings.empty());
    CHECK(status("2020-12-10", sample(), &list) == "valid");
    CHECK(status("2020-12-11", sample(), &list) == "list_old");
}

TEST_CASE("an earlier issue of a licence that was seen anew no longer holds") {
    Licence third = sample();
    third.issue = 3;
    const LicenceSeen seen = judged("2020-06-01", third).seen;
    CHECK(status("2020-06-01", third, nullptr, &seen) == "valid");
    CHECK(status("2020-06-01", sample(), nullptr, &seen) == "superseded");
}
