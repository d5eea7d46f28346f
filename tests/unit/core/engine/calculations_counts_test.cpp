// The figures of the catalogue for quantities, users and support work, over the packs that print the clauses.
#include <doctest/doctest.h>

#include "core/engine/calculations.hpp"
#include "io/pack_reader.hpp"
#include "support/files.hpp"

using namespace proviso;

namespace {

const Pack &pack_of(const std::string &file) {
    static const Pack velvetel = read_pack(test::source_file("rules/velvetel.toml"), "velvetel").value();
    static const Pack ipsoft = read_pack(test::source_file("rules/ipsoft-2019.toml"), "ipsoft").value();
    return file == "velvetel" ? velvetel : ipsoft;
}

struct Example {
    const char *pack;
    const char *name;
    Inputs inputs;
};

Inputs month_one(const std::string &billed, const std::string &days, const std::string &counts) {
    return {{"price", "1"},     {"period_start", "2025-01-01"}, {"period_end", "2025-02-01"},
            {"billed", billed}, {"counted_on", days},           {"count", counts}};
}

const Inputs twenty{
    {"quantities", "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20"}, {"used", "20"}, {"price", "1"}};
const Inputs seven{{"minutes", "7"}};

std::vector<Example> examples() {
    return {
        {"velvetel", "trueup", month_one("100", "2025-01-01,2025-01-16", "100,200")},
        {"velvetel", "trueup_credit", month_one("200", "2025-01-20", "150")},
        {"velvetel", "normal_use", twenty},
        {"velvetel",
         "support",
         {{"minutes", "7"}, {"credits", "2"}, {"alert", "yes"}, {"rate", "support.hourly_rate"}}},
        {"velvetel", "support", {{"minutes", "7"}, {"free", "credited back"}}},
        {"velvetel",
         "downgrade",
         {{"started", "2025-03-03T16:00:00Z"},
          {"finished", "2025-03-03T16:30:00Z"},
          {"asked", "2025-03-03T18:15:00Z"}}},
        {"velvetel", "maintenance", {{"releases", "5.1,5.0,4.9,4.8"}, {"version", "4.9"}}},
        {"ipsoft",
         "users",
         {{"price", "50"},
          {"staff", "10"},
          {"guests", "3"},
          {"active_staff", "6"},
          {"active_guests", "1"},
          {"at_once", "4"},
          {"staff_at_once", "3"}}},
        {"ipsoft",
         "overage",
         {{"price", "2"}, {"used", "90"}, {"ordered", "100"}, {"posted", "80"}, {"posted_at_renewal", "80"}}},
    };
}

Terms terms_of(const std::string &pack, const Choices &choices, bool priced = true) {
    Terms made(pack_of(pack), {}, {}, Day::parse("2025-01-01").value());
    for (const auto &[reading, option] : choices) REQUIRE(made.choose(reading, option).ok());
    if (pack != "velvetel" || !priced) return made;
    for (const auto &[id, text] :
         {std::pair("support.hourly_rate", "120"), std::pair("support.credit_minutes", "15")}) {
        const Parameter *parameter = made.pack().parameter(id);
        REQUIRE(parameter != nullptr);
        REQUIRE(made.set_parameter(id, parse_parameter_value(*parameter, text).value()).ok());
    }
    return made;
}

/// The amount, or the result where it is no money; an error's code.
std::string figure(const std::string &pack, const std::string &name, const Inputs &inputs, const Choices &choices = {},
                   bool priced = true) {
    const auto result = calculate(terms_of(pack, choices, priced), name, inputs);
    if (!result) return std::string(code_name(result.error().code));
    const auto value = evaluate(result->derivation);
    REQUIRE_MESSAGE(value.ok(), (value.ok() ? std::string() : value.error().render()));
    return result->amount ? result->amount->text() : value_text(*value);
}

} // namespace

