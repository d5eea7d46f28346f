// The scenario of the product's page, and that each of its expectations can fail.
#include <doctest/doctest.h>

#include "support/files.hpp"
#include "support/replay.hpp"

using namespace proviso;

namespace {
std::string example() { return test::source_file("fixtures/safesoft/SS-6.b.ii-printed-example.toml"); }

std::string replaced(std::string text, const std::string &from, const std::string &to) {
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}
} // namespace

TEST_CASE("the printed example replays") {
    const ReplayResult result = test::replayed(example());
    INFO(replay_text(result));
    CHECK(result.passed());
    CHECK(result.id == "SS-6.b.ii-printed-example");
    CHECK(result.clauses == std::vector<std::string>{"SS-6.b.ii", "SS-6.b.i", "SS-13.g"});
}

TEST_CASE("every expectation of the printed example can fail") {
    const std::pair<const char *, const char *> changes[] = {
        {"total = \"66.33\"", "total = \"66.34\""},
        {"kind = \"proration\"", "kind = \"recurring\""},
        {"amount = \"66.33\"\nquantity", "amount = \"66.32\"\nquantity"},
        {"quantity = 1\nfraction", "quantity = 2\nfraction"},
        {"fraction = \"10/30\"", "fraction = \"1/3\""},
        {"clauses = [\"SS-6.b.ii\"]\n\n", "clauses = [\"SS-6.b.i\"]\n\n"},
        {"total = \"597.00\"", "total = \"398.00\""},
        {"ledger = \"receivable\"\namount = \"66.33\"", "ledger = \"receivable\"\namount = \"464.33\""},
        {"status = \"active\"", "status = \"suspended\""},
        {"date = 2013-03-24", "date = 2013-03-25"},
        {"code = \"notice.no_proof\"", "code = \"notice.method\""},
        {"clause = \"SS-13.g\"", "clause = \"SS-4.a\""},
        {"answer = \"deny\"", "answer = \"allow\""},
        {"clause = \"SS-B.1\"", "clause = \"SS-B.2\""},
        {"code = \"event.quantity_negative\"", "code = \"event.quantity_zero\""},
        {"date = 2013-04-01\ntotal", "date = 2013-04-02\ntotal"},
    };
    for (const auto &change : changes) {
        CAPTURE(change.second);
        const ReplayResult result = test::replayed(replaced(example(), change.first, change.second));
        CHECK_FALSE(result.passed());
    }
}

TEST_CASE("a difference says what was expected, what came out and how") {
    const ReplayResult result =
        test::replayed(replaced(example(), "amount = \"66.33\"\nquantity", "amount = \"72.97\"\nquantity"));
    REQUIRE(result.failures.size() == 1);
    const Difference &difference = result.failures[0];
    CHECK(difference.what == "invoice acme 2013-03-20: line 1 (amount)");
    CHECK(difference.expected.find("amount 72.97") != std::string::npos);
    CHECK(difference.got.find("amount 66.33") != std::string::npos);
    CHECK(difference.explanation.find("10") != std::string::npos);
    CHECK(difference.where.starts_with("test.toml:"));
    CHECK(replay_text(result).starts_with("FAILED SS-6.b.ii-printed-example: Two seats"));
}

TEST_CASE("the same bytes give the same result") {
    CHECK(replay_json(test::replayed(example())) == replay_json(test::replayed(example())));
}
