// How two packs differ, on packs made in code.
#include "core/pack/difference.hpp"

#include <doctest/doctest.h>

#include "small_pack.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

std::vector<std::string> told(const Pack &before, const Pack &after) {
    std::vector<std::string> rows;
    for (const PackChange &change : difference(before, after))
        rows.push_back(std::string(pack_part_name(change.part)) + " " + change.id + " " + change.what + ": " +
                       change.before + " -> " + change.after);
    return rows;
}

} // namespace

TEST_CASE("equal packs do not differ") { CHECK(told(small_pack(), small_pack()).empty()); }

TEST_CASE("a changed value, default, figure and price, by their ids") {
    Pack after = small_pack();
    after.revision = 2;
    after.parameters.front().values.front().text = "31";
    after.readings.front().default_option = after.readings.front().options.back().name;
    after.readings.front().options.front().figure = "other";
    const Pack before = small_pack();
    const auto rows = told(before, after);
    REQUIRE(rows.size() == 4);
    CHECK(rows[0] == "pack " + before.id + " revision: 1 -> 2");
    CHECK(rows[1] == "parameter " + before.parameters.front().id +
                         " value: " + before.parameters.front().values.front().text + " -> 31");
    CHECK(rows[2] == "reading " + before.readings.front().id + " default: " + before.readings.front().default_option +
                         " -> " + after.readings.front().default_option);
    CHECK(rows[3].find("option " + before.readings.front().options.front().name + ":") != std::string::npos);
    CHECK(rows[3].find(" -> other") != std::string::npos);
}

TEST_CASE("what was added and removed") {
    const Pack before = small_pack();
    Pack after = small_pack();
    after.clauses.push_back({"T-99", "99", "New", "A new clause.", 'C', {}});
    after.provisions.clear();
    after.readings.front().options.push_back({"third", "3", {}});
    std::size_t added = 0, removed = 0, option = 0;
    for (const PackChange &change : difference(before, after)) {
        if (change.what == "added" && change.id == "T-99" && change.part == PackPart::clause) ++added;
        if (change.what == "removed" && change.part == PackPart::provision) ++removed;
        if (change.what == "option third added" && change.after == "3") ++option;
    }
    CHECK(added == 1);
    CHECK(removed == before.provisions.size());
    CHECK(option == 1);
}

TEST_CASE("conditions and duties, the second of a name as well") {
    Pack before = small_pack();
    Checklist list;
    list.ask = "line.check";
    list.clause = "T-1";
    list.summary = "all is well";
    list.facts.emplace_back();
    list.facts.back().name = "kbps";
    list.facts.back().form = FactForm::number;
    list.facts.back().summary = "speed";
    Check check;
    check.field = "kbps";
    check.is = Relation::at_least;
    check.value = "64";
    check.clause = "T-1";
    check.reason = "each needs it";
    list.checks = {check, check};
    before.checklists = {list};
    DutyRule rule;
    rule.name = "claim-notice";
    rule.event = "claim.made";
    rule.owner = "vendor";
    rule.clause = "T-1";
    before.duties = {rule, rule};
    CHECK(told(before, before).empty());

    Pack after = before;
    after.checklists.front().checks.back().value = "100";
    after.duties.back().owner = "customer";
    after.beside = {"other"};
    CHECK(told(before, after) ==
          std::vector<std::string>{"pack " + before.id + " beside:  -> other",
                                   "checklist line.check condition on kbps by T-1 2: at least 64: each needs it -> "
                                   "at least 100: each needs it",
                                   "duty claim-notice 2 owner: vendor -> customer"});
}
