// Payments, allocation, aging, statement, trial balance. The bills are those of the printed example: 398.00 on 1 March,
// 66.33 on 20 March, 597.00 on 31 March 2013; each is due on its date (SS-6.c).
#include "book/accounts.hpp"
#include "book/payments.hpp"
#include "book/post.hpp"
#include "book/reports.hpp"
#include "support/books.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

std::string balance(Book &book, const std::string &ledger, const std::string &as_of) {
    for (const TrialBalanceRow &row : get(trial_balance(book, day(as_of))).rows)
        if (row.ledger == ledger) return row.debit.is_zero() ? "-" + row.credit.text() : row.debit.text();
    return "0.00";
}

AgingStrip strip(Book &book, const std::string &as_of, std::optional<Instant> known_at = {}) {
    AgingRequest request;
    request.as_of = day(as_of);
    request.known_at = known_at;
    const auto totals = get(aging(book, request, [](const AgingAccount &) { return true; }));
    if (totals.empty()) return {};
    CHECK(totals.front().strip.total == totals.front().receivable); // it foots to the control account
    return totals.front().strip;
}

} // namespace

TEST_CASE("cash is in the ledger when it is recorded, receivables when documents are issued") {
    TestBook t;
    t.record(printed_example());
    CHECK(balance(t.book, "assets:cash", "2013-03-01") == "398.00");
    CHECK(balance(t.book, "liabilities:unapplied", "2013-03-01") == "-398.00");
    CHECK(balance(t.book, "assets:receivable", "2013-04-01") == "0.00");
    t.run("2013-04-01");
    t.finalize();
    CHECK(balance(t.book, "liabilities:unapplied", "2013-03-01") == "0.00"); // applied to the first invoice
    CHECK(balance(t.book, "assets:receivable", "2013-03-01") == "0.00");
    CHECK(balance(t.book, "assets:receivable", "2013-03-20") == "66.33");
    CHECK(balance(t.book, "assets:receivable", "2013-03-31") == "663.33");
    const auto totals = get(trial_balance(t.book, day("2013-04-01"))).totals;
    REQUIRE(totals.size() == 1);
    CHECK(totals[0].first == totals[0].second);
}

