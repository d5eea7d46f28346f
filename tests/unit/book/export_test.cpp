// Names and texts that other programs accept, fields that no spreadsheet runs, and what an export leaves out.
#include <set>

#include "book/charges.hpp"
#include "book/export_file.hpp"
#include "book/export_journal.hpp"
#include "book/export_population.hpp"
#include "book/export_rows.hpp"
#include "support/books.hpp"

using namespace proviso;
using namespace proviso::test;

TEST_CASE("accounts of other programs") {
    constexpr auto ledger = JournalFormat::ledger;
    constexpr auto beancount = JournalFormat::beancount;
    CHECK(exported_account(ledger, "assets:receivable", "acme") == "assets:receivable:acme");
    CHECK(exported_account(ledger, "assets:receivable", "") == "assets:receivable");
    CHECK(exported_account(beancount, "assets:receivable", "acme") == "Assets:Receivable:C-acme");
    CHECK(exported_account(beancount, "income:one-off", "a") == "Income:One-off:C-a");
    CHECK(exported_account(beancount, "expense:write-off", "a") == "Expenses:Write-off:C-a");
    CHECK(exported_account(beancount, "liabilities:tax:US-CA", "") == "Liabilities:Tax:US-CA");
    SUBCASE("two names never become one") {
        const std::vector<std::string> names = {"a b", "a-b", "a  b", "a:b",  "a;b",   "a_b",  "a.b",
                                                "A-b", "é",   "--",   "=1",   "-1",    "",     "x",
                                                "X",   "(a)", "[a]",  "a\tb", "us-ca", "US-CA"};
        for (const JournalFormat format : {JournalFormat::ledger, JournalFormat::hledger, JournalFormat::beancount}) {
            std::set<std::string> seen, taxes;
            for (const std::string &name : names) {
                seen.insert(exported_account(format, "assets:cash", name));
                taxes.insert(exported_account(format, "liabilities:tax:" + name, ""));
            }
            CHECK(seen.size() == names.size());
            CHECK(taxes.size() == names.size());
        }
        // A name that looks like one that was changed is changed itself.
        const std::string changed = exported_account(ledger, "assets:cash", "a b").substr(12);
        CHECK(exported_account(ledger, "assets:cash", changed) != "assets:cash:" + changed);
    }
    SUBCASE("only letters, digits and what each program allows") {
        for (int c = 1; c < 256; ++c) {
            const std::string name = {'a', static_cast<char>(c), 'b'};
            for (const JournalFormat format : {ledger, beancount})
                CHECK(exported_account(format, "assets:cash", name)
                          .find_first_not_of(
                              format == ledger ? "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._:"
                                               : "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-:") ==
                      std::string::npos);
        }
    }
}

TEST_CASE("texts of other programs are one line without their syntax") {
    CHECK(exported_text(JournalFormat::beancount, "say \"a\\b\"\nnow") == "say \\\"a\\\\b\\\" now");
    CHECK(exported_text(JournalFormat::ledger, "a; b, [2013-01-01]\n; c") == "a  b  (2013-01-01)   c");
}

TEST_CASE("fields that a spreadsheet would run") {
    const FileForm form, raw{',', true}, pipe{'|', false};
    for (const char *text : {"=1+1", "+49 30", "-x", "@SUM(A1)", "\tx", "-1+1", "+1", "-", "1.2.3-"}) {
        CAPTURE(std::string(text));
        const bool runs = std::string("=+-@\t").find(text[0]) != std::string::npos;
        CHECK(separated_field(text, form) == (runs ? "'" : "") + std::string(text));
        CHECK(separated_field(text, raw) == text);
    }
    CHECK(separated_field("\rx", form) == "\"'\rx\"");
    for (const char *number : {"-0.05", "12", "-7", "0.10"}) CHECK(separated_field(number, form) == number);
    CHECK(separated_field("a,b", form) == "\"a,b\"");
    CHECK(separated_field("a,b", pipe) == "a,b");
    CHECK(separated_field("a|b", pipe) == "\"a|b\"");
    CHECK(separated_field("say \"x\"", form) == "\"say \"\"x\"\"\"");
}

TEST_CASE("an export stops when nobody takes more") {
    TestBook t;
    t.record(printed_example());
    t.run("2013-03-20");
    t.finalize();
    int pieces = 0;
    get(list_charges(t.book, {}, [&](const ChargeRow &) { return ++pieces < 1; }));
    CHECK(pieces == 1);
    get(list_book_rows(t.book, [&](const BookRow &) { return ++pieces < 3; }));
    CHECK(pieces == 3);
    get(export_journal(t.book, JournalFormat::ledger, {}, [&](std::string_view) { return ++pieces < 4; }));
    CHECK(pieces == 4);
    CHECK(code(export_population(t.book, {}, [](std::string_view, std::string_view) { return false; })) == "cancelled");
    PopulationRequest backwards;
    backwards.from = day("2013-03-21");
    backwards.through = day("2013-03-20");
    CHECK(code(export_population(t.book, backwards, [](std::string_view, std::string_view) { return true; })) ==
          "argument.invalid");
}

TEST_CASE("an export has no personal value unless it is asked for") {
    TestBook t;
    t.record(printed_example());
    t.run("2013-03-20");
    t.finalize();
    bool told = false;
    get(list_book_rows(t.book, [&](const BookRow &row) {
        for (const auto &[name, value] : row.columns)
            if (const auto *text = std::get_if<std::string>(&value)) told = told || text->find("Acme") != text->npos;
        return true;
    }));
    CHECK_FALSE(told);
    PopulationRequest request;
    const auto sink = [&](std::string_view, std::string_view piece) {
        told = told || piece.find("Acme") != piece.npos;
        return true;
    };
    CHECK(get(export_population(t.book, request, sink)).ties_hold());
    CHECK_FALSE(told);
    request.personal = true;
    CHECK(get(export_population(t.book, request, sink)).ties_hold());
    CHECK(told);
}
