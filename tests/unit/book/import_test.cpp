// Imports: keys, keyless rows in several files, rows that wait, cancelling.
#include <algorithm>

#include "book/internal.hpp"
#include "book/reports.hpp"
#include "book/suspense.hpp"
#include "book/verify.hpp"
#include "support/books.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

ImportReport import_rows(Book &book, const std::string &file, const std::vector<Event> &events,
                         std::uint64_t batch = 65536) {
    EventImport import = get(EventImport::open(book, {"payments", file, "bank", batch}));
    std::uint64_t row = 1;
    for (const Event &event : events) get(import.add({event, ++row, "row " + std::to_string(row)}));
    return get(import.finish());
}

std::vector<SuspenseRow> waiting(Book &book) {
    std::vector<SuspenseRow> rows;
    get(list_suspense(book, {}, [&](const SuspenseRow &row) { return rows.push_back(row), true; }));
    return rows;
}

std::string cash(Book &book) {
    for (const TrialBalanceRow &row : get(trial_balance(book, day("2014-01-01"))).rows)
        if (row.ledger == chart::cash) return row.debit.text();
    return "0.00";
}

Event keyed(const std::string &date, const std::string &amount, const std::string &key) {
    return fact(date, "payment.received", {{"amount", amount}, {"method", "card"}}, "acme", key);
}

} // namespace

TEST_CASE("a key stands for one content, for ever") {
    TestBook t;
    t.record(printed_example());
    CHECK(import_rows(t.book, "a.csv", {keyed("2013-03-05", "10.00", "k1"), keyed("2013-03-05", "10.00", "k2")})
              .accepted == 2);
    const ImportReport again = import_rows(t.book, "a.csv",
                                           {keyed("2013-03-05", "10.00", "k1"), keyed("2013-03-05", "12.00", "k2"),
                                            keyed("2013-03-06", "1.00", "k3"), keyed("2013-03-06", "1.00", "k3")});
    CHECK(again.accepted == 1);
    CHECK(again.replayed == 2); // k1, and k3 within the file
    CHECK(again.suspended == 1);
    REQUIRE(waiting(t.book).size() == 1);
    CHECK(code_name(waiting(t.book)[0].reason.code) == "event.key_conflict");
    CHECK(waiting(t.book)[0].reason.what.find("amount") != std::string::npos); // the field is named
    CHECK(waiting(t.book)[0].raw == "row 3");
    CHECK(cash(t.book) == "419.00");
    CHECK(code(record_events(t.book, {keyed("2013-03-05", "11.00", "k1")})) == "event.key_conflict");
    CHECK(get(record_events(t.book, {keyed("2013-03-05", "10.00", "k1")})).replayed == 1);
}

TEST_CASE("of equal rows in several files as many stand as the file with most of them has") {
    const Event ten = payment("2013-03-05", "10.00"), five = payment("2013-03-05", "5.00");
    const std::vector<std::vector<Event>> files{{ten, ten, five}, {ten, ten, ten}, {ten}};
    // 3 tens (as the second file has) and 1 five stand, whichever file came first.
    for (const std::vector<std::size_t> &order : {std::vector<std::size_t>{0, 1, 2}, {1, 0, 2}, {2, 1, 0}, {2, 0, 1}}) {
        for (const std::uint64_t batch : {1ULL, 2ULL, 100ULL}) {
            TestBook t;
            t.record(printed_example());
            std::uint64_t accepted = 0, suspended = 0;
            for (const std::size_t at : order) {
                const ImportReport report = import_rows(t.book, "file" + std::to_string(at), files[at], batch);
                CHECK(report.accepted + report.suspended == report.rows);
                accepted += report.accepted;
                suspended += report.suspended;
            }
            CHECK(accepted == 4);
            CHECK(suspended == 3);
            CHECK(waiting(t.book).size() == 3);
            CHECK(cash(t.book) == "433.00");
        }
    }
}

TEST_CASE("a possible duplicate waits until someone says what it is") {
    TestBook t;
    t.record(printed_example());
    import_rows(t.book, "a.csv", {payment("2013-03-05", "10.00")});
    import_rows(t.book, "b.csv", {payment("2013-03-05", "10.00")});
    const auto rows = waiting(t.book);
    REQUIRE(rows.size() == 1);
    CHECK(code_name(rows[0].reason.code) == "possible_duplicate");
    CHECK(get(retry_suspense(t.book, {})).waiting == 1);
    SUBCASE("a fact of its own") {
        RetryRequest request;
        request.accept_duplicates = true;
        CHECK(get(retry_suspense(t.book, request)).resolved == 1);
        CHECK(cash(t.book) == "418.00");
    }
    SUBCASE("closed with a reason") {
        CHECK(code(reject_suspense(t.book, {rows[0].id}, "")) == "argument.missing");
        get(reject_suspense(t.book, {rows[0].id}, "the bank sent it twice"));
        CHECK(code(reject_suspense(t.book, {rows[0].id}, "again")) == "suspense.unknown");
        CHECK(cash(t.book) == "408.00");
    }
    CHECK(waiting(t.book).empty());
    CHECK(get(verify_book(t.book, {})).ok());
}

