// What a scenario can tell beyond a single run: sealed time, other readings, parameters, decisions, zones.
#include <doctest/doctest.h>

#include "support/replay.hpp"

using namespace proviso;

namespace {

const std::string opened =
    "[[event]]\non = 2013-03-01\naccount = 'acme'\ntype = 'account.opened'\ncontract = 'safesoft-2013'\n"
    "[[event]]\non = 2013-03-01\naccount = 'acme'\ntype = 'card_form.received'\n"
    "[[event]]\non = 2013-03-01\naccount = 'acme'\ntype = 'seat.activated'\nplan = 'unlimited-monthly'\nquantity = 2\n";

std::string head(const std::string &more = {}) {
    return "[scenario]\nid = 'x'\npack = 'safesoft-2013'\nthrough = 2013-04-01\n" + more;
}
std::string seat(const std::string &on) {
    return "[[event]]\non = " + on +
           "\naccount = 'acme'\ntype = 'seat.activated'\nplan = 'unlimited-monthly'\nquantity = 1\n";
}

void passes(const std::string &text) {
    const ReplayResult result = test::replayed(text);
    INFO(replay_text(result));
    CHECK(result.passed());
}
void fails(const std::string &text, const std::string &what) {
    const ReplayResult result = test::replayed(text);
    INFO(replay_text(result));
    REQUIRE_FALSE(result.passed());
    CHECK(result.failures[0].what.find(what) != std::string::npos);
}

} // namespace

TEST_CASE("exhaustive: a document that is not listed is a failure") {
    const std::string first =
        "[[expect.invoice]]\naccount = 'acme'\ndate = 2013-03-01\ntotal = '398.00'\n"; // printed: 2 x 199
    passes(head() + opened + first);
    fails(head("exhaustive = true\n") + opened + first, "exhaustive acme");
    passes(head("exhaustive = true\n") + opened + first +
           "[[expect.invoice]]\naccount = 'acme'\ndate = 2013-03-31\ntotal = '398.00'\n");
}

TEST_CASE("no_invoice") {
    passes(head() + opened + "[[expect.no_invoice]]\naccount = 'acme'\ndate = 2013-03-20\n");
    passes(head() + opened + "[[expect.no_invoice]]\naccount = 'acme'\nkind = 'credit-note'\n");
    fails(head() + opened + "[[expect.no_invoice]]\naccount = 'acme'\ndate = 2013-03-31\n", "no_invoice");
}

TEST_CASE("a fact that stands behind the sealing of its day is late") {
    const std::string sealed = "[[event]]\non = 2013-03-16\ntype = 'documents.finalized'\nthrough = 2013-03-15\n";
    const std::string late = "[[expect.exception]]\nevent = 5\ncode = 'event.late'\n";
    passes(head() + opened + sealed + seat("2013-03-15") + late);
    passes(head() + opened + sealed + seat("2013-03-16")); // the day after is open
    fails(head() + opened + sealed + seat("2013-03-16") + late, "exception");
    // A fact that stands before the sealing in the file was known then.
    passes(head() + opened + seat("2013-03-15") + sealed);
    // A price for all is a fact, too; an account for which it changes nothing is not troubled.
    const auto price = [](const std::string &sku) {
        return "[[event]]\non = 2013-03-01\ntype = 'price.posted'\nsku = '" + sku +
               "'\namount = '0.02'\nper = 'minute'\n";
    };
    fails(head() + opened + sealed + price("per-minute") + late, "exception");
    passes(head() + opened + sealed + price("unlimited-monthly") + late);
    const std::string month = "[[event]]\non = 2013-04-01\ntype = 'period.closed'\nperiod = '2013-03'\n";
    passes(head() + opened + month + seat("2013-03-31") + late);
    passes(head() + opened + month + seat("2013-04-01"));
}

TEST_CASE("closing recognises by civil day and takes accruals back") {
    const std::string closed = "[[event]]\non = 2013-04-01\ntype = 'period.closed'\nperiod = '2013-03'\n";
    const auto balance = [](const std::string &ledger, const std::string &day, const std::string &amount) {
        return "[[expect.balance]]\naccount = 'acme'\nledger = '" + ledger + "'\nas_of = " + day + "\namount = '" +
               amount + "'\n";
    };
    // The first cycle is over; of the renewal of 31 March one of thirty days is earned: 398.00 + 13.27.
    passes(head() + opened + closed + balance("recurring", "2013-03-30", "0.00") +
           balance("recurring", "2013-03-31", "-411.27") + balance("deferred", "2013-03-31", "-384.73"));
    passes(head() + opened + balance("recurring", "2013-03-31", "0.00") + balance("deferred", "2013-03-31", "-796.00"));
    // Interest on 398.00 due 1 March, 30 days at 1.5 %: 5.97 accrued, and back on 1 April.
    passes(head() + opened + closed + balance("unbilled", "2013-03-31", "5.97") +
           balance("unbilled", "2013-04-01", "0.00") + balance("income:interest", "2013-03-31", "-5.97"));
}

