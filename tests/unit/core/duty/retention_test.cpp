#include <doctest/doctest.h>

#include "core/duty/retention.hpp"
#include "support/test_pack.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

RetentionFacts facts(std::string data, std::string_view created) {
    RetentionFacts made;
    made.data = std::move(data);
    made.created = day(created);
    return made;
}

/// First day and deciding clause; sound if there is a clock.
std::string clock(const RetentionFacts &facts, const Choices &choices = {}) {
    const auto result = retention_clock(terms(choices), facts);
    if (!result) return std::string(code_name(result.error().code)) + " " + result.error().clause;
    check_sound(result->work);
    return (result->first_day ? result->first_day->text() : "none") + " " + result->clause;
}

} // namespace

TEST_CASE("SS-C.1: 120, 60 and 30 days from 1 July 2013") {
    CHECK(clock(facts("crm", "2013-07-01")) == "2013-10-29 SS-C.1.a");
    CHECK(clock(facts("call-log", "2013-07-01")) == "2013-08-30 SS-C.1.c");
    CHECK(clock(facts("recording", "2013-07-01")) == "2013-07-31 SS-C.1.f");
}

TEST_CASE("R-SS-25: from the creation, the last change or the last use") {
    RetentionFacts moved = facts("crm", "2013-07-01");
    moved.changed = day("2013-07-10");
    moved.used = day("2013-07-20");
    CHECK(clock(moved) == "2013-10-29 SS-C.1.a");
    CHECK(clock(moved, {{"R-SS-25", "last_modified"}}) == "2013-11-07 SS-C.1.a");
    CHECK(clock(moved, {{"R-SS-25", "last_used"}}) == "2013-11-17 SS-C.1.a");
    moved.used.reset(); // a change is a use
    CHECK(clock(moved, {{"R-SS-25", "last_used"}}) == "2013-11-07 SS-C.1.a");
    CHECK(clock(facts("crm", "2013-07-01"), {{"R-SS-25", "last_used"}}) == "2013-10-29 SS-C.1.a");
}

TEST_CASE("R-SS-26: a recording offloaded on day 3, on day 40, never") {
    RetentionFacts recording = facts("recording", "2013-07-01");
    CHECK(clock(recording, {{"R-SS-26", "both"}}) == "none SS-C.1.f");
    recording.offloaded = day("2013-07-04");
    CHECK(clock(recording) == "2013-07-04 SS-C.1.f");
    CHECK(clock(recording, {{"R-SS-26", "both"}}) == "2013-07-31 SS-C.1.f");
    recording.offloaded = day("2013-08-10");
    CHECK(clock(recording) == "2013-07-31 SS-C.1.f");
    CHECK(clock(recording, {{"R-SS-26", "both"}}) == "2013-08-10 SS-C.1.f");
}

TEST_CASE("R-SS-27: suspended on day 10") {
    RetentionFacts lead = facts("crm", "2013-07-01");
    lead.disabled = day("2013-07-11");
    CHECK(clock(lead) == "2013-08-10 SS-C.1.h");
    CHECK(clock(lead, {{"R-SS-27", "longest"}}) == "2013-10-29 SS-C.1.a");
    lead.disabled = day("2013-10-20"); // its own clock runs out first
    CHECK(clock(lead) == "2013-10-29 SS-C.1.a");
    CHECK(clock(lead, {{"R-SS-27", "longest"}}) == "2013-11-19 SS-C.1.h");
}

TEST_CASE("call-backs and whole accounts count from their own dates, and cannot do without") {
    RetentionFacts callback = facts("callback", "2013-07-01");
    CHECK(clock(callback) == "value.range SS-C.1.g");
    callback.complete_by = day("2013-07-15");
    CHECK(clock(callback) == "2013-11-12 SS-C.1.g");
    RetentionFacts account = facts("domain", "2013-07-01");
    CHECK(clock(account) == "value.range SS-C.1.h");
    account.disabled = day("2013-07-11");
    CHECK(clock(account) == "2013-08-10 SS-C.1.h");
    CHECK(clock(facts("newsletter", "2013-07-01")) == "value.range SS-C.1");
}
