#include <doctest/doctest.h>

#include "core/duty/business_calendar.hpp"
#include "core/duty/notice.hpp"
#include "support/test_pack.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

const Period september = period("2013-09-05", "2013-10-05");

struct Given {
    std::string method;
    std::string sent;
    std::string received = {};
    bool proof = true;
    bool by_customer = true;
};

DeemedNotice notice(const Given &given, const Choices &choices = {}, const std::optional<Period> &cycle = september) {
    NoticeFacts facts{given.method, day(given.sent), std::nullopt, given.proof, given.by_customer};
    if (!given.received.empty()) facts.received = day(given.received);
    auto result = deemed_notice(terms(choices), facts, cycle);
    REQUIRE_MESSAGE(result.ok(), (result.ok() ? std::string() : result.error().render()));
    check_sound(result->work);
    return std::move(*result);
}

/// "2013-09-27 in time", "2013-09-30 late", "notice.no_proof".
std::string outcome(const Given &given, const Choices &choices = {}) {
    const DeemedNotice result = notice(given, choices);
    CHECK(result.day.has_value() == (result.state == NoticeState::deemed));
    if (!result.day) {
        CHECK(result.in_time == false);
        return std::string(code_name(result.code));
    }
    return result.day->text() + (*result.in_time ? " in time" : " late");
}

} // namespace

TEST_CASE("R-SS-22: deemed days around the deadline of Saturday 28 September 2013") {
    CHECK(outcome({"certified-mail", "2013-09-24"}) == "2013-09-27 in time");
    CHECK(outcome({"certified-mail", "2013-09-25"}) == "2013-09-30 late");
    CHECK(outcome({"courier", "2013-09-25"}) == "2013-09-27 in time");
    CHECK(outcome({"courier", "2013-09-26"}) == "2013-09-30 late");
    const Choices next{{"R-SS-22", "next_business_day"}};
    for (const char *method : {"fax", "email"}) {
        INFO(std::string(method));
        CHECK(outcome({method, "2013-09-28"}) == "2013-09-28 in time");
        CHECK(outcome({method, "2013-09-28"}, next) == "2013-09-30 late");
        CHECK(outcome({method, "2013-09-27"}, next) == "2013-09-27 in time");
    }
    CHECK(outcome({"hand", "2013-09-28"}) == "2013-09-28 in time");
}

TEST_CASE("R-SS-22: the next deadline, Monday 28 October by thirty-day cycles") {
    const auto deemed = [](const Given &given) {
        const DeemedNotice result = notice(given, {}, period("2013-10-05", "2013-11-04"));
        return result.day->text() + (*result.in_time ? " in time" : " late");
    };
    CHECK(deemed({"certified-mail", "2013-10-23"}) == "2013-10-28 in time");
    CHECK(deemed({"courier", "2013-10-24"}) == "2013-10-28 in time");
    CHECK(deemed({"certified-mail", "2013-10-24"}) == "2013-10-29 late");
}

TEST_CASE("R-SS-06: a notice of 29 October is late by thirty-day cycles, timely by months") {
    const Given given{"fax", "2013-10-29"};
    CHECK(notice(given, {}, period("2013-10-05", "2013-11-04")).in_time == false);
    CHECK(notice(given, {{"R-SS-03", "cycle.anniversary"}}, period("2013-10-05", "2013-11-05")).in_time == true);
}

TEST_CASE("without proof a customer's notice is void, however early; proof or receipt cures it") {
    CHECK(outcome({"certified-mail", "2013-09-05", "", false}) == "notice.no_proof");
    CHECK(outcome({"certified-mail", "2013-09-05", "", true}) == "2013-09-10 in time");
    CHECK(outcome({"fax", "2013-09-05", "", false}) == "notice.no_proof");
    CHECK(outcome({"fax", "2013-09-05", "2013-09-06", false}) == "2013-09-06 in time");
    CHECK(outcome({"fax", "2013-09-05", "2013-09-06", true}) == "2013-09-05 in time"); // proof came with it
    CHECK(outcome({"certified-mail", "2013-09-05", "2013-09-06", false}) == "notice.no_proof");
    CHECK(outcome({"certified-mail", "2013-09-05", "", false, false}) == "2013-09-10 in time"); // the vendor's
    const DeemedNotice unproved = notice({"fax", "2013-09-05", "", false});
    CHECK(unproved.state == NoticeState::void_proof);
    CHECK(unproved.clause == "SS-13.g");
}