TEST_CASE("sealing changes nothing of what was known") {
    const std::string expected = "[[expect.invoice]]\naccount = 'acme'\ndate = 2013-03-20\ntotal = '66.33'\n"
                                 "[[expect.invoice]]\naccount = 'acme'\ndate = 2013-03-31\ntotal = '597.00'\n";
    const std::string sealed = "[[event]]\non = 2013-03-16\ntype = 'documents.finalized'\nthrough = 2013-03-15\n";
    passes(head() + opened + seat("2013-03-20") + expected);
    passes(head() + opened + sealed + seat("2013-03-20") + expected);
}

TEST_CASE("under: the same events by another reading or parameter") {
    // Catalogue R-SS-10, case 1: 11/30 = 72.97; R-SS-03: 1 April.
    const std::string under =
        "[[expect.under]]\nreading = 'R-SS-10=from_day_over_cycle'\naccount = 'acme'\ndate = 2013-03-20\n"
        "total = '72.97'\n[[expect.under.line]]\nfraction = '11/30'\n"
        "[[expect.under]]\nreading = ['R-SS-03=cycle.anniversary', 'R-SS-10=from_day_over_cycle']\n"
        "[[expect.under.invoice]]\naccount = 'acme'\ndate = 2013-03-20\ntotal = '77.03'\n"
        "[[expect.under.invoice]]\naccount = 'acme'\ndate = 2013-04-01\ntotal = '597.00'\n"
        "[[expect.under.no_invoice]]\naccount = 'acme'\ndate = 2013-03-31\n";
    passes(head() + opened + seat("2013-03-20") + under);
    fails(head() + opened + seat("2013-03-21") + under, "under R-SS-10=from_day_over_cycle");
}

TEST_CASE("an error that the scenario expects is tolerated under other readings, another one is not") {
    const std::string bad = "[[event]]\non = 2013-03-02\naccount = 'acme'\ntype = 'seat.activated'\nplan = "
                            "'unlimited-monthly'\nquantity = 0\n";
    const std::string under =
        "[[expect.under]]\nreading = 'R-SS-03=cycle.anniversary'\naccount = 'acme'\ndate = 2013-04-01\n";
    passes(head() + opened + bad + "[[expect.error]]\nevent = 4\ncode = 'event.quantity_zero'\n" + under);
    const ReplayResult result = test::replayed(head() + opened + bad + under);
    CHECK(result.failures.size() == 2); // once in the run, once under the other reading
}

TEST_CASE("set: parameters, fractions allowed") {
    passes(head("[scenario.set]\n'cycle.days' = 28\n") + opened +
           "[[expect.invoice]]\naccount = 'acme'\ndate = 2013-03-29\ntotal = '398.00'\n");
    passes(head("[scenario.set]\ninterest.monthly_rate = '1/120'\n") + opened);
}

TEST_CASE("parameters that events set are read by their own form") {
    const auto set = [](const std::string &parameter, const std::string &value) {
        return "[[event]]\non = 2013-03-02\ntype = 'parameter.set'\nparameter = '" + parameter + "'\nvalue = '" +
               value + "'\nby = 'owner'\nwhy = 'test'\n";
    };
    passes(head() + opened + set("emergency.numbers", "911 933") +
           "[[expect.decision]]\naccount = 'acme'\non = 2013-03-01\nask = 'call.place'\nwith = { to = '933' }\nanswer "
           "= 'allow'\n"
           "[[expect.decision]]\naccount = 'acme'\non = 2013-03-02\nask = 'call.place'\nwith = { to = '933' }\nanswer "
           "= 'deny'\n");
    passes(head() + opened + set("cycle.days", "many") + "[[expect.error]]\nevent = 4\ncode = 'parameter.type'\n");
    passes(head() + opened + set("cycle.weeks", "4") + "[[expect.error]]\nevent = 4\ncode = 'parameter.unknown'\n");
}

TEST_CASE("decisions are asked at the end of their day") {
    const std::string contact =
        "[[event]]\non = 2013-03-05\naccount = 'acme'\ntype = 'contact.designated'\nname = 'Ann'\n";
    const auto asked = [](const std::string &when, const std::string &answer) {
        return "[[expect.decision]]\naccount = 'acme'\n" + when +
               "\nask = 'ticket.open'\nwith = { by = 'Ann' }\nanswer = '" + answer + "'\nclause = 'SS-B.1'\n";
    };
    passes(head() + opened + contact + asked("on = 2013-03-04", "deny") + asked("on = 2013-03-05", "allow"));
    // 5 March 05:00 UTC is still 4 March in Los Angeles.
    passes(head("zone = 'America/Los_Angeles'\n") + opened + contact + asked("at = 2013-03-05T05:00:00Z", "deny"));
    passes(head() + opened + contact + asked("at = 2013-03-05T05:00:00Z", "allow"));
    fails(head() + opened + contact + asked("on = 2013-04-02", "allow"), "decision acme");
    fails(head() + opened + contact + asked("on = 2013-03-05", "deny"), "decision acme");
}

