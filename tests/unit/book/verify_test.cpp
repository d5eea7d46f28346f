// verify: a sound book passes; whatever is changed behind its back is found, and the entry named.
#include <sqlite3.h>

#include "book/documents.hpp"
#include "book/period.hpp"
#include "book/post.hpp"
#include "book/verify.hpp"
#include "support/books.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

void sql(const std::string &path, const std::string &text) {
    sqlite3 *db = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &db) == SQLITE_OK);
    char *message = nullptr;
    const int result = sqlite3_exec(db, text.c_str(), nullptr, nullptr, &message);
    const std::string said = message ? message : "";
    sqlite3_free(message);
    sqlite3_close(db);
    REQUIRE_MESSAGE(result == SQLITE_OK, said);
}

/// The guard rails down first, as someone who means it would.
void tamper(const std::string &path, const std::string &text) {
    sql(path, "DROP TRIGGER entry_fixed; DROP TRIGGER entry_kept; DROP TRIGGER event_fixed; DROP TRIGGER journal_fixed;"
              "DROP TRIGGER journal_kept; DROP TRIGGER document_fixed; DROP TRIGGER document_kept;" +
                  text);
}

struct SealedBook : TestBook {
    SealedBook() {
        record(printed_example());
        record({fact("2013-03-02", "account.opened", {{"contract", "safesoft-2013"}}, "beta"),
                fact("2013-03-02", "seat.activated", {{"plan", "unlimited-monthly"}, {"quantity", "5"}}, "beta")});
        run("2013-04-01");
        finalize();
        record({payment("2013-04-10", "100.00")});
    }
    VerifyReport verify() {
        Book fresh = get(Book::open(path, fixed_options()));
        return get(verify_book(fresh, {}));
    }
};

} // namespace

TEST_CASE("a sound book passes every check") {
    SealedBook t;
    const VerifyReport report = t.verify();
    CHECK_MESSAGE(report.ok(), (report.fault ? report.fault->what : std::string()));
    CHECK(report.checks.size() == 7);
    CHECK(report.head.hash == get(t.book.info()).head.hash);
    CHECK(report.checks.back().checked == 5); // documents made again
    const VerifyReport expected = get(verify_book(t.book, {report.head.hash, true}));
    CHECK(expected.ok());
    const VerifyReport unexpected = get(verify_book(t.book, {std::string(64, '0'), true}));
    REQUIRE(unexpected.fault);
    CHECK(unexpected.fault->check == "head");
}