TEST_CASE("what a derivation carries gives the same again, under every option of every reading") {
    for (const Example &example : examples()) {
        INFO(std::string(example.name));
        const Terms terms = terms_of(example.pack, {});
        const auto first = calculate(terms, example.name, example.inputs);
        REQUIRE_MESSAGE(first.ok(), (first.ok() ? std::string() : first.error().render()));
        CHECK(first->derivation.calculation == example.name);
        const Inputs carried = inputs_of(first->derivation);
        const auto again = calculate(terms, example.name, carried);
        REQUIRE_MESSAGE(again.ok(), (again.ok() ? std::string() : again.error().render()));
        CHECK(derivation_json(again->derivation) == derivation_json(first->derivation));
        for (const std::string &clause : first->derivation.clauses()) CHECK(terms.pack().clause(clause) != nullptr);
        const auto rows = all_readings(terms, example.name, example.inputs);
        REQUIRE(rows.ok());
        for (const Alternative &row : *rows) {
            const std::string option = row.reading + " = " + row.option;
            CAPTURE(option);
            REQUIRE(row.result.ok());
            CHECK(evaluate(row.result->derivation).ok());
        }
    }
}

TEST_CASE("R-VT-21: the true-up of month one") {
    // 100 are billed at the start, 200 are there from day 16 of 31 on; 250 at the most.
    const Inputs added = month_one("100", "2025-01-01,2025-01-16", "100,200");
    CHECK(figure("velvetel", "trueup", added) == "100.00");
    CHECK(figure("velvetel", "trueup", added, {{"R-VT-21", "no_true_up"}}) == "0.00");
    CHECK(figure("velvetel", "trueup", added, {{"R-VT-21", "day_prorated"}}) == "51.61"); // 100 x 16/31
    const Inputs peak = month_one("100", "2025-01-10,2025-01-20", "250,200");
    CHECK(figure("velvetel", "trueup", peak, {{"R-VT-21", "peak"}}) == "150.00");
    CHECK(figure("velvetel", "trueup", peak) == "100.00");
    CHECK(figure("velvetel", "trueup", month_one("0", "", "")) == "0.00");
    CHECK(figure("velvetel", "trueup", month_one("200", "2025-01-20", "150")) == "0.00"); // never below nothing
}

TEST_CASE("days of a count run from the period's start, and to its end") {
    const Choices by_days{{"R-VT-21", "day_prorated"}};
    // A count from before the period holds for all of it; one that a later day replaces before the start for none.
    CHECK(figure("velvetel", "trueup", month_one("100", "2024-12-01,2024-12-20", "500,131"), by_days) == "31.00");
    // 31 more on the first day only: 31 x 1/31.
    CHECK(figure("velvetel", "trueup", month_one("0", "2025-01-01,2025-01-02", "31,0"), by_days) == "1.00");
    CHECK(figure("velvetel", "trueup", month_one("0", "2025-01-31", "31"), by_days) == "1.00");
}

TEST_CASE("R-VT-21-fall: 200 are billed, 150 are left") {
    const Inputs fall = month_one("200", "2025-01-20", "150");
    CHECK(figure("velvetel", "trueup_credit", fall) == "0.00");
    CHECK(figure("velvetel", "trueup_credit", fall, {{"R-VT-21-fall", "credit"}}) == "50.00");
    const Inputs rise = month_one("100", "2025-01-16", "200");
    CHECK(figure("velvetel", "trueup_credit", rise, {{"R-VT-21-fall", "credit"}}) == "0.00");
}

TEST_CASE("counts that cannot be are refused") {
    CHECK(figure("velvetel", "trueup", month_one("-1", "", "")) == "value.range");
    CHECK(figure("velvetel", "trueup", month_one("1", "2025-01-05", "-1")) == "value.range");
    CHECK(figure("velvetel", "trueup", month_one("1", "2025-02-01", "1")) == "value.range");
    CHECK(figure("velvetel", "trueup", month_one("1", "2025-01-09,2025-01-08", "1,2")) == "value.range");
    CHECK(figure("velvetel", "trueup", month_one("1", "2025-01-09", "1,2")) == "argument.invalid");
    CHECK(figure("velvetel", "trueup", month_one("1", "2025-01-09", "1.5")) == "argument.invalid");
    Inputs backwards = month_one("1", "", "");
    backwards["period_end"] = "2025-01-01";
    CHECK(figure("velvetel", "trueup", backwards) == "period.invalid");
    // A contract that does not ask the question trues nothing up.
    CHECK(figure("ipsoft", "trueup", month_one("1", "", "")) == "reading.unknown");
}

