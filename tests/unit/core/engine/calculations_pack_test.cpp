// The figures of the catalogue and of the product page over the repository's own pack and calendars: that the words
// components ask for are those the pack has.
#include <doctest/doctest.h>

#include "core/duty/business_calendar.hpp"
#include "core/engine/calculations.hpp"
#include "io/calendar_reader.hpp"
#include "io/pack_reader.hpp"
#include "support/files.hpp"

using namespace proviso;

namespace {

struct World {
    Pack pack;
    BusinessCalendar federal;
    BusinessCalendar state;
};

const World &world() {
    static const World loaded = [] {
        const auto calendar = [](const std::string &file) {
            return read_calendar(test::source_file("rules/calendars/" + file), file).value();
        };
        const std::string file = "rules/safesoft-2013.toml";
        return World{read_pack(test::source_file(file), file).value(), calendar("us-federal.toml"),
                     calendar("us-ca.toml")};
    }();
    return loaded;
}

Result<Calculation> run(const std::string &name, const Inputs &inputs, const Choices &choices) {
    const BusinessCalendar *calendars[] = {&world().federal, &world().state};
    const Terms terms(world().pack, choices, {}, Day::parse("2013-09-01").value());
    return calculate(with_calendar(terms, calendars), name, inputs);
}

/// The amount, or the output of that name; an error's code.
std::string figure(const std::string &name, const Inputs &inputs, const Choices &choices = {},
                   std::string_view output = {}) {
    const auto result = run(name, inputs, choices);
    if (!result) return result.error().render();
    CHECK(evaluate(result->derivation).ok());
    for (const std::string &clause : result->derivation.clauses()) CHECK(world().pack.clause(clause) != nullptr);
    if (output.empty())
        return result->amount ? result->amount->text() : value_text(evaluate(result->derivation).value());
    const Value *value = result->output(output);
    return value ? value_text(*value) : "none";
}

} // namespace

TEST_CASE("calc proration prints what the product page says") {
    const auto result =
        run("proration", {{"price", "199"}, {"cycle_start", "2013-03-01"}, {"activated", "2013-03-20"}}, {});
    REQUIRE_MESSAGE(result.ok(), (result.ok() ? std::string() : result.error().render()));
    CHECK(result->amount->text() == "66.33");
    CHECK(result->exact.text() == "199/3");
    CHECK(result->fraction->text() == "10/30");
    CHECK(result->clauses == std::vector<std::string>{"SS-6.b.ii"});
    CHECK(result->readings == std::vector<ReadingUse>{{"R-SS-10", "thirty_less_index"}});
}

TEST_CASE("every option of the pack's day counts and interest methods is one that the components know") {
    for (const char *id : {"R-SS-03", "R-SS-10", "R-X-03"})
        for (const ReadingOption &option : world().pack.reading(id)->options) {
            INFO(option.name);
            CHECK(figure("proration", {{"price", "199"}, {"cycle_start", "2013-03-01"}, {"activated", "2013-03-20"}},
                         {{id, option.name}})
                      .find("error") == std::string::npos);
        }
    for (const ReadingOption &option : world().pack.reading("R-SS-12")->options) {
        INFO(option.name);
        CHECK(figure("interest", {{"principal", "597"}, {"due", "2013-04-01"}, {"paid", "2013-05-16"}},
                     {{"R-SS-12", option.name}})
                  .find("error") == std::string::npos);
    }
}

TEST_CASE("figures of the defaults") {
    CHECK(figure("cycle", {{"start", "2013-03-05"}, {"count", "3"}}, {}, "periods.2.end") == "2013-06-03");
    CHECK(figure("interest", {{"principal", "597"}, {"due", "2013-04-01"}, {"paid", "2013-05-16"}}) == "13.43");
    CHECK(figure("rate", {{"seconds", "14"}, {"per_minute", "0.02"}}) == "0.01");
    CHECK(figure("rate", {{"seconds", "14"}, {"per_minute", "0.02"}}, {}, "billed_seconds") == "18");
    CHECK(figure("rate", {{"seconds", "14"}, {"per_minute", "0.019"}, {"sku", "voice-broadcast"}},
                 {{"R-SS-30", "whole_minutes"}}, "billed_seconds") == "60");
    CHECK(figure("seats", {{"sessions", "16:00-24:00,00:00-08:00"}}) == "2");
    CHECK(figure("seats", {{"sessions", "16:00-24:00,00:00-08:00"}}, {{"R-SS-04", "calendar_day"}}) == "1");
    CHECK(figure("tax", {{"amount", "199"}, {"rate", "0.10"}}) == "18.09");
    CHECK(figure("recurring", {{"price", "199"}, {"quantity", "3"}}) == "597.00");
}

TEST_CASE("R-SS-22, R-X-02, R-SS-07: notices over the real calendars") {
    const Inputs post{{"method", "certified-mail"}, {"sent", "2013-09-24"}, {"cycle_start", "2013-09-05"}};
    CHECK(figure("notice", post, {}, "deemed") == "2013-09-27");
    CHECK(figure("notice", post, {}, "deadline") == "2013-09-28");
    CHECK(figure("notice", post, {}, "in_time") == "yes");
    const auto deemed = [](const char *method, const char *sent, const Choices &choices = {}) {
        return figure("notice", {{"method", method}, {"sent", sent}}, choices, "deemed");
    };
    CHECK(deemed("certified-mail", "2013-09-25") == "2013-09-30");
    CHECK(deemed("courier", "2013-09-25") == "2013-09-27");
    CHECK(deemed("courier", "2013-09-26") == "2013-09-30");
    CHECK(deemed("email", "2013-09-28") == "2013-09-28");
    CHECK(deemed("fax", "2013-09-28", {{"R-SS-22", "next_business_day"}}) == "2013-09-30");
    CHECK(deemed("hand", "2013-09-28") == "2013-09-28");
    CHECK(deemed("certified-mail", "2013-03-28") == "2013-04-02");
    CHECK(deemed("certified-mail", "2013-03-28", {{"R-X-02", "state"}}) == "2013-04-03");
    CHECK(deemed("certified-mail", "2015-07-01") == "2015-07-07");
    CHECK(deemed("certified-mail", "2013-09-24", {{"R-X-02", "state"}}) == "2013-09-27");
    CHECK(deemed("email", "2013-09-24", {{"R-SS-07", "termination_only_4a"}}) == "none");
    CHECK(deemed("pigeon", "2013-09-24") == "none");
}
