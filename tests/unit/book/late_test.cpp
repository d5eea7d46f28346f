// Late facts in a book: recorded after the sealing of their day, billed by their difference on the first open day.
#include <algorithm>

#include "book/documents.hpp"
#include "book/internal.hpp"
#include "book/period.hpp"
#include "book/seals.hpp"
#include "book/verify.hpp"
#include "support/books.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

Event seats(const std::string &date, const std::string &quantity, const char *type = "seat.activated") {
    return fact(date, type, {{"plan", "unlimited-monthly"}, {"quantity", quantity}});
}

std::vector<std::string> issued(Book &book) {
    std::vector<std::string> found;
    DocumentFilter filter;
    filter.drafts = false;
    get(list_documents(book, filter, [&](const DocumentRow &row) {
        found.push_back(row.number + " " + row.id + " " + row.total.text());
        return true;
    }));
    return found;
}

std::vector<std::string> bytes_of(Book &book) {
    std::vector<std::string> found;
    DocumentFilter filter;
    filter.drafts = false;
    get(list_documents(book, filter, [&](const DocumentRow &row) { return found.push_back(row.number), true; }));
    for (std::string &name : found) name = document_json(get(show_document(book, name, {})).document);
    return found;
}

/// The printed example sealed through 1 April.
struct SealedMonth : TestBook {
    SealedMonth() {
        record(printed_example());
        run("2013-04-01");
        finalize();
    }
    bool verified() { return get(verify_book(book, {})).ok(); }
};

} // namespace

TEST_CASE("a late seat is billed by its difference, and the sealed documents stay") {
    SealedMonth t;
    const auto before = bytes_of(t.book);
    // Day 21 of the cycle: 9/30 of 199 = 59.70, and one more seat on 31 March.
    t.record({seats("2013-03-21", "1")});
    const RunReport run = t.run("2013-04-10");
    CHECK(run.fresh == 1);
    REQUIRE(run.exception_rows.size() >= 1);
    CHECK(std::any_of(run.exception_rows.begin(), run.exception_rows.end(),
                      [](const Exception &one) { return one.code == Code::event_late && one.event == 6; }));
    t.finalize();
    CHECK(issued(t.book).back() == "INV-000004 2013-04-02 258.70");
    auto after = bytes_of(t.book);
    after.pop_back();
    CHECK(after == before);
    CHECK(t.verified());
    // Sealed again, nothing is left to bill before the next renewal.
    CHECK(t.run("2013-04-29").fresh == 0);
    const Explanation why = get(explain_document(t.book, "INV-000004", {}, 1, true));
    CHECK(why.lines.front().line.kind == LineKind::adjustment);
}

TEST_CASE("late facts after two seals, and what corrects them") {
    SealedMonth t;
    t.record({seats("2013-03-21", "1")});
    t.run("2013-04-10");
    t.finalize();
    t.record({seats("2013-03-25", "1", "seat.released")});
    t.run("2013-04-20");
    t.finalize();
    // The renewal's newest line is the correction of 2 April: its 199.00 are taken back.
    CHECK(issued(t.book).back() == "CN-000001 2013-04-11/credit-note 199.00");
    const DocumentView note = get(show_document(t.book, "CN-000001", {}));
    CHECK(note.document.refers_to == "2013-04-02");
    CHECK(note.document.lines.at(0).of == "2013-04-02:2");
    CHECK(t.verified());
}

TEST_CASE("the order of late rows, and of imports, does not show") {
    const std::vector<Event> late{seats("2013-03-21", "1"), payment("2013-03-20", "66.33"),
                                  seats("2013-03-22", "2", "seat.released")};
    SealedMonth forth, back;
    for (const Event &event : late) forth.record({event});
    for (auto event = late.rbegin(); event != late.rend(); ++event) back.record({*event});
    for (SealedMonth *t : {&forth, &back}) {
        t->run("2013-05-05");
        t->finalize();
        CHECK(t->verified());
    }
    CHECK(bytes_of(forth.book) == bytes_of(back.book));
    // Sealed in steps or at once: the same again.
    SealedMonth steps;
    steps.record(late);
    for (const char *through : {"2013-04-02", "2013-04-15", "2013-05-05"}) {
        steps.run(through);
        steps.finalize();
    }
    CHECK(bytes_of(steps.book) == bytes_of(forth.book));
    CHECK(steps.verified());
}

