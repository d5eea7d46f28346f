// Late facts in the engine: whatever becomes known when, what is charged in the end is what is due, what was sealed
// stays, and the ledger adds up.
#include "core/bill/difference.hpp"
#include "core/engine/late.hpp"
#include "support/life.hpp"

#include <algorithm>
#include <map>
#include <random>

using namespace proviso;
using namespace proviso::test;

namespace {

const std::vector<std::string> seal_days{"2013-04-10", "2013-05-02", "2013-05-31"};

std::vector<Day> days_of(const std::vector<std::string> &texts) {
    std::vector<Day> days;
    for (const std::string &text : texts) days.push_back(day(text));
    return days;
}

AccountResult lived(std::vector<Event> events, const std::vector<Day> &seals, Day through) {
    std::vector<Event> own, all;
    for (Event &event : events) (event.account.empty() ? all : own).push_back(std::move(event));
    BookTerms::Config config{{&safesoft()}, {&weekdays()}, {}, {}};
    config.seals = seals;
    auto terms = BookTerms::make(std::move(config), all);
    REQUIRE_MESSAGE(terms.ok(), (terms.ok() ? std::string() : terms.error().render()));
    AccountState state;
    AccountResult result;
    const auto applied = apply(*terms, state, {"acme", own, {}, {}}, through, {}, result);
    REQUIRE_MESSAGE(applied.ok(), (applied.ok() ? std::string() : applied.error().render()));
    return result;
}

/// Minor units by key, credits less than nothing, late interest left out: it goes by what was billed when.
std::map<std::string, std::int64_t> charged(const AccountResult &result) {
    std::map<std::string, std::int64_t> sums;
    for (const Document &document : result.documents)
        for (const Line &line : document.lines) {
            const std::string key = difference_key(line);
            if (key.size() > 9 && key.substr(key.size() - 9) == "/interest") continue;
            sums[key] += document.kind == DocumentKind::credit_note ? -line.amount.minor() : line.amount.minor();
        }
    std::erase_if(sums, [](const auto &row) { return row.second == 0; });
    return sums;
}

std::string documents_through(const AccountResult &result, Day day) {
    std::string text;
    for (const Document &document : result.documents)
        if (document.date <= day) text += document_json(document) + "\n";
    return text;
}

/// A life of some months: seats come and go, calls are made, money comes, sometimes a notice.
std::vector<Event> random_events(std::mt19937_64 &random) {
    const auto upto = [&](int n) { return static_cast<int>(random() % static_cast<std::uint64_t>(n)); };
    Life life;
    life.open("2013-03-01").seats("2013-03-01", 2 + upto(3));
    life.on("2013-03-01", "price.posted", {{"sku", "per-minute"}, {"amount", "0.02"}, {"per", "minute"}});
    for (int i = 0; i < 12; ++i) {
        const std::string on = (day("2013-03-02") + upto(100)).text();
        switch (upto(6)) {
        case 0:
        case 1:
            life.seats(on, 1 + upto(2));
            break;
        case 2:
            life.on(on, "seat.released", {{"plan", "unlimited-monthly"}, {"quantity", "1"}});
            break;
        case 3:
            life.on(
                on, "call.ended",
                {{"id", std::to_string(i)}, {"seconds", std::to_string(6000 + upto(90000))}, {"to", "13105550100"}});
            break;
        case 4:
            life.pay(on, std::to_string(100 + upto(900)) + ".00");
            break;
        default:
            life.on(on, "price.posted",
                    {{"sku", "unlimited-monthly"}, {"amount", std::to_string(150 + upto(99))}, {"per", "seat"}});
        }
    }
    if (upto(3) == 0)
        life.on((day("2013-04-01") + upto(60)).text(), "notice.sent",
                {{"notice", "n1"}, {"kind", "cancel"}, {"by", "customer"}, {"method", "fax"}, {"proof", "x"}});
    return life.events();
}

std::int64_t ledger(const AccountResult &result, std::string_view name) {
    return result.balance(name, day_last, Currency{})->minor();
}

} // namespace