TEST_CASE("open amounts age by due date, and the past can be asked for") {
    TestBook t;
    t.record(printed_example());
    t.run("2013-04-01");
    t.finalize();
    const Instant before_payment = get(t.book.info()).created;
    CHECK(strip(t.book, "2013-03-20").not_due.text() == "66.33"); // the due day itself is not late
    CHECK(strip(t.book, "2013-03-21").days_1_30.text() == "66.33");
    CHECK(strip(t.book, "2013-04-20").days_31_60.text() == "66.33"); // 31 days
    CHECK(strip(t.book, "2013-04-20").days_1_30.text() == "597.00");
    CHECK(strip(t.book, "2013-06-19").days_91.text() == "66.33"); // 91 days
    CHECK(strip(t.book, "2013-06-18").days_61_90.text() == "663.33");

    const Instant known = Instant(before_payment.micros() + 3'000'000'000); // after all that was recorded so far
    BookOptions later = fixed_options();
    later.rim = fixed_rim(1'364'100'000);
    Book second = get(Book::open(t.path, later));
    get(record_events(second, {payment("2013-04-10", "100.00")}));
    CHECK(strip(t.book, "2013-04-20").total.text() == "563.33"); // 66.33 paid, 33.67 of the next
    CHECK(strip(t.book, "2013-04-20").days_1_30.text() == "563.33");
    CHECK(strip(t.book, "2013-04-09").total.text() == "663.33");        // before the payment's day
    CHECK(strip(t.book, "2013-04-20", known).total.text() == "663.33"); // before it was recorded
}

TEST_CASE("money that comes in out of order is allocated as if it had come in order") {
    TestBook t;
    t.record(printed_example());
    t.run("2013-04-01");
    t.finalize();
    t.record({payment("2013-04-12", "663.33")});
    CHECK(strip(t.book, "2013-04-12").total.is_zero());
    t.record({payment("2013-04-10", "66.33")}); // settles 20 March's invoice first; the other pays the rest
    CHECK(strip(t.book, "2013-04-10").total.text() == "597.00");
    CHECK(strip(t.book, "2013-04-12").total.is_zero());
    CHECK(strip(t.book, "2013-04-12").unapplied.text() == "66.33");
    // Late interest becomes documents when the items are paid: 0.70 (66.33 for 21 days) and 3.58 (597.00 for 12 days)
    // at 1.5 % a month (SS-6.c.i), settled from the money on account.
    t.run("2013-04-15");
    t.finalize();
    CHECK(strip(t.book, "2013-04-12").unapplied.text() == "62.05");
}

TEST_CASE("a statement runs from opening to closing balance") {
    TestBook t;
    t.record(printed_example());
    t.run("2013-04-01");
    t.finalize();
    t.record({payment("2013-04-10", "100.00")});
    const AccountStatement statement = get(account_statement(t.book, "acme", day("2013-03-20"), day("2013-04-15")));
    CHECK(statement.opening.text() == "0.00");
    REQUIRE(statement.lines.size() == 3);
    CHECK(statement.lines[0].document == "INV-000002");
    CHECK(statement.lines[0].debit.text() == "66.33");
    CHECK(statement.lines[1].balance.text() == "663.33");
    CHECK(statement.lines[1].days_late == 15);
    CHECK(statement.lines[2].credit.text() == "100.00");
    CHECK(statement.closing.text() == "563.33");
    CHECK(statement.aging.days_1_30.text() == "563.33");
    CHECK(statement.personal.at("name") == "Acme & Sons");
    CHECK(code(account_statement(t.book, "nobody", day("2013-03-20"), day("2013-04-15"))) == "event.account_unknown");
}

TEST_CASE("money on account can be applied as the payer says") {
    TestBook t;
    t.record(printed_example());
    t.run("2013-04-01");
    t.finalize();
    CHECK(code(apply_payment(t.book, {"acme", {}, "INV-000003", "10.00", day("2013-04-10")})) == "amount.exceeds_open");
    CHECK(code(apply_payment(t.book, {"acme", {}, "INV-000009", "10.00", day("2013-04-10")})) == "document.unknown");
    // Named when it is recorded: the later invoice is paid first, and the rest follows the clause's order.
    t.record({fact("2013-04-10", "payment.received",
                   {{"amount", "600.00"}, {"method", "wire"}, {"invoice", "INV-000003"}})});
    CHECK(strip(t.book, "2013-04-10").total.text() == "63.33");
}

TEST_CASE("posted batches are idempotent by key and whole or nothing") {
    TestBook t;
    const auto entry = [](const std::string &key, std::int64_t minor, std::int64_t other) {
        return JournalEntry{
            day("2013-03-05"),
            "acme",
            key,
            "sale",
            {{std::string(chart::cash), Amount(minor, {})}, {std::string(chart::one_off), Amount(other, {})}}};
    };
    const std::vector<JournalEntry> batch{entry("a", 500, -500), entry("b", 700, -700)};
    CHECK(get(post_entries(t.book, batch)).posted == 2);
    const PostReport again = get(post_entries(t.book, batch));
    CHECK(again.posted == 0);
    CHECK(again.replayed == 2);
    CHECK(code(post_entries(t.book, std::vector{entry("c", 100, -100), entry("a", 501, -501)})) ==
          "event.key_conflict");
    const auto unbalanced = post_entries(t.book, std::vector{entry("d", 100, -100), entry("e", 100, -99)});
    CHECK(code(unbalanced) == "posting.unbalanced");
    CHECK(unbalanced.error().where == "2");
    CHECK(code(post_entries(t.book, std::vector{entry("", 1, -1)})) == "argument.missing");
    CHECK(code(post_entries(t.book, std::vector{entry("pay:acme/1", 1, -1)})) == "argument.invalid");
    CHECK(balance(t.book, "assets:cash", "2013-03-05") == "12.00");
    CHECK(balance(t.book, "assets:cash", "2013-03-04") == "0.00");
    CHECK(get(account_balance(t.book, "acme", "one-off", day("2013-03-05"))).text() == "-12.00");
}