TEST_CASE("R-IP-02: ten ids, six log in, four at once, at 50") {
    const Inputs ten{{"price", "50"}, {"staff", "10"}, {"active_staff", "6"}, {"at_once", "4"}};
    CHECK(figure("ipsoft", "users", ten) == "500.00");
    CHECK(figure("ipsoft", "users", ten, {{"R-IP-02", "named_active_in_period"}}) == "300.00");
    CHECK(figure("ipsoft", "users", ten, {{"R-IP-02", "concurrent"}}) == "200.00");
    Inputs guests = ten;
    guests["guests"] = "3";
    CHECK(figure("ipsoft", "users", guests) == "650.00");
    CHECK(figure("ipsoft", "users", guests, {{"R-IP-02-guests", "guests_free"}}) == "500.00");
    guests["guests"] = "-3";
    CHECK(figure("ipsoft", "users", guests) == "value.range");
}

TEST_CASE("R-IP-09: the website lowers the limit of 100 to 80, and 90 are used at 2") {
    const Inputs may{{"price", "2"}, {"used", "90"}, {"ordered", "100"}, {"posted", "80"}};
    CHECK(figure("ipsoft", "overage", may) == "0.00");
    CHECK(figure("ipsoft", "overage", may, {{"R-IP-09", "website_now"}}) == "20.00");
    CHECK(figure("ipsoft", "overage", may, {{"R-IP-09", "website_at_renewal"}}) == "0.00");
    Inputs renewed = may;
    renewed["posted_at_renewal"] = "80";
    CHECK(figure("ipsoft", "overage", renewed, {{"R-IP-09", "website_at_renewal"}}) == "20.00");
    CHECK(figure("ipsoft", "overage", {{"price", "2"}, {"used", "90"}, {"posted", "90"}}) == "0.00");
    CHECK(figure("ipsoft", "overage", {{"price", "2"}, {"used", "90.5"}, {"posted", "90"}}) == "1.00");
    CHECK(figure("ipsoft", "overage", {{"price", "2"}, {"used", "90"}}) == "limit.unset");
    CHECK(figure("ipsoft", "overage", {{"price", "2"}, {"used", "-1"}, {"posted", "0"}}) == "value.range");
}

TEST_CASE("R-VT-27: the line of 95 per cent among twenty") {
    CHECK(figure("velvetel", "normal_use", twenty) == "1.00");
    CHECK(figure("velvetel", "normal_use", twenty, {{"R-VT-27", "interpolated"}}) == "0.95");
    const auto line = calculate(terms_of("velvetel", {{"R-VT-27", "interpolated"}}), "normal_use", twenty);
    CHECK(value_text(*line->output("line")) == "381/20"); // 19.05
    Inputs other = twenty;
    other["used"] = "19";
    CHECK(figure("velvetel", "normal_use", other) == "0.00");
    CHECK(figure("velvetel", "normal_use", {{"quantities", "7"}, {"used", "7"}, {"price", "1"}}) == "0.00");
    CHECK(figure("velvetel", "normal_use", {{"quantities", "7,3"}, {"used", "8"}, {"price", "1"}}) == "1.00");
    CHECK(figure("velvetel", "normal_use", {{"quantities", ""}, {"used", "7"}, {"price", "1"}}) == "value.range");
    CHECK(figure("velvetel", "normal_use", {{"quantities", "-1"}, {"used", "7"}, {"price", "1"}}) == "value.range");
}