TEST_CASE("rows that name an account that is not open wait for it") {
    TestBook t;
    CHECK(import_rows(t.book, "a.csv", {payment("2013-03-05", "10.00")}).suspended == 1);
    CHECK(get(retry_suspense(t.book, {})).still[0].reason.code == Code::event_account_unknown);
    t.record(printed_example());
    CHECK(get(retry_suspense(t.book, {})).resolved == 1);
    CHECK(cash(t.book) == "408.00");
}

TEST_CASE("an account that cannot be billed yet does not keep the rows of a file out") {
    TestBook t;
    t.record(printed_example("acme"));
    t.record(printed_example("bond"));
    const Fields on_top{{"reading", "R-SS-18"}, {"value", "exclusive"}, {"by", "a"}, {"why", "b"}};
    t.record({fact("2013-03-25", "reading.chosen", on_top, "")}); // and no tax rate is posted for the cycle of 31 March
    const ImportReport report =
        import_rows(t.book, "a.csv", {payment("2013-04-05", "10.00", "acme"), payment("2013-04-05", "20.00", "bond")});
    CHECK(report.accepted == 2);
    CHECK(code(run_drafts(t.book, {day("2013-04-05"), {}, false})) == "tax.rate_missing");
    t.record({fact("2013-03-25", "tax.rate_posted", {{"jurisdiction", "US-CA"}, {"rate", "0.0825"}}, "")});
    t.run("2013-04-05");
    t.finalize();
    CHECK(cash(t.book) == "826.00"); // 398.00 of each came before
    CHECK(get(verify_book(t.book, {})).ok());
}

TEST_CASE("within a file the order of rows does not matter") {
    TestBook t;
    std::vector<Event> rows = printed_example();
    std::reverse(rows.begin(), rows.end());
    CHECK(import_rows(t.book, "a.csv", rows).accepted == 5);
    CHECK(t.run("2013-04-01").fresh == 3);
}

TEST_CASE("money of sealed time is accepted and posts on the first open day") {
    TestBook t;
    t.record(printed_example());
    t.run("2013-04-01");
    t.finalize();
    CHECK(import_rows(t.book, "a.csv", {payment("2013-04-01", "5.00"), payment("2013-04-02", "6.00")}).accepted == 2);
    CHECK(cash(t.book) == "409.00");
    CHECK(get(verify_book(t.book, {})).ok());
}

TEST_CASE("prices and choices that cannot stand are refused one by one") {
    TestBook t;
    const auto price = [](const std::string &amount) {
        return fact("2013-03-01", "price.posted", {{"sku", "per-minute"}, {"amount", amount}, {"per", "minute"}}, "");
    };
    CHECK(code(record_events(t.book, {price("0.02")})) == "ok");
    const Event unknown =
        fact("2013-03-02", "reading.chosen", {{"reading", "R-SS-99"}, {"value", "x"}, {"by", "me"}, {"why", "so"}}, "");
    const Event chosen =
        fact("2013-03-02", "reading.chosen",
             {{"reading", "R-SS-03"}, {"value", "cycle.anniversary"}, {"by", "me"}, {"why", "so"}}, "");
    const ImportReport report = import_rows(t.book, "choices.csv", {unknown, chosen});
    CHECK(report.accepted == 1);
    CHECK(report.suspended == 1);
    CHECK(code_name(waiting(t.book)[0].reason.code) == "reading.unknown");
    t.record(printed_example());
    t.run("2013-04-01"); // still has terms
}

TEST_CASE("cancelling leaves whole batches, and the same file goes on from there") {
    TestBook t;
    t.record(printed_example());
    std::vector<Event> rows;
    for (int i = 0; i < 10; ++i) rows.push_back(keyed("2013-03-05", "1.00", "k" + std::to_string(i)));
    {
        BookOptions options = fixed_options();
        options.rim.progress = [](const Progress &progress) { return progress.done < 6; };
        Book book = get(Book::open(t.path, options));
        EventImport import = get(EventImport::open(book, {"payments", "a.csv", "bank", 3}));
        Result<void> last;
        for (std::size_t i = 0; i < rows.size() && last.ok(); ++i) last = import.add({rows[i], i + 2, ""});
        CHECK(code(last) == "cancelled");
    }
    CHECK(cash(t.book) == "404.00"); // two batches of three
    const ImportReport again = import_rows(t.book, "a.csv", rows);
    CHECK(again.replayed == 6);
    CHECK(again.accepted == 4);
    CHECK(cash(t.book) == "408.00");
}

TEST_CASE("personal values stay out of the chain") {
    TestBook t;
    t.record(printed_example());
    Store &store = *t.book.impl().store;
    const auto rows = get(store.events(1));
    StoredEvent row;
    REQUIRE(get(rows->next(row)));
    CHECK(row.body.find("Acme") == std::string::npos);
    CHECK(row.body.find("sha256:") != std::string::npos);
}
