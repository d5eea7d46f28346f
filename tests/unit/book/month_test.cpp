// A month of one account: recorded, drafted, finalised. Figures are those of SS-6.b.ii's printed example: 398 on 1
// March, 66.33 on 20 March, 597 on 31 March.
#include "book/documents.hpp"
#include "support/books.hpp"

using namespace proviso;
using namespace proviso::test;

TEST_CASE("the printed example becomes three numbered invoices") {
    TestBook t;
    t.record(printed_example());

    const RunReport run = t.run("2013-04-01");
    CHECK(run.accounts == 1);
    CHECK(run.fresh == 3);
    CHECK(run.refused == 0);
    std::vector<DraftRow> drafts;
    get(list_drafts(t.book, {}, [&](const DraftRow &row) { return drafts.push_back(row), true; }));
    REQUIRE(drafts.size() == 3);
    CHECK(drafts[0].id == "2013-03-01");
    CHECK(drafts[0].total.text() == "398.00");
    CHECK(drafts[1].total.text() == "66.33");
    CHECK(drafts[2].date == day("2013-03-31"));
    CHECK(drafts[2].total.text() == "597.00");

    const FinalizeReport sealed = t.finalize();
    CHECK(sealed.documents == 3);
    REQUIRE(sealed.series.size() == 1);
    CHECK(sealed.series[0].first == "INV-000001");
    CHECK(sealed.series[0].last == "INV-000003");
    CHECK(get(t.book.info()).sealed_through == day("2013-04-01"));

    SUBCASE("a second run right after bills nothing") {
        CHECK(t.run("2013-04-01").fresh == 0);
        CHECK(code(finalize_drafts(t.book, {})) == "drafts.none");
    }
    SUBCASE("the next cycle goes on from there") {
        CHECK(t.run("2013-04-30").fresh == 1);
        CHECK(t.finalize().series[0].first == "INV-000004");
    }
}

TEST_CASE("a run says which drafts are new, changed, the same and gone") {
    TestBook t;
    t.record(printed_example());
    t.run("2013-04-01");
    CHECK(t.run("2013-04-01").same == 3);
    t.record({fact("2013-03-25", "seat.released", {{"plan", "unlimited-monthly"}, {"quantity", "1"}})});
    const RunReport run = t.run("2013-04-01");
    CHECK(run.same == 2);
    CHECK(run.changed == 1); // 398.00 on 31 March
    CHECK(t.run("2013-03-20").gone == 1);
}

TEST_CASE("finalize refuses a draft that is not the one that was shown") {
    TestBook t;
    t.record(printed_example());
    t.run("2013-04-01");
    t.record({fact("2013-03-25", "seat.released", {{"plan", "unlimited-monthly"}, {"quantity", "1"}})});
    const auto refused = finalize_drafts(t.book, {});
    CHECK(code(refused) == "drafts.changed");
    CHECK(get(t.book.info()).documents == 0);
    CHECK(get(t.book.info()).drafts == 3);
    CHECK(get(finalize_drafts(t.book, {{}, true})).documents == 3);
}

TEST_CASE("documents that nobody saw are not issued") {
    TestBook t;
    t.record(printed_example());
    CHECK(code(finalize_drafts(t.book, {})) == "drafts.none");
    CHECK(code(finalize_drafts(t.book, {day("2013-04-01"), false})) == "drafts.changed");
    t.run("2013-04-01");
    CHECK(get(finalize_drafts(t.book, {day("2013-03-20"), false})).documents == 2); // part of what was shown
    CHECK(get(t.book.info()).drafts == 1);
}
