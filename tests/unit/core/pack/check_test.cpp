// Every finding of check_pack, each made by one fault in a pack that has none.
#include <doctest/doctest.h>

#include <functional>

#include "core/pack/check.hpp"
#include "core/pack/vocabulary.hpp"
#include "small_pack.hpp"

using namespace proviso;
using test::small_pack;

namespace {

struct Found {
    Code code;
    std::string part;
    bool warning;
    friend bool operator==(const Found &, const Found &) = default;
};

std::vector<Found> findings(const std::function<void(Pack &)> &change) {
    Pack pack = small_pack();
    change(pack);
    std::vector<Found> found;
    for (const PackFinding &finding : check_pack(pack)) {
        CHECK_FALSE(finding.error.what.empty());
        CHECK_FALSE(finding.error.todo.empty());
        found.push_back({finding.error.code, finding.part, finding.warning});
    }
    return found;
}

using List = std::vector<Found>;

Parameter &parameter_of(Pack &pack, std::string_view id) { return const_cast<Parameter &>(*pack.parameter(id)); }
Reading &reading_of(Pack &pack, std::string_view id) { return const_cast<Reading &>(*pack.reading(id)); }

} // namespace

TEST_CASE("the small pack has no finding") {
    CHECK(findings([](Pack &) {}).empty());
}

TEST_CASE("citations of clauses that are not there") {
    CHECK(findings([](Pack &pack) { pack.provisions[0].clauses.push_back("X-9"); }) ==
          List{{Code::pack_clause_unknown, "provision:cycle", false}});
    CHECK(findings([](Pack &pack) { parameter_of(pack, "cycle.days").clause = "X-9"; }) ==
          List{{Code::pack_clause_unknown, "parameter:cycle.days", false}});
    CHECK(findings([](Pack &pack) { reading_of(pack, "R-1").clauses = {"X-9"}; }) ==
          List{{Code::pack_clause_unknown, "reading:R-1", false}});
    CHECK(findings([](Pack &pack) { pack.skus[0].clause = ""; }) ==
          List{{Code::pack_clause_unknown, "sku:b-sku", false}});
    CHECK(findings([](Pack &pack) { pack.retention[0].clause = "X"; }) ==
          List{{Code::pack_clause_unknown, "retention:call-log", false}});
    CHECK(findings([](Pack &pack) { pack.printed[4].clause = "X"; }) ==
          List{{Code::pack_clause_unknown, "printed:4", false}});
}

TEST_CASE("readings without default, or with one that is no option") {
    CHECK(findings([](Pack &pack) { reading_of(pack, "R-1").default_option.clear(); }) ==
          List{{Code::pack_reading_no_default, "reading:R-1", false}});
    CHECK(findings([](Pack &pack) { reading_of(pack, "R-1").default_option = "weekly"; }) ==
          List{{Code::pack_reading_no_default, "reading:R-1", false}});
    CHECK(findings([](Pack &pack) {
              reading_of(pack, "R-1").options.push_back({"cycle.anniversary", "", ""});
          }) == List{{Code::key_duplicate, "reading:R-1", false}});
    CHECK(findings([](Pack &pack) { reading_of(pack, "R-2").decides = "cycle.rule"; }) ==
          List{{Code::pack_invalid, "reading:R-2", false}});
}

TEST_CASE("values that overlap, or end before they start") {
    const auto rate = [](Pack &pack) -> std::vector<ParameterValue> & {
        return parameter_of(pack, "interest.monthly_rate").values;
    };
    CHECK(findings([&](Pack &pack) { rate(pack)[0].until = test::day("2013-07-02"); }) ==
          List{{Code::pack_validity_overlap, "parameter:interest.monthly_rate", false}});
    CHECK(findings([&](Pack &pack) { rate(pack)[0].until = day_last; }) ==
          List{{Code::pack_validity_overlap, "parameter:interest.monthly_rate", false}});
    CHECK(findings([&](Pack &pack) { rate(pack)[0].until = test::day("2013-06-01"); }).empty()); // a gap is no fault
    CHECK(findings([&](Pack &pack) { rate(pack)[0].until = rate(pack)[0].from; }) ==
          List{{Code::period_invalid, "parameter:interest.monthly_rate", false}});
}

