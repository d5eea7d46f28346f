// The book under other readings and packs. Figures: R-SS-03 (2,587 against 2,388 a seat), R-SS-10 (case 1) and R-SS-11.
#include "book/comparison.hpp"

#include <atomic>

#include "book/choices.hpp"
#include "book/import_calls.hpp"
#include "book/packs.hpp"
#include "book/verify.hpp"
#include "support/books.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

struct Compared {
    CompareReport report;
    std::vector<DocumentDifference> rows;
};

Compared compared(TestBook &t, Choices readings, CompareScope scope = {}) {
    Compared out;
    CompareRequest request;
    request.readings = std::move(readings);
    request.scope = std::move(scope);
    out.report = get(compare_book(t.book, request, [&](const DocumentDifference &row) {
        out.rows.push_back(row);
        return true;
    }));
    return out;
}

const Ambiguity *option(const AmbiguityReport &report, std::string_view reading, std::string_view name) {
    for (const Ambiguity &row : report.rows)
        if (row.reading == reading && row.option == name) return &row;
    return nullptr;
}

} // namespace

TEST_CASE("another day count changes one document, by its clause") {
    TestBook t;
    t.record(printed_example());
    t.run("2013-04-01");
    t.finalize();
    const Head before = get(t.book.info()).head;
    const Compared found = compared(t, {{"R-SS-10", "from_day_over_cycle"}});
    REQUIRE(found.rows.size() == 1);
    CHECK(found.rows[0].number == "INV-000002");
    CHECK(found.rows[0].before->text() == "66.33");
    CHECK(found.rows[0].after->text() == "72.97");
    CHECK(found.rows[0].difference.text() == "6.64");
    REQUIRE(found.rows[0].clauses.size() == 1);
    CHECK(found.rows[0].clauses[0].clause == "SS-6.b.ii");
    REQUIRE(found.report.totals.size() == 1);
    CHECK(found.report.totals[0].before.text() == "1061.33");
    CHECK(found.report.totals[0].difference.text() == "6.64");
    CHECK(get(t.book.info()).head.hash == before.hash);
}

TEST_CASE("a charge that is only moved is worth nothing in total, and shows as two documents") {
    TestBook t;
    t.record(printed_example());
    t.run("2013-04-01");
    const Compared found = compared(t, {{"R-SS-11", "next_billing_date"}});
    REQUIRE(found.rows.size() == 2);
    CHECK(found.rows[0].number.empty()); // a draft
    CHECK_FALSE(found.rows[0].after.has_value());
    CHECK(found.rows[1].after->text() == "663.33");
    CHECK(found.report.totals[0].difference.text() == "0.00");
    CHECK(found.report.totals[0].accounts_changed == 1);
}

TEST_CASE("all ambiguities in one table: most money first, each as it is found alone") {
    TestBook t;
    t.record(printed_example());
    t.record(printed_example("bond"));
    t.record({fact("2013-03-20", "seat.activated", {{"plan", "unlimited-monthly"}, {"quantity", "2"}}, "bond")});
    t.run("2013-04-01");
    const AmbiguityReport report = get(price_ambiguities(t.book, {}));
    CHECK(report.accounts == 2);
    const auto size = [](const Ambiguity &row) { return std::abs(row.difference.minor() + row.accrued.minor()); };
    for (std::size_t i = 1; i < report.rows.size(); ++i) CHECK(size(report.rows[i - 1]) >= size(report.rows[i]));
    std::size_t options = 0;
    for (const Reading &reading : safesoft().readings) options += reading.options.size() - 1;
    CHECK(report.rows.size() == options);
    for (const Ambiguity &row : report.rows) {
        CHECK(row.option != row.in_force);
        if (!row.computed || row.limits.failed > 0) continue;
        const Compared alone = compared(t, {{row.reading, row.option}});
        const CompareTotal &total = alone.report.totals.at(0);
        CHECK_MESSAGE(row.difference == total.difference, row.reading, " ", row.option);
        CHECK_MESSAGE(row.documents == total.documents_changed, row.reading, " ", row.option);
        CHECK_MESSAGE(row.accounts == total.accounts_changed, row.reading, " ", row.option);
    }
    const Ambiguity *both = option(report, "R-SS-10", "both_ends_over_cycle");
    REQUIRE(both != nullptr);
    // one seat: 79.60 less 66.33; three in two lines: 79.60 + 159.20 less 66.33 + 132.67
    CHECK(both->difference.text() == "53.07");
    REQUIRE(both->affected.size() == 1);
    CHECK(both->affected[0].account == "bond");
}

TEST_CASE("the accounts that an option moves most, as many as are asked for, of equals the first by name") {
    TestBook t;
    t.record(printed_example("dora"));
    t.record(printed_example("anna"));
    t.record(printed_example("bond"));
    t.record({fact("2013-03-20", "seat.activated", {{"plan", "unlimited-monthly"}, {"quantity", "2"}}, "bond")});
    t.run("2013-04-01");
    const auto named = [&](std::size_t most) {
        const AmbiguityReport report = get(price_ambiguities(t.book, {}, most));
        std::vector<std::string> out;
        for (const AffectedAccount &one : option(report, "R-SS-10", "both_ends_over_cycle")->affected)
            out.push_back(one.account);
        return out;
    };
    CHECK(named(0).empty());
    CHECK(named(2) == std::vector<std::string>{"bond", "anna"});
    CHECK(named(9) == std::vector<std::string>{"bond", "anna", "dora"});
    const AmbiguityReport report = get(price_ambiguities(t.book, {}, 3));
    // one seat: 79.60 less 66.33, and of it 1.5 % a month for the twelve days since 20 March: 0.08
    CHECK(option(report, "R-SS-10", "both_ends_over_cycle")->affected[2].difference.text() == "13.35");
}