TEST_CASE("whenever facts become known, what is charged in the end is what is due") {
    const Day through = day("2013-07-15");
    for (std::uint64_t seed = 1; seed <= 120; ++seed) {
        CAPTURE(seed);
        std::mt19937_64 random(seed);
        std::vector<Event> events = random_events(random);
        // One price may be for all.
        if (const auto price = std::find_if(events.begin(), events.end(),
                                            [](const Event &event) { return event.type == EventType::price_posted; });
            random() % 2 == 0 && price != events.end())
            price->account.clear();
        const AccountResult due = lived(events, {}, through);
        for (Event &event : events)
            if (event.type != EventType::account_opened || random() % 4 == 0)
                event.seals = static_cast<std::uint32_t>(random() % (seal_days.size() + 1));
        const std::vector<Day> seals = days_of(seal_days);
        const AccountResult result = lived(events, seals, through);
        CHECK(charged(result) == charged(due));

        // What was sealed stays, whatever comes later.
        for (std::size_t known = 0; known < seals.size(); ++known) {
            std::vector<Event> then;
            for (const Event &event : events)
                if (event.seals <= known) then.push_back(event);
            const std::vector<Day> before(seals.begin(), seals.begin() + static_cast<std::ptrdiff_t>(known));
            CHECK(documents_through(lived(then, before, seals[known]), seals[known]) ==
                  documents_through(result, seals[known]));
        }
        // The order in which rows are given does not show.
        std::shuffle(events.begin(), events.end(), random);
        CHECK(documents_through(lived(events, seals, through), through) == documents_through(result, through));

        // Lines add up, and the ledger is what is open.
        std::int64_t open = 0;
        for (const OpenItem &item : result.items) open += item.open.minor();
        CHECK(ledger(result, chart::receivable) == open);
        CHECK(ledger(result, chart::unapplied) == -result.unapplied.minor());
        std::map<std::string, int> keys;
        for (const JournalEntry &entry : result.journal) {
            CHECK(check_balanced(entry).ok());
            CHECK(++keys[entry.key] == 1);
        }
        std::size_t allocating = 0;
        for (const JournalEntry &entry : result.journal) allocating += entry.key.substr(0, 6) == "alloc:" ? 1 : 0;
        CHECK(allocating == result.allocations.size());
        for (const Document &document : result.documents)
            for (const Line &line : document.lines) {
                const auto value = evaluate(line.derivation);
                REQUIRE(value.ok());
                CHECK(value_text(*value) == line.amount.ratio().text());
            }
    }
}

TEST_CASE("a fact is late by the seals that stood when it was recorded") {
    const std::vector<Day> sealed = days_of(seal_days);
    CHECK_FALSE(in_sealed_time(0, day("2013-03-01"), sealed));
    CHECK(in_sealed_time(1, day("2013-04-10"), sealed));
    CHECK_FALSE(in_sealed_time(1, day("2013-04-11"), sealed));
    CHECK(in_sealed_time(2, day("2013-04-11"), sealed));
    CHECK_FALSE(in_sealed_time(9, day("2013-03-01"), sealed)); // more than there are: hostile input
    Life life;
    life.on("2013-04-12", "price.posted",
            {{"sku", "unlimited-monthly"}, {"amount", "1"}, {"per", "seat"}, {"from", "2013-04-01"}});
    life.on("2013-04-01", "reading.chosen",
            {{"reading", "R-SS-03"}, {"value", "cycle.anniversary"}, {"by", "ann"}, {"why", "x"}});
    Event price = life.events()[0], choice = life.events()[1];
    price.seals = choice.seals = 1;
    CHECK(came_late(price, sealed)); // posted in open time for days that are sealed
    CHECK_FALSE(came_late(choice, sealed));
    move_choice(choice, sealed);
    CHECK(choice.on == day("2013-04-11")); // counts from the first open day
}
