// A book whose pack changes: what is sealed stays, re-performs under its own revision, and the new one counts
// afterwards.
#include "book/choices.hpp"
#include "book/documents.hpp"
#include "book/packs.hpp"
#include "book/verify.hpp"
#include "support/books.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

/// The repository's pack with another revision number and price of a seat.
Source revised(int revision, const std::string &price) {
    std::string text = file_bytes("rules/safesoft-2013.toml");
    const auto replace = [&](const std::string &what, const std::string &with) {
        const auto at = text.find(what);
        REQUIRE(at != std::string::npos);
        text.replace(at, what.size(), with);
    };
    replace("revision = 1\n", "revision = " + std::to_string(revision) + "\n");
    replace("price = \"199\"", "price = \"" + price + "\"");
    replace("number = \"199\"", "number = \"" + price + "\""); // a printed number that its sku carries
    return {"pack", "revised.toml", text};
}

bool verified(Book &book) { return get(verify_book(book, {})).ok(); }

} // namespace

TEST_CASE("what is sealed stays as it is; the next cycle is billed under the new revision") {
    TestBook t;
    t.record(printed_example());
    t.run("2013-04-01");
    t.finalize();
    const AdoptReport adopted = get(adopt_sources(t.book, {revised(2, "209")}));
    REQUIRE(adopted.adopted.size() == 1);
    CHECK(adopted.adopted[0].from == day("2013-04-02"));
    CHECK(verified(t.book));
    t.run("2013-04-30");
    t.finalize();
    const DocumentView old = get(show_document(t.book, "INV-000003", {})),
                       fresh = get(show_document(t.book, "INV-000004", {}));
    CHECK(old.document.total.text() == "597.00");
    CHECK(old.document.pack_revision == 1);
    CHECK(fresh.document.total.text() == "627.00");
    CHECK(fresh.document.pack_revision == 2);
    CHECK(verified(t.book));
    CHECK(get(adopt_sources(t.book, {revised(2, "209")})).adopted.empty());
    CHECK(code(adopt_sources(t.book, {revised(2, "211")})) == "pack.sealed");
    CHECK(code(adopt_sources(t.book, {revised(1, "211")})) == "pack.sealed");
    CHECK(get(adopt_sources(t.book, {revised(3, "211")})).adopted.size() == 1);
    CHECK(verified(t.book));
    Book again = get(Book::open(t.path, fixed_options()));
    CHECK(verified(again));
}

TEST_CASE("before anything is sealed a new revision counts for everything") {
    TestBook t;
    t.record(printed_example());
    t.run("2013-04-01");
    get(adopt_sources(t.book, {revised(2, "209")}));
    const RunReport run = t.run("2013-04-01");
    CHECK(run.changed == 3);
    CHECK(run.totals[0].total.text() == "1114.67"); // 418.00 + 69.67 + 627.00
}

TEST_CASE("a revision that does not know what was chosen is refused and changes nothing") {
    TestBook t;
    t.record(printed_example());
    get(choose(t.book, {ChoiceKind::reading, "R-SS-10", "both_ends_365", {}, {}, "me", "so", {}}));
    Source source = revised(2, "209");
    const auto at = source.bytes.find("name = \"both_ends_365\"");
    REQUIRE(at != std::string::npos);
    source.bytes.replace(at, 22, "name = \"other_ends_36\"");
    const Head before = get(t.book.info()).head;
    CHECK(code(adopt_sources(t.book, {source})) == "reading.option_unknown");
    CHECK(get(t.book.info()).head.hash == before.hash);
    t.run("2013-03-20");
    CHECK(verified(t.book));
}

TEST_CASE("choices hold from the first open day, by scope, and the list tells them") {
    TestBook t;
    t.record(printed_example());
    t.run("2013-03-31");
    t.finalize();
    const ChoiceReport first =
        get(choose(t.book, {ChoiceKind::reading, "R-SS-10", "from_day_over_cycle", {}, {}, "me", "so", {}}));
    CHECK(first.from == day("2013-04-01"));
    CHECK(first.before == "thirty_less_index");
    CHECK(first.packs == std::vector<std::string>{"safesoft-2013"});
    const ChoiceReport narrow =
        get(choose(t.book, {ChoiceKind::reading, "R-SS-10", "thirty_e_360", {}, "acme", "me", "theirs", {}}));
    CHECK(narrow.from == day("2013-04-01"));
    // the tenth day of the cycle of 31 March: 9 April; 30E/360 to 30 April: 21 days
    t.record({fact("2013-04-09", "seat.activated", {{"plan", "unlimited-monthly"}, {"quantity", "1"}})});
    t.run("2013-04-09");
    std::vector<DraftRow> drafts;
    get(list_drafts(t.book, {}, [&](const DraftRow &row) { return drafts.push_back(row), true; }));
    REQUIRE(drafts.size() == 1);
    CHECK(drafts[0].total.text() == "139.30"); // 199 x 21/30
    const ChoiceList list = get(list_choices(t.book, ChoiceKind::reading));
    CHECK(list.as_of == day("2013-04-01"));
    for (const ChoiceRow &row : list.rows) {
        if (row.id != "R-SS-10") {
            CHECK(row.made.empty());
            continue;
        }
        CHECK(row.value == "from_day_over_cycle");
        CHECK(row.standard == "thirty_less_index");
        REQUIRE(row.made.size() == 2);
        CHECK(row.made[0].scope == "book");
        CHECK(row.made[1].scope == "account");
        CHECK(row.made[1].why == "theirs");
    }
    CHECK(code(choose(t.book, {ChoiceKind::reading, "R-SS-10", "thirty_e_360", {}, {}, "", "so", {}})) ==
          "argument.missing");
    CHECK(code(choose(t.book, {ChoiceKind::reading, "R-SS-10", "thirty_e_360", "no-pack", {}, "me", "so", {}})) ==
          "pack.unknown");
    CHECK(code(choose(t.book, {ChoiceKind::parameter, "R-SS-10", "1", {}, {}, "me", "so", {}})) == "parameter.unknown");
    CHECK(
        code(choose(t.book, {ChoiceKind::reading, "R-SS-10", "thirty_e_360", {}, {}, "me", "so", day("2013-03-31")})) ==
        "event.late");
}
