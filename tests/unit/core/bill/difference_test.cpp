#include <doctest/doctest.h>

#include "core/bill/difference.hpp"

using namespace proviso;

namespace {

Day day(const char *text) { return Day::parse(text).value(); }

Line line(const char *key, std::int64_t minor, std::int64_t tax = 0) {
    Line line;
    line.key = key;
    line.kind = LineKind::recurring;
    line.sku = "unlimited-monthly";
    line.text = "Unlimited";
    line.quantity = minor / 19900;
    line.service = {day("2013-03-31"), day("2013-04-30")};
    line.amount = Amount(minor, {});
    line.exact = line.amount.ratio();
    line.tax = Amount(tax, {});
    if (tax) line.tax_jurisdiction = "US-CA";
    line.ledger = "liabilities:deferred";
    line.income = "income:recurring";
    line.clauses = {"SS-6.b.i"};
    Step price;
    price.name = "price";
    price.value = line.exact;
    line.derivation.steps.push_back(price);
    return line;
}

Document document(const char *date, std::vector<Line> lines, DocumentKind kind = DocumentKind::invoice) {
    Document document;
    document.account = "acme";
    document.kind = kind;
    document.date = document.due = day(date);
    document.lines = std::move(lines);
    return document;
}

std::vector<LineDifference> compare(const std::vector<Document> &due, const std::vector<Document> &sealed) {
    return differences(due, sealed).value();
}

std::vector<CreditLine> credit(const LineDifference &difference, std::int64_t left = 1'000'000) {
    return credits(difference, "seat.released of 2013-03-25", "2013-04-01", [=](const SealedLine &) { return left; })
        .value();
}

/// The value that an evaluator gets from the derivation alone.
std::string evaluated(const Line &line) { return value_text(evaluate(line.derivation).value()); }

} // namespace

TEST_CASE("lines that come to the same differ in nothing") {
    const std::vector<Document> due{document("2013-03-31", {line("a", 39800), line("b", 100)})};
    CHECK(compare(due, due).empty());
    // The same on other documents and in another order is the same.
    CHECK(compare(due, {document("2013-03-31", {line("b", 100)}), document("2013-04-01", {line("a", 39800)})}).empty());
}

TEST_CASE("more is due: an adjustment of the difference with the whole derivation") {
    const std::vector<Document> due{document("2013-03-31", {line("a", 59700)})};
    const std::vector<Document> sealed{document("2013-03-31", {line("a", 39800)})};
    const auto found = compare(due, sealed);
    REQUIRE(found.size() == 1);
    const Line made = adjustment(found[0], "seat.activated of 2013-03-20", "2013-04-01").value();
    CHECK(made.kind == LineKind::adjustment);
    CHECK(made.amount.text() == "199.00");
    CHECK(made.quantity == 1);
    CHECK(made.adjusts == "a");
    CHECK(made.key == "a/late/2013-04-01");
    CHECK(made.ledger == "liabilities:deferred");
    CHECK(made.service.from == day("2013-03-31"));
    CHECK(made.derivation.find("price") != nullptr);
    REQUIRE(made.derivation.find("charged") != nullptr);
    CHECK(made.derivation.find("charged")->source == "sealed: 2013-03-31:1; late: seat.activated of 2013-03-20");
    CHECK(evaluated(made) == "199");
    // Billed, it closes the gap, and the next look finds nothing.
    CHECK(compare(due, {sealed[0], document("2013-04-01", {made})}).empty());
}