TEST_CASE("printed numbers that nothing carries") {
    CHECK(findings([](Pack &pack) { pack.printed[4].fixture.clear(); }) ==
          List{{Code::pack_printed_uncarried, "printed:4", false}});
    CHECK(findings([](Pack &pack) { pack.printed[0].parameter = "cycle.weeks"; }) ==
          List{{Code::pack_printed_uncarried, "printed:0", false}});
    for (const std::size_t number : {0U, 1U, 2U, 3U, 5U, 6U}) {
        // The parameter, sku, list or retention class is there, but its value is another.
        CHECK(findings([&](Pack &pack) { pack.printed[number].number = "31"; }) ==
              List{{Code::pack_printed_uncarried, "printed:" + std::to_string(number), false}});
    }
    CHECK(findings([](Pack &pack) { pack.printed[2].number = "US-NV"; }).empty()); // a list carries its entries, too
}

TEST_CASE("ids that stand twice") {
    CHECK(findings([](Pack &pack) { pack.clauses.push_back(pack.clauses[0]); }) ==
          List{{Code::key_duplicate, "clause:Z-1", false}});
    CHECK(findings([](Pack &pack) { pack.skus.push_back(pack.skus[0]); }) ==
          List{{Code::key_duplicate, "sku:b-sku", false}});
    CHECK(findings([](Pack &pack) { pack.retention.push_back(pack.retention[0]); }) ==
          List{{Code::key_duplicate, "retention:call-log", false}});
}

TEST_CASE("documents stand once and cite a clause") {
    CHECK(findings([](Pack &pack) { pack.papers = {{"order", 1, "Z-1", true}, {"terms", 2, "A-2", false}}; }).empty());
    CHECK(findings([](Pack &pack) {
              pack.papers = {{"order", 1, "Z-9", true}};
          }) == List{{Code::pack_clause_unknown, "document:order", false}});
    CHECK(findings([](Pack &pack) {
              pack.papers = {{"order", 1, "Z-1", true}, {"order", 2, "Z-1", false}};
          }) == List{{Code::key_duplicate, "document:order", false}});
}

TEST_CASE("methods of notice name options that exist") {
    const auto add = [](std::string option) {
        return [option](Pack &pack) {
            Reading methods = pack.readings[0];
            methods.id = "R-7";
            methods.decides = "notice.methods";
            methods.options = {{"union", "", ""}};
            methods.default_option = "union";
            pack.readings.push_back(methods);
            NoticeMethod method;
            method.name = "fax";
            method.clause = "Z-1";
            method.options = {option};
            pack.notice_methods = {method};
        };
    };
    CHECK(findings(add("union")).empty());
    CHECK(findings(add("unions")) == List{{Code::reading_option_unknown, "notice_method:fax", false}});
}

TEST_CASE("what nothing looks up is a warning") {
    CHECK(findings([](Pack &pack) { parameter_of(pack, "cycle.note").recorded_only = false; }) ==
          List{{Code::pack_parameter_unread, "parameter:cycle.note", true}});
    CHECK(findings([](Pack &pack) { parameter_of(pack, "cycle.days").recorded_only = true; }) ==
          List{{Code::pack_invalid, "parameter:cycle.days", true}});
    CHECK(findings([](Pack &pack) { pack.provisions[0].id = "cycles"; }) ==
          List{{Code::pack_parameter_unread, "provision:cycles", true}});
    CHECK(findings([](Pack &pack) { reading_of(pack, "R-2").decides = "proration.day_counts"; }) ==
          List{{Code::pack_parameter_unread, "reading:R-2", true}});
}

TEST_CASE("a parameter that something else answers names what does") {
    const auto answered = [](const char *parameter, const char *reading) {
        return findings([&](Pack &pack) {
            parameter_of(pack, parameter).recorded_only = false;
            parameter_of(pack, parameter).answered_by_reading = reading;
        });
    };
    CHECK(answered("cycle.flag", "R-2").empty());
    CHECK(answered("cycle.flag", "R-3") == List{{Code::reading_unknown, "parameter:cycle.flag", false}});
    CHECK(answered("cycle.days", "R-2") == List{{Code::pack_invalid, "parameter:cycle.days", false}});
    const List unasked = findings([](Pack &pack) {
        reading_of(pack, "R-2").decides = "proration.day_counts";
        reading_of(pack, "R-2").recorded_only = true;
        parameter_of(pack, "cycle.flag").answered_by_reading = "R-2";
    });
    CHECK(unasked == List{{Code::pack_invalid, "parameter:cycle.flag", false}});
}

TEST_CASE("the vocabulary names nothing twice") {
    for (auto words : {known_parameters(), known_questions(), known_provisions()})
        for (std::size_t i = 0; i < words.size(); ++i) {
            CHECK_FALSE(words[i].meaning.empty());
            for (std::size_t j = 0; j < i; ++j) CHECK(words[i].id != words[j].id);
        }
    CHECK(is_known(known_parameters(), "cycle.days"));
    CHECK_FALSE(is_known(known_parameters(), "cycle.day"));
}