TEST_CASE("a closed month takes late facts into the next one and ends at nothing deferred") {
    SealedMonth t;
    get(close_period(t.book, "2013-03"));
    // Faxed in time: the agreement ended on 31 March; 597.00 go back.
    t.record({fact("2013-03-20", "notice.sent",
                   {{"notice", "n1"}, {"kind", "cancel"}, {"by", "customer"}, {"method", "fax"}, {"proof", "4711"}})});
    t.run("2013-04-30");
    t.finalize();
    CHECK(issued(t.book).back() == "CN-000001 2013-04-02/credit-note 597.00");
    const ClosePeriodReport april = get(close_period(t.book, "2013-04"));
    CHECK(april.deferred.is_zero());
    REQUIRE(april.recognised.size() == 1);
    CHECK(april.recognised[0].second.text() == "-19.90"); // the one day that March had earned of it
    CHECK(t.verified());
    // A manual journal of a closed month is refused; one of an open day is not.
    const auto journal = [](const std::string &date) {
        return fact(
            date, "journal.adjusted",
            {{"lines", R"([{"ledger":"assets:cash","amount":"1.00"},{"ledger":"income:one-off","amount":"-1.00"}])"},
             {"reason", "x"},
             {"by", "ann"},
             {"approved_by", "bob"}});
    };
    CHECK(code(record_events(t.book, {journal("2013-04-30")})) == "period.closed");
    t.record({journal("2013-05-01")});
}

TEST_CASE("a reopened month takes its postings back") {
    SealedMonth t;
    const ClosePeriodReport first = get(close_period(t.book, "2013-03"));
    get(reopen_period(t.book, "2013-03", "a look"));
    CHECK(t.verified());
    const ClosePeriodReport again = get(close_period(t.book, "2013-03"));
    CHECK(again.recognised == first.recognised);
    CHECK(again.deferred == first.deferred);
    CHECK(again.journal_entries == first.journal_entries);
    CHECK(t.verified());
    get(reopen_period(t.book, "2013-03", "another look"));
    CHECK(get(close_period(t.book, "2013-03")).recognised == first.recognised);
    CHECK(t.verified());
}

TEST_CASE("seals are told by the chain, and the setting repeats it") {
    SealedMonth t;
    t.run("2013-04-10");
    t.finalize();
    Store &store = *t.book.impl().store;
    const std::vector<Seal> seals = get(seals_of(store));
    REQUIRE(seals.size() == 2);
    CHECK(seals[0].through == day("2013-04-01"));
    CHECK(seals[1].through == day("2013-04-10"));
    // A book of before has no list: the chain gives it.
    get(store.begin_write());
    get(store.unset("seals"));
    get(store.commit());
    CHECK(get(seals_of(store)) == seals);
    CHECK(get(seals_of(store, seals[0].entry)).size() == 1);
    SealedTime sealed{seals, {}};
    CHECK(sealed.before(seals[0].entry) == 0);
    CHECK(sealed.before(seals[0].entry + 1) == 1);
    CHECK(sealed.effective(day("2013-03-01"), seals[0].entry + 1) == day("2013-04-02"));
    CHECK(sealed.effective(day("2013-04-02"), seals[0].entry + 1) == day("2013-04-02"));
    CHECK(sealed.effective(day("2013-03-01"), 1) == day("2013-03-01"));
    CHECK(sealed.before_batch(7) == 2); // unknown: newer than what was read
}