TEST_CASE("less is due: a credit that names its line and takes the newest first") {
    const std::vector<Document> due{document("2013-03-31", {line("a", 19900)})};
    const std::vector<Document> sealed{document("2013-03-31", {line("b", 500), line("a", 39800)})};
    SUBCASE("one line") {
        const auto found = compare(due, sealed);
        REQUIRE(found.size() == 2); // b is not due at all
        const auto made = credit(found[0]);
        REQUIRE(made.size() == 1);
        CHECK(made[0].document == "2013-03-31");
        CHECK(made[0].line.of == "2013-03-31:2");
        CHECK(made[0].line.amount.text() == "199.00");
        CHECK(evaluated(made[0].line) == "199");
        CHECK(credit(found[1])[0].line.amount.text() == "5.00");
    }
    SUBCASE("a correction before is taken back first, then the line") {
        Line more = line("a/late/2013-04-01", 10000);
        more.adjusts = "a";
        const std::vector<Document> all{sealed[0], document("2013-04-01", {more})};
        const auto made = credit(compare(due, all)[0]); // 398 + 100 less 199
        REQUIRE(made.size() == 2);
        CHECK(made[0].line.of == "2013-04-01:1");
        CHECK(made[0].line.amount.text() == "100.00");
        CHECK(evaluated(made[0].line) == "100");
        CHECK(made[1].line.of == "2013-03-31:2");
        CHECK(made[1].line.amount.text() == "199.00");
        CHECK(made[0].line.key != made[1].line.key);
    }
    SUBCASE("never more than the line has left") {
        const auto made = credit(compare(due, sealed)[0], 15000);
        REQUIRE(made.size() == 1);
        CHECK(made[0].line.amount.text() == "150.00");
        CHECK(evaluated(made[0].line) == "150");
        CHECK(credit(compare(due, sealed)[0], 0).empty());
    }
}

TEST_CASE("credits count against their key, and goodwill does not") {
    const std::vector<Document> due{document("2013-03-31", {line("a", 39800)})};
    Line back = line("a/late/x", 19900);
    back.adjusts = "a";
    const Document note = document("2013-04-01", {back}, DocumentKind::credit_note);
    const auto found = compare(due, {due[0], note});
    REQUIRE(found.size() == 1);
    CHECK(found[0].amount.text() == "199.00"); // credited once, and due after all
    const Document goodwill = document("2013-04-01", {line("acme/credit/1", 5000)}, DocumentKind::credit_note);
    const Document same = goodwill;
    CHECK(compare({due[0], goodwill}, {due[0], same}).empty());
}

TEST_CASE("a credit that should have been given is given as it is") {
    const Document credit_due = document("2013-03-31", {line("suspension", 5000)}, DocumentKind::credit_note);
    const std::vector<Document> due{credit_due};
    const auto found = compare(due, {});
    REQUIRE(found.size() == 1);
    const auto made = credit(found[0]);
    REQUIRE(made.size() == 1);
    CHECK(made[0].line.key == "suspension");
    CHECK(made[0].line.kind == LineKind::recurring);
    CHECK(made[0].document.empty());
}

TEST_CASE("the tax inside goes with the amount") {
    const std::vector<Document> due{document("2013-03-31", {line("a", 59700, 4200)})};
    const std::vector<Document> sealed{document("2013-03-31", {line("a", 39800, 2800)})};
    const auto more_due = compare(due, sealed);
    const Line more = adjustment(more_due[0], "x", "2013-04-01").value();
    CHECK(more.tax.text() == "14.00");
    CHECK(more.tax_jurisdiction == "US-CA");
    CHECK(value_text(evaluate(more.tax_derivation).value()) == "14");
    const auto less_due = compare(sealed, due);
    CHECK(credit(less_due[0])[0].line.tax.text() == "14.00");
    // A rate that becomes known splits an amount that stays.
    const std::vector<Document> untaxed{document("2013-03-31", {line("a", 39800)})};
    const auto split = compare(sealed, untaxed);
    REQUIRE(split.size() == 1);
    CHECK(adjustment(split[0], "x", "2013-04-01").value().amount.is_zero());
    CHECK(adjustment(split[0], "x", "2013-04-01").value().tax.text() == "28.00");
}

TEST_CASE("late interest on one document is one key") {
    Line first = line("acme/2013-04-01/interest/2013-05-16", 1343);
    first.kind = LineKind::interest;
    CHECK(difference_key(first) == "acme/2013-04-01/interest");
    first.adjusts = "other";
    CHECK(difference_key(first) == "other");
    CHECK(difference_key(line("acme/x/2013-03-01..2013-03-31/recurring", 1)) ==
          "acme/x/2013-03-01..2013-03-31/recurring");
}