TEST_CASE("what is in force is what the book chose, and a comparison beats it") {
    TestBook t;
    t.record(printed_example());
    get(choose(t.book, {ChoiceKind::reading, "R-SS-10", "from_day_over_cycle", {}, {}, "me", "so", {}}));
    t.run("2013-03-31");
    const AmbiguityReport report = get(price_ambiguities(t.book, {}));
    CHECK(option(report, "R-SS-10", "from_day_over_cycle") == nullptr);
    const Ambiguity *usual = option(report, "R-SS-10", "thirty_less_index");
    REQUIRE(usual != nullptr);
    CHECK(usual->in_force == "from_day_over_cycle");
    CHECK(usual->difference.text() == "-6.64");
}

TEST_CASE("imported calls are rated again, and under the readings in force they come out as they were") {
    TestBook t;
    t.record(printed_example());
    t.record({fact("2013-03-01", "price.posted", {{"sku", "per-minute"}, {"amount", "0.019"}, {"per", "minute"}}, "")});
    for (const std::string part : {"one", "two"}) { // two files are two batches
        BookCallRequest request;
        request.format = "csv";
        request.file = part;
        request.source = part;
        request.mapping.columns = {
            {"id", "id"}, {"account", "account"}, {"number", "to"}, {"answered", "at"}, {"seconds", "s"}};
        std::string file = "id,account,to,at,s\n";
        for (int i = 0; i < 500; ++i)
            file += part + std::to_string(i) + ",acme,13105550100,2013-03-0" + std::to_string(2 + i % 7) +
                    "T10:00:00Z," +
                    (i % 5 == 0   ? "0"
                     : i % 5 == 1 ? "12.4"
                                  : std::to_string(i)) +
                    "\n";
        BookCallImport calls = get(BookCallImport::open(t.book, std::move(request)));
        get(calls.feed(file));
        CHECK(get(calls.finish()).calls.classes[0] == 400);
    }
    t.run("2013-04-01");
    for (const Choices &same : {Choices{{"R-SS-15", "sum_then_round"}}, Choices{{"R-SS-13", "answered_only"}},
                                Choices{{"R-SS-29", "raw"}, {"R-SS-30", "shares_12_6"}}}) {
        const Compared found = compared(t, same);
        CHECK(found.rows.empty());
        CHECK(found.report.totals.at(0).difference.text() == "0.00");
        CHECK(found.report.limits.rated_before == 0);
    }
    // 200 calls of no length: 12 s each at 0.019, 0.0038
    const Compared zero = compared(t, {{"R-SS-13", "literal_min"}});
    REQUIRE(zero.rows.size() == 1);
    CHECK(zero.rows[0].difference.text() == "0.76");
    // 200 calls of 12.4 s: 12 s instead of 18 s, 0.0019 less each
    CHECK(compared(t, {{"R-SS-29", "round_seconds_first"}}).report.totals.at(0).difference.text() == "-0.38");
}

TEST_CASE("threads do not change what is found") {
    TestBook t;
    for (int i = 0; i < 150; ++i) t.record(printed_example("a" + std::to_string(i)));
    t.run("2013-04-01");
    BookOptions options = fixed_options();
    options.read_only = true;
    options.threads = 4;
    Book many = get(Book::open(t.path, options));
    const AmbiguityReport one = get(price_ambiguities(t.book, {})), four = get(price_ambiguities(many, {}));
    REQUIRE(one.rows.size() == four.rows.size());
    for (std::size_t i = 0; i < one.rows.size(); ++i) {
        CHECK(one.rows[i].reading == four.rows[i].reading);
        CHECK(one.rows[i].option == four.rows[i].option);
        CHECK(one.rows[i].difference == four.rows[i].difference);
        REQUIRE(one.rows[i].affected.size() == four.rows[i].affected.size());
        for (std::size_t j = 0; j < one.rows[i].affected.size(); ++j)
            CHECK(one.rows[i].affected[j].account == four.rows[i].affected[j].account);
    }
}

TEST_CASE("a comparison can be cancelled") {
    TestBook t;
    for (int i = 0; i < 150; ++i) t.record(printed_example("a" + std::to_string(i)));
    t.run("2013-04-01");
    BookOptions options = fixed_options();
    options.rim.progress = [](const Progress &progress) { return progress.stage != "compare"; };
    Book book = get(Book::open(t.path, options));
    CHECK(code(price_ambiguities(book, {})) == "cancelled");
}

TEST_CASE("mistakes are told, and nothing is compared with a book that was never billed") {
    TestBook t;
    t.record(printed_example());
    CompareRequest request;
    request.readings = {{"R-SS-10", "from_day_over_cycle"}};
    const auto all = [](const DocumentDifference &) { return true; };
    CHECK(code(compare_book(t.book, request, all)) == "argument.missing");
    request.scope.through = day("2013-04-01");
    CHECK(code(compare_book(t.book, request, all)) == "ok");
    request.readings = {{"R-SS-10", "never"}};
    CHECK(code(compare_book(t.book, request, all)) == "reading.option_unknown");
    request.readings = {{"R-NO-1", "never"}};
    CHECK(code(compare_book(t.book, request, all)) == "reading.unknown");
    request.readings.clear();
    request.scope.account = "nobody";
    CHECK(code(compare_book(t.book, request, all)) == "event.account_unknown");
}