TEST_CASE("R-VT-30: seven minutes at 120 an hour") {
    CHECK(figure("velvetel", "support", seven) == "14.00");
    CHECK(figure("velvetel", "support", seven, {{"R-VT-30", "six_min"}}) == "24.00");
    CHECK(figure("velvetel", "support", seven, {{"R-VT-30", "fifteen_min"}}) == "30.00");
    CHECK(figure("velvetel", "support", seven, {{"R-VT-30", "hour"}}) == "120.00");
    CHECK(figure("velvetel", "support", {{"minutes", "15"}}, {{"R-VT-30", "fifteen_min"}}) == "30.00"); // no step more
    CHECK(figure("velvetel", "support", {{"minutes", "7"}, {"free", "credited back"}}) == "0.00");
    CHECK(figure("velvetel", "support", seven, {}, false) == "parameter.unset");
    CHECK(figure("velvetel", "support", {{"minutes", "7"}, {"free", "please"}}) == "argument.invalid");
    CHECK(figure("velvetel", "support", {{"minutes", "-7"}}) == "value.range");
}

TEST_CASE("credits pay first, of fifteen minutes each") {
    const auto credits = [](const std::string &minutes, const std::string &in_hand) {
        return Inputs{{"minutes", minutes}, {"credits", in_hand}};
    };
    CHECK(figure("velvetel", "support", credits("30", "2")) == "0.00");
    CHECK(figure("velvetel", "support", credits("37", "2")) == "14.00");
    CHECK(figure("velvetel", "support", credits("7", "0")) == "14.00");
    const auto used = calculate(terms_of("velvetel", {}), "support", credits("7.5", "2"));
    CHECK(value_text(*used->output("credits_used")) == "1/2");
}

TEST_CASE("R-VT-22: help with going back, asked for around two hours after") {
    const auto asked = [](const std::string &at) {
        return Inputs{
            {"started", "2025-03-03T10:00:00-06:00"}, {"finished", "2025-03-03T10:30:00-06:00"}, {"asked", at}};
    };
    const auto granted = [&](const std::string &at, const Choices &choices = {}) {
        const auto right = calculate(terms_of("velvetel", choices), "downgrade", asked(at));
        return right ? value_text(*right->output("granted")) + " " + value_text(*right->output("free"))
                     : std::string(code_name(right.error().code));
    };
    CHECK(granted("2025-03-03T12:15:00-06:00") == "yes yes");
    CHECK(granted("2025-03-03T12:15:00-06:00", {{"R-VT-22-clock", "from_start"}}) == "no no");
    CHECK(granted("2025-03-03T12:30:00-06:00") == "yes yes"); // two hours to the second
    CHECK(granted("2025-03-03T12:30:00-06:00", {{"R-VT-22", "strictly_less"}}) == "no no");
    CHECK(granted("2025-03-03T12:29:59-06:00", {{"R-VT-22", "strictly_less"}}) == "yes yes");
    CHECK(granted("2025-03-03T12:30:01-06:00") == "no no");
    CHECK(granted("2025-03-03T12:15:00-06:00", {{"R-VT-22-fee", "own_expense"}}) == "yes no");
    CHECK(granted("2025-03-03T09:59:00-06:00") == "value.range");
    CHECK(granted("noon") == "argument.invalid");
}

TEST_CASE("R-VT-25: a bug in 4.9, after 5.1 and 5.0") {
    const auto covered = [](const std::string &version, const Choices &choices = {}) {
        const auto right = calculate(terms_of("velvetel", choices), "maintenance",
                                     {{"releases", "4.8,5.0,4.9,5.1"}, {"version", version}});
        return right ? value_text(*right->output("granted")) : std::string(code_name(right.error().code));
    };
    const Choices releases{{"R-VT-25", "releases"}};
    const Choices plus_two{{"R-VT-25", "releases"}, {"R-VT-25-count", "newest_plus_two"}};
    CHECK(covered("4.9") == "yes"); // lines 5 and 4
    CHECK(covered("3.2") == "no");
    CHECK(covered("4.9", releases) == "no");
    CHECK(covered("5.0", releases) == "yes");
    CHECK(covered("4.9", plus_two) == "yes");
    CHECK(covered("4.8", plus_two) == "no");
    CHECK(covered("none") == "value.range");
    CHECK(covered("99999999999.1") == "value.range");
}