TEST_CASE("the day of an instant is the account's, the vendor's or UTC's, by R-X-06") {
    // 1 March 05:00 UTC is 28 February in Los Angeles.
    const auto activated = [](const std::string &more) {
        return "[[event]]\non = 2013-02-01\naccount = 'acme'\ntype = 'account.opened'\ncontract = 'safesoft-2013'\n" +
               more +
               "[[event]]\nat = 2013-03-01T05:00:00Z\naccount = 'acme'\ntype = 'seat.activated'\nplan = "
               "'unlimited-monthly'\nquantity = 1\n";
    };
    const auto invoice = [](const std::string &date) {
        return "[[expect.invoice]]\naccount = 'acme'\ndate = " + date + "\ntotal = '199.00'\n";
    };
    passes(head() + activated("") + invoice("2013-03-01"));
    passes(head() + activated("zone = 'America/Los_Angeles'\n") + invoice("2013-02-28"));
    passes(head("zone = 'America/Los_Angeles'\n") + activated("") + invoice("2013-02-28"));
    passes(head() + activated("zone = 'Europe/Berlin'\n") + invoice("2013-03-01") +
           "[[expect.under]]\nreading = 'R-X-06=vendor_zone'\naccount = 'acme'\ndate = 2013-02-28\n");
    passes(head() + activated("zone = 'America/Los_Angeles'\n") + invoice("2013-02-28") +
           "[[expect.under]]\nreading = 'R-X-06=utc'\naccount = 'acme'\ndate = 2013-03-01\n");
}

TEST_CASE("an account that no event opens is under the only pack") {
    passes(
        head() +
        "[[event]]\non = 2013-03-01\naccount = 'b'\ntype = 'seat.activated'\nplan = 'unlimited-monthly'\nquantity = 1\n"
        "[[expect.invoice]]\naccount = 'b'\ndate = 2013-03-01\ntotal = '199.00'\n");
}

TEST_CASE("balances of one account and of all, states, and what is after the end") {
    const std::string balance =
        "[[expect.balance]]\nledger = 'assets:receivable'\nas_of = 2013-03-01\namount = '398.00'\n";
    passes(head() + opened + balance);
    passes(head() + opened +
           "[[expect.balance]]\naccount = 'acme'\nledger = 'receivable'\nas_of = 2013-02-28\namount = '0.00'\n");
    fails(head() + opened +
              "[[expect.balance]]\naccount = 'acme'\nledger = 'receivable'\nas_of = 2013-05-01\namount = '0.00'\n",
          "balance acme");
    fails(head() + opened +
              "[[expect.balance]]\naccount = 'nobody'\nledger = 'receivable'\nas_of = 2013-03-01\namount = '0.00'\n",
          "balance nobody");
    fails(head() + opened + "[[expect.state]]\naccount = 'acme'\nas_of = 2013-03-01\nstatus = 'ended'\n", "state acme");
}

TEST_CASE("calculations by hand") {
    const std::string proration = "[[expect.calculation]]\ncalculation = 'proration'\n"
                                  "with = { price = '199', cycle_start = 2013-03-01, activated = 2013-03-20 }\n";
    passes(head() + proration +
           "amount = '66.33'\nexact = '199/3'\nfraction = '10/30'\nclauses = ['SS-6.b.ii']\n"
           "readings = { R-SS-10 = 'thirty_less_index' }\n");
    fails(head() + proration + "amount = '66.34'\n", "calculation proration");
    fails(head() + proration + "error = 'parameter.unset'\n", "calculation proration");
    passes(head() +
           "[[expect.calculation]]\ncalculation = 'proration'\nwith = { price = '199' }\nerror = 'argument.missing'\n");
    passes(
        head() +
        "[[expect.under]]\nreading = 'R-SS-10=thirty_us_360'\n[[expect.under.calculation]]\ncalculation = 'proration'\n"
        "with = { price = '199', cycle_start = 2013-03-01, activated = 2013-03-20 }\namount = '72.97'\n");
}

TEST_CASE("explain keeps what came out") {
    const ReplayResult result = replay(head() + opened, "f", test::sources(), {true});
    REQUIRE(result.documents.size() == 2);
    CHECK(result.documents[0].document == "2013-03-01");
    CHECK(result.documents[0].total == "398.00");
    CHECK(replay_json(result).find("\"documents\":[{\"account\":\"acme\"") != std::string::npos);
}