TEST_CASE("a changed byte is found and its entry named") {
    SealedBook t;
    struct Case {
        const char *change;
        const char *check;
        const char *entry_of; ///< SQL for the number of the entry that must be named
    };
    const Case cases[] = {
        {"UPDATE entry SET body = replace(body, 'events', 'eventz') WHERE number = 4", "chain", "SELECT 4"},
        {"UPDATE entry SET recorded_at = recorded_at + 1 WHERE number = 5", "chain", "SELECT 5"},
        {"DELETE FROM entry WHERE number = (SELECT max(number) FROM entry) - 1", "chain", nullptr},
        {"UPDATE event SET body = replace(body, '\"quantity\":2', '\"quantity\":3') WHERE number = 4", "chain",
         "SELECT entry FROM event WHERE number = 4"},
        {"UPDATE event SET day = day + 1 WHERE number = 2", "chain", "SELECT entry FROM event WHERE number = 2"},
        {"UPDATE document SET body = replace(body, '66.33', '66.34') WHERE name = 'INV-000003'", "chain",
         "SELECT entry FROM document WHERE name = 'INV-000003'"},
        {"UPDATE document SET total = total - 1 WHERE name = 'INV-000001'", "chain",
         "SELECT entry FROM document WHERE name = 'INV-000001'"},
        {"UPDATE journal SET body = replace(body, '398.00', '397.00') WHERE number = 1", "chain",
         "SELECT entry FROM journal WHERE number = 1"},
        {"UPDATE source SET bytes = cast(bytes || x'0a' AS BLOB) WHERE kind = 'pack'", "chain",
         "SELECT entry FROM source WHERE kind = 'pack'"},
        {"UPDATE personal SET value = 'Somebody else' WHERE field = 'name'", "chain",
         "SELECT entry FROM event WHERE number = 1"},
        {"UPDATE balance SET minor = minor + 1 WHERE ledger = 'assets:cash'", "balances", nullptr},
        {"DELETE FROM balance WHERE ledger = 'assets:cash'", "balances", nullptr},
        {"UPDATE allocation SET minor = minor + 1", "allocation", nullptr},
        {"UPDATE setting SET value = '2013-03-31' WHERE name = 'sealed_through'", "chain", nullptr},
        {"DELETE FROM event_account", "ok", nullptr}, // nothing is folded yet: the look-ups are in memory
    };
    for (const Case &one : cases) {
        CAPTURE(std::string(one.change));
        SealedBook copy;
        std::string expected;
        if (one.entry_of) {
            sqlite3 *db = nullptr;
            REQUIRE(sqlite3_open(copy.path.c_str(), &db) == SQLITE_OK);
            const auto take = [](void *out, int, char **values, char **) {
                *static_cast<std::string *>(out) = values[0];
                return 0;
            };
            REQUIRE(sqlite3_exec(db, one.entry_of, take, &expected, nullptr) == SQLITE_OK);
            sqlite3_close(db);
        }
        tamper(copy.path, one.change);
        const VerifyReport report = copy.verify();
        CHECK((report.fault ? report.fault->check : std::string("ok")) == one.check);
        if (one.entry_of) CHECK(std::to_string(report.fault ? report.fault->entry : 0) == expected);
    }
}

TEST_CASE("a forged chain is found by what it says") {
    // Whoever rewrites hashes as well is caught by recomputing: the document does not follow from the events.
    SealedBook t;
    Book book = get(Book::open(t.path, fixed_options()));
    CHECK(get(verify_book(book, {})).ok());
    tamper(t.path, "UPDATE deferral SET recognised = 1");
    CHECK(t.verify().fault.value_or(Fault{}).check == "recognition");
}

TEST_CASE("closing recognises what was earned and locks the period") {
    SealedBook t;
    CHECK(code(close_period(t.book, "2013-04")) == "period.order");
    CHECK(code(close_period(t.book, "2013-13")) == "date.invalid");
    const ClosePeriodReport march = get(close_period(t.book, "2013-03"));
    // acme: 398.00 of 1 March and 66.33 of 20 March are earned by 30 March, of 597.00 one day in thirty: 19.90.
    // beta: 995.00 from 2 March is earned by 31 March. Deferred: 577.10 and the cycle of 1 April, 995.00.
    REQUIRE(march.recognised.size() == 1);
    CHECK(march.recognised[0].first == "income:recurring");
    CHECK(march.recognised[0].second.text() == "1479.23");
    CHECK(march.deferred.text() == "1572.10");
    CHECK(t.verify().ok());
    CHECK(code(close_period(t.book, "2013-03")) == "period.closed");
    CHECK(code(post_entries(t.book, std::vector{JournalEntry{day("2013-03-31"),
                                                             "acme",
                                                             "x",
                                                             "late",
                                                             {{std::string(chart::cash), Amount(1, {})},
                                                              {std::string(chart::one_off), Amount(-1, {})}}}})) ==
          "period.closed");
    SUBCASE("reopened it is taken back; closed again it is the same") {
        get(reopen_period(t.book, "2013-03", "a look"));
        CHECK(t.verify().ok());
        const ClosePeriodReport again = get(close_period(t.book, "2013-03"));
        CHECK(again.recognised == march.recognised);
        CHECK(t.verify().ok());
    }
}
