// An account under a contract that promises availability: however its runs are split and in whatever order its facts
// come, the same documents are made.
#include <doctest/doctest.h>

#include <algorithm>

#include "core/engine/engine.hpp"
#include "io/event_form.hpp"
#include "io/pack_reader.hpp"
#include "support/files.hpp"
#include "support/test_pack.hpp"

using namespace proviso;

namespace {

const Pack &velvetel() {
    static const Pack pack = [] {
        const std::string file = "rules/velvetel.toml";
        return read_pack(test::source_file(file), file).value();
    }();
    return pack;
}

Event fact(std::string type, std::string when, std::vector<RawField> fields, std::string account = "acme") {
    static const ZoneDatabase zones;
    RawEvent raw;
    raw.type = std::move(type);
    (when.size() > 10 ? raw.at : raw.on) = std::move(when);
    raw.account = std::move(account);
    raw.fields = std::move(fields);
    auto made = resolve_event(raw, {&zones, {}, "America/Chicago"});
    REQUIRE_MESSAGE(made.ok(), (made.ok() ? std::string() : made.error().render()));
    return std::move(*made);
}

void outage(std::vector<Event> &facts, const std::string &id, const std::string &from, const std::string &until) {
    facts.push_back(fact("outage.opened", from, {{"outage", id, ""}}));
    facts.push_back(fact("outage.closed", until, {{"outage", id, ""}}));
}

std::vector<Event> book_facts() {
    return {
        fact("tax.rate_posted", "2024-01-01", {{"jurisdiction", "US-IL", ""}, {"rate", "0", ""}}, ""),
        fact("price.posted", "2024-01-01",
             {{"sku", "monitoring", ""}, {"amount", "1200.00", ""}, {"per", "unit", ""}, {"every", "month", ""}}, ""),
    };
}

std::vector<Event> account_facts() {
    std::vector<Event> facts{
        fact("account.opened", "2025-01-01", {{"contract", "velvetel", ""}, {"zone", "America/Chicago", ""}}),
        fact("service.activated", "2025-01-01", {{"sku", "monitoring", ""}}),
        fact("account.suspended", "2025-05-05", {{"reason", "risk", ""}}),
        fact("account.restored", "2025-05-09", {{"reason", "over", ""}}),
        fact("account.closed", "2025-08-10", {{"reason", "moved", ""}}),
    };
    outage(facts, "o1", "2025-02-27T10:00:00-06:00", "2025-03-02T10:00:00-06:00");
    outage(facts, "o2", "2025-05-04T10:00:00-05:00", "2025-05-10T10:00:00-05:00");
    outage(facts, "o3", "2025-06-30T23:57:00-05:00", "2025-07-01T00:03:00-05:00");
    outage(facts, "o4", "2025-08-01T10:00:00-05:00", "2025-08-01T22:00:00-05:00");
    for (std::size_t i = 0; i < facts.size(); ++i) facts[i].sequence = i + 1;
    return facts;
}

/// Every document as canonical bytes, and every entry's key.
std::string outcome(const BookTerms &book, const std::vector<Event> &facts, std::int32_t step) {
    AccountState state;
    AccountResult result;
    const Day last = test::day("2025-10-15");
    for (Day through = test::day("2025-01-01"); through <= last; through = through + step)
        REQUIRE(apply(book, state, {"acme", facts, {}, {}}, through, {}, result).ok());
    REQUIRE(apply(book, state, {"acme", facts, {}, {}}, last, {}, result).ok());
    std::string text;
    for (const Document &document : result.documents) text += document_json(document) + "\n";
    for (const JournalEntry &entry : result.journal) text += entry.key + "\n";
    for (const Exception &exception : result.exceptions) text += exception.on.text() + " " + exception.what + "\n";
    return text;
}

} // namespace

TEST_CASE("splits of a run and the order of facts change nothing that is credited for availability") {
    const Pack *packs[] = {&velvetel()};
    BookTerms::Config config;
    config.packs.assign(std::begin(packs), std::end(packs));
    const std::vector<Event> book_wide = book_facts();
    const auto book = BookTerms::make(config, book_wide);
    REQUIRE(book.ok());
    std::vector<Event> facts = account_facts();
    const std::string once = outcome(*book, facts, 400);
    CHECK(once.find("Credit for availability in 2025-02") != std::string::npos); // 38 hours of 672
    CHECK(once.find("Credit for availability in 2025-03") != std::string::npos); // 34 hours of 743
    CHECK(once.find("Credit for availability in 2025-05") != std::string::npos); // what is outside the suspension
    CHECK(once.find("Credit for availability in 2025-06") == std::string::npos); // 3 minutes
    CHECK(once.find("Credit for availability in 2025-08") != std::string::npos); // the service ran in it
    for (const std::int32_t step : {1, 7, 31}) CHECK(outcome(*book, facts, step) == once);
    std::reverse(facts.begin(), facts.end());
    CHECK(outcome(*book, facts, 31) == once);
}
