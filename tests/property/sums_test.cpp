// What must add up, in every life and under every reading.
#include <map>

#include "property/random_life.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

constexpr std::uint64_t lives = 200;

/// The tax that a line carries: its own part where prices contain taxes, the whole line where taxes come on top.
Amount tax_of(const Line &line) { return line.kind == LineKind::tax ? line.amount : line.tax; }

} // namespace

TEST_CASE("lines add up to their document, taxes too") {
    for (std::uint64_t seed = 1; seed <= lives; ++seed)
        for (const Document &document : apply_at_once(random_life(seed)).documents) {
            Amount total(0, {}), tax(0, {});
            for (const Line &line : document.lines) {
                total = add(total, line.amount).value();
                tax = add(tax, tax_of(line)).value();
            }
            CHECK_MESSAGE(total == document.total, "seed " << seed);
            CHECK_MESSAGE(tax == document.tax, "seed " << seed);
        }
}

TEST_CASE("every amount follows from its derivation alone") {
    for (std::uint64_t seed = 1; seed <= lives; ++seed)
        for (const Document &document : apply_at_once(random_life(seed)).documents)
            for (const Line &line : document.lines) {
                REQUIRE_MESSAGE(!line.derivation.empty(), "seed " << seed << " " << line.key);
                const auto value = evaluate(line.derivation);
                REQUIRE_MESSAGE(value.ok(), "seed " << seed << " " << line.key);
                CHECK_MESSAGE(value_text(*value) == value_text(line.amount.ratio()),
                              "seed " << seed << " " << line.key);
                CHECK_MESSAGE(!line.clauses.empty(), "seed " << seed << " " << line.key);
            }
}

TEST_CASE("every entry balances, and so does the whole") {
    for (std::uint64_t seed = 1; seed <= lives; ++seed) {
        std::int64_t whole = 0;
        for (const JournalEntry &entry : apply_at_once(random_life(seed)).journal) {
            CHECK_MESSAGE(check_balanced(entry).ok(), "seed " << seed << " " << entry.key);
            for (const Posting &posting : entry.postings) {
                CHECK_MESSAGE(is_ledger(posting.ledger), posting.ledger);
                whole += posting.amount.minor();
            }
        }
        CHECK_MESSAGE(whole == 0, "seed " << seed);
    }
}

TEST_CASE("the receivable is what is open, and money on account is what nothing settles yet") {
    for (std::uint64_t seed = 1; seed <= lives; ++seed) {
        const RandomLife life = random_life(seed);
        const AccountResult result = apply_at_once(life);
        Amount open(0, {});
        for (const OpenItem &item : result.items) {
            if (item.kind != DocumentKind::credit_note) CHECK_MESSAGE(item.open.minor() >= 0, "seed " << seed);
            open = add(open, item.open).value();
        }
        CHECK_MESSAGE(result.balance(chart::receivable, life.last, {}).value() == open, "seed " << seed);
        CHECK_MESSAGE(result.balance(chart::unapplied, life.last, {}).value() == negate(result.unapplied).value(),
                      "seed " << seed);
    }
}

TEST_CASE("no payment is spent twice and no document settled twice") {
    for (std::uint64_t seed = 1; seed <= lives; ++seed) {
        const RandomLife life = random_life(seed);
        const AccountResult result = apply_at_once(life);
        std::map<std::uint64_t, std::int64_t> spent;
        std::map<std::string, std::int64_t> settled;
        for (const Allocation &allocation : result.allocations) {
            spent[allocation.payment] += allocation.amount.minor();
            settled[allocation.document] += allocation.amount.minor();
        }
        for (const Event &event : life.life.events())
            if (event.type == EventType::payment_received)
                CHECK_MESSAGE(spent[event.sequence] <= parse_amount(event.text("amount"), {}).value().minor(),
                              "seed " << seed);
        for (const OpenItem &item : result.items)
            CHECK_MESSAGE(settled[item.document] + item.open.minor() == item.total.minor(), "seed " << seed);
    }
}

TEST_CASE("documents survive their stored form, byte for byte") {
    for (std::uint64_t seed = 1; seed <= lives; ++seed)
        for (const Document &document : apply_at_once(random_life(seed)).documents) {
            const std::string json = document_json(document);
            const auto again = document_from_json(json);
            REQUIRE_MESSAGE(again.ok(), "seed " << seed);
            CHECK_MESSAGE(document_json(*again) == json, "seed " << seed);
        }
}

TEST_CASE("at most one invoice per day, in order, with stable keys that are never used twice") {
    for (std::uint64_t seed = 1; seed <= lives; ++seed) {
        const AccountResult result = apply_at_once(random_life(seed));
        std::map<std::string, int> ids, lines, entries;
        for (const Document &document : result.documents) {
            CHECK_MESSAGE(++ids[document.draft_id()] == 1, "seed " << seed << " " << document.draft_id());
            CHECK_MESSAGE((document.kind != DocumentKind::invoice || document.ordinal == 1), "seed " << seed);
            for (const Line &line : document.lines)
                CHECK_MESSAGE(++lines[line.key] == 1, "seed " << seed << " " << line.key);
        }
        for (const JournalEntry &entry : result.journal)
            CHECK_MESSAGE(++entries[entry.key] == 1, "seed " << seed << " " << entry.key);
    }
}