TEST_CASE("R-SS-07: which methods count") {
    const auto under = [](const char *method, const char *option) {
        return outcome({method, "2013-09-05"}, {{"R-SS-07", option}}).substr(0, 10);
    };
    CHECK(under("email", "union") == "2013-09-05");
    CHECK(under("email", "termination_only_4a") == "notice.met");
    CHECK(under("email", "general_only_13g") == "2013-09-05");
    CHECK(under("courier", "termination_only_4a") == "notice.met");
    CHECK(under("hand", "union") == "2013-09-05");
    CHECK(under("hand", "termination_only_4a") == "2013-09-05");
    CHECK(under("hand", "general_only_13g") == "notice.met");
    CHECK(under("certified-mail", "termination_only_4a") == "2013-09-10");
    CHECK(under("certified-mail", "general_only_13g") == "2013-09-10");
    CHECK(under("pigeon", "union") == "notice.met");
    CHECK(notice({"pigeon", "2013-09-05"}).state == NoticeState::void_method);
}

TEST_CASE("R-X-02: the calendar of business days") {
    const auto post = [](const char *sent, const BusinessCalendar &calendar) {
        const Terms some(contract(), {}, {}, day("2013-03-01"), &calendar);
        return deemed_notice(some, {"certified-mail", day(sent), std::nullopt, true, true})->day->text();
    };
    CHECK(post("2013-03-28", federal()) == "2013-04-02");
    CHECK(post("2013-03-28", california()) == "2013-04-03");
    CHECK(post("2015-07-01", federal()) == "2015-07-07"); // Saturday 4 July is kept on Friday 3
    CHECK(post("2013-04-01", federal()) == "2013-04-04"); // R-SS-17: tracked post of 1 April

    const BusinessCalendar *both[] = {&california(), &federal()};
    CHECK(with_calendar(terms(), both).calendar().value()->id == "us-federal");
    CHECK(with_calendar(terms({{"R-X-02", "state"}}), both).calendar().value()->id == "us-ca");
    CHECK(with_calendar(terms(), {both, 1}).calendar().error().code == Code::calendar_unknown);
}

TEST_CASE("the calculation without a cycle ends in the deemed day, with one in whether it is in time") {
    const DeemedNotice alone = notice({"certified-mail", "2013-09-24"}, {}, std::nullopt);
    CHECK_FALSE(alone.in_time);
    CHECK(evaluate(alone.work.derivation).value() == Value(day("2013-09-27")));
    CHECK(output_of(alone.work, "deemed") == "2013-09-27");
    CHECK(output_of(alone.work, "deadline").empty());
    CHECK(alone.work.clauses == std::vector<std::string>{"SS-13.g"});
    CHECK(alone.work.readings == std::vector<ReadingUse>{{"R-SS-07", "union"}, {"R-X-02", "us_federal"}});

    const DeemedNotice judged = notice({"certified-mail", "2013-09-24"});
    CHECK(evaluate(judged.work.derivation).value() == Value(true));
    CHECK(output_of(judged.work, "deadline") == "2013-09-28");
    CHECK(output_of(judged.work, "in_time") == "yes");
    CHECK(output_of(judged.work, "renewal") == "2013-10-05");
    CHECK(judged.work.clauses == std::vector<std::string>{"SS-13.g", "SS-4.b"});
    CHECK(judged.work.derivation.find("deemed")->source == "calendar us-federal test");

    const DeemedNotice hand = notice({"hand", "2013-09-28"}, {}, std::nullopt);
    CHECK(hand.work.clauses == std::vector<std::string>{"SS-13.g", "SS-4.a"});
    const DeemedNotice none = notice({"fax", "2013-09-28", "", false}, {}, std::nullopt);
    CHECK(evaluate(none.work.derivation).value() == Value(std::string("void")));
    CHECK(output_of(none.work, "valid") == "no");
    CHECK(output_of(none.work, "code") == "notice.no_proof");
}

TEST_CASE("holidays on the way stand in the derivation") {
    const DeemedNotice result = notice({"courier", "2013-10-11"}, {}, std::nullopt);
    CHECK(result.day == day("2013-10-16"));
    CHECK(result.work.derivation.find("deemed")->source == "calendar us-federal test; closed 2013-10-14 Columbus Day");
}

TEST_CASE("what cannot be answered is an error, not a guess") {
    const Terms bare(contract(), {}, {}, day("2013-03-01"), nullptr);
    CHECK(deemed_notice(bare, {"courier", day("2013-09-24"), std::nullopt, true, true}).error().code ==
          Code::calendar_unknown);
    CHECK(deemed_notice(bare, {"fax", day("2013-09-24"), std::nullopt, true, true}).ok()); // asks for none
    CHECK(deemed_notice(terms(), {"courier", day("2019-09-24"), std::nullopt, true, true}).error().code ==
          Code::calendar_range);
    CHECK(deemed_notice(terms(), {"fax", day("2013-09-24"), day("2013-09-23"), true, true}).error().code ==
          Code::value_range);
    CHECK(deemed_notice(terms({}, {{"notice.post_business_days", "1/2"}}),
                        {"certified-mail", day("2013-09-24"), std::nullopt, true, true})
              .error()
              .code == Code::value_range);
}
