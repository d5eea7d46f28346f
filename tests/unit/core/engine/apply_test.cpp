// The engine's promises that scenario files cannot state: splits, order, atomic refusal. Amounts are those of the
// printed example of SS-6.b.ii and of the catalogue's rows R-SS-10 and R-SS-12.
#include <algorithm>

#include "support/life.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

Life printed_example() {
    Life life;
    life.open("2013-03-01").pay("2013-03-01", "398.00").seats("2013-03-01", 2).seats("2013-03-20", 1);
    return life;
}

std::string documents_text(const AccountResult &result) {
    std::string out;
    for (const Document &document : result.documents) out += document_json(document) + "\n";
    for (const JournalEntry &entry : result.journal) {
        out += entry.key + " " + entry.date.text();
        for (const Posting &posting : entry.postings) out += " " + posting.ledger + "=" + posting.amount.text();
        out += "\n";
    }
    for (const OpenItem &item : result.items) out += item.document + " open " + item.open.text() + "\n";
    return out;
}

} // namespace

TEST_CASE("the printed example bills 398, about 66, then 597 on the thirty-day date") {
    const AccountResult result = printed_example().run({"2013-03-31"});
    REQUIRE(result.documents.size() == 3);
    CHECK(result.documents[0].total.text() == "398.00");
    CHECK(result.documents[1].date.text() == "2013-03-20");
    CHECK(result.documents[1].total.text() == "66.33");
    CHECK(result.documents[1].lines[0].fraction->text() == "10/30");
    CHECK(result.documents[2].date.text() == "2013-03-31");
    CHECK(result.documents[2].total.text() == "597.00");
    CHECK(result.balance("receivable", day("2013-03-20"), {}).value().text() == "66.33");
    CHECK(result.balance("cash", day("2013-03-31"), {}).value().text() == "398.00");
}

TEST_CASE("any split of a run gives what one run gives") {
    Life life = printed_example();
    life.pay("2013-04-20", "500.00")
        .on("2013-04-02", "seat.released", {{"plan", "unlimited-monthly"}, {"quantity", "1"}});
    life.on("2013-05-03", "notice.sent",
            {{"notice", "n1"}, {"kind", "cancel"}, {"by", "customer"}, {"method", "fax"}, {"proof", "sheet"}});
    const std::string whole = documents_text(life.run({"2013-07-15"}));
    CHECK(documents_text(life.run({"2013-03-01", "2013-03-19", "2013-03-20", "2013-07-15"})) == whole);
    CHECK(documents_text(
              life.run({"2013-03-31", "2013-04-20", "2013-05-03", "2013-05-30", "2013-06-01", "2013-07-15"})) == whole);
    std::vector<std::string> daily;
    for (Day at = day("2013-02-27"); at <= day("2013-07-15"); at = at + 1) daily.push_back(at.text());
    CHECK(documents_text(life.run(daily)) == whole);
}

TEST_CASE("the order of events in the input does not matter") {
    Life life = printed_example();
    const std::string whole = documents_text(life.run({"2013-06-15"}));
    std::reverse(life.events().begin(), life.events().end());
    CHECK(documents_text(life.run({"2013-06-15"})) == whole);
}

TEST_CASE("late interest is a document of its own when the item is paid") {
    // R-SS-12: 597 due 1 April, paid 16 May 2013, 45 days: 13.43.
    Life life;
    life.open("2013-04-01").seats("2013-04-01", 3);
    life.on("2013-04-02", "seat.released", {{"plan", "unlimited-monthly"}, {"quantity", "3"}});
    life.pay("2013-05-16", "597.00");
    const AccountResult result = life.run({"2013-05-16"});
    REQUIRE(result.documents.size() == 2);
    CHECK(result.documents[1].kind == DocumentKind::interest);
    CHECK(result.documents[1].date.text() == "2013-05-16");
    CHECK(result.documents[1].total.text() == "13.43");
    CHECK(result.documents[1].refers_to == "2013-04-01");
    CHECK(result.balance("receivable", day("2013-05-16"), {}).value().text() == "13.43");
}

TEST_CASE("every entry balances and the receivable is what is open") {
    Life life = printed_example();
    life.pay("2013-04-10", "100.00").pay("2013-05-05", "900.00");
    const AccountResult result = life.run({"2013-08-01"});
    Amount open(0, {});
    for (const OpenItem &item : result.items) open = add(open, item.open).value();
    for (const JournalEntry &entry : result.journal) CHECK(check_balanced(entry).ok());
    CHECK(result.balance("receivable", day("2013-08-01"), {}).value() == open);
}

TEST_CASE("a refused event changes nothing and says why") {
    Life with = printed_example();
    with.on("2013-03-21", "seat.released", {{"plan", "unlimited-monthly"}, {"quantity", "4"}});
    with.on("2013-03-22", "seat.activated", {{"plan", "no-such-plan"}, {"quantity", "1"}});
    const AccountResult result = with.run({"2013-04-30"});
    REQUIRE(result.refusals.size() == 2);
    CHECK(result.refusals[0].error.code == Code::event_release_excess);
    CHECK(result.refusals[1].error.code == Code::price_missing);
    CHECK(documents_text(result) == documents_text(printed_example().run({"2013-04-30"})));
}

TEST_CASE("a fact dated in time that was applied is late") {
    Life life = printed_example();
    AccountState state;
    (void)life.run({"2013-03-31"}, &state);
    Life late;
    late.seats("2013-03-25", 1);
    AccountResult result;
    const AccountFacts facts{"acme", late.events(), {}, {}};
    REQUIRE(apply(life.terms(), state, facts, day("2013-04-10"), {}, result).ok());
    REQUIRE(result.refusals.size() == 1);
    CHECK(result.refusals[0].error.code == Code::event_late);
}

TEST_CASE("what has accrued and is not billed is told apart from what is posted") {
    // 597 due 1 April, open on 16 May 2013: 13.43 (R-SS-12); a call of 14 s at 0.02 a minute: 0.006, of a hundred:
    // 0.60.
    Life life;
    life.open("2013-04-01").seats("2013-04-01", 3);
    life.on("2013-04-02", "seat.released", {{"plan", "unlimited-monthly"}, {"quantity", "3"}});
    life.on("2013-04-01", "price.posted", {{"sku", "per-minute"}, {"amount", "0.02"}, {"per", "minute"}});
    for (int i = 0; i < 100; ++i)
        life.on("2013-05-10", "call.ended", {{"id", std::to_string(i)}, {"seconds", "14"}, {"to", "13105550100"}});
    const AccountResult result = life.run({"2013-05-16"});
    REQUIRE(result.accrued.size() == 4);
    CHECK(result.accrued[0].ledger == chart::unbilled);
    CHECK(result.accrued[0].amount.text() == "13.43");
    CHECK(result.accrued[3].ledger == chart::usage);
    CHECK(result.accrued[3].amount.text() == "-0.60");
    CHECK(result.balance("interest", day("2013-05-16"), {}).value().is_zero());
}
