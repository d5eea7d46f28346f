#include "property/random_life.hpp"

#include <algorithm>
#include <memory>
#include <set>

#include "io/event_form.hpp"
#include "support/replay.hpp"

namespace proviso::test {
namespace {

UsageTotal calls_of(Dice &dice, Day day, int batch) {
    UsageTotal total;
    total.day = day;
    total.sku = "per-minute";
    total.source = "batch " + std::to_string(batch);
    total.calls = dice.roll(1, 400);
    total.actual_millis = total.calls * 7000;
    total.billed_millis = total.calls * 12000;
    total.price = UnitPrice{19, 3, {}};
    total.exact = multiply(Ratio::of(total.billed_millis, 60000).value(), total.price->ratio()).value();
    return total;
}

Session session_of(Dice &dice, Day day, int nth) {
    constexpr std::int64_t minute = 60'000'000;
    const std::int64_t start = day.number() * 1440 * minute + dice.roll(0, 1000) * minute;
    const std::int64_t length = dice.roll(1, 400) * minute;
    Session session{"login" + std::to_string(nth % 3), Instant(start), Instant(start + length), {}, "batch 1", 0};
    session.pieces.push_back({day, length});
    return session;
}

/// The zone of an account's days, as a scenario and a book find it.
std::string zone_of(const RandomLife &life, std::string_view account) {
    const Pack &pack = *sources().pack(life.pack).value();
    const Reading *whose = pack.reading_that_decides("day.zone");
    if (const auto chosen = life.choices.find(whose->id); chosen != life.choices.end()) {
        if (chosen->second == "utc") return "UTC";
        if (chosen->second == "vendor_zone") return pack.zone;
    }
    for (const Fact &fact : life.facts)
        if (fact.type == "account.opened" && fact.account == account)
            for (const auto &[name, text] : fact.fields)
                if (name == "zone") return text;
    return {};
}

/// A life with its facts as events, ready for the engine.
struct Prepared {
    std::string of; ///< what it was made from, as text
    std::unique_ptr<BookTerms> terms;
    std::string stopped;
    std::vector<Event> events;
    std::vector<Refusal> refusals; ///< of book-wide events
};

std::string text_of(const RandomLife &life) {
    std::string out;
    for (const auto &[reading, option] : life.choices) out += reading + "=" + option + "\n";
    for (const Fact &fact : life.facts) {
        out += fact.type + " " + fact.on.text() + " " + fact.account;
        for (const auto &[name, text] : fact.fields) out += "|" + name + "=" + text;
        out += "\n";
    }
    return out;
}

/// As a scenario with this pack has it: all calendars, and where numbers lie.
BookTerms::Config config_of(const RandomLife &life) {
    const Pack *pack = sources().pack(life.pack).value();
    return {{pack}, sources().calendars(*pack).value(), life.choices, {}, sources().plan().value()};
}

Prepared &kept() {
    static Prepared prepared;
    return prepared;
}

/// Book-wide events that make no terms are left out, as scenarios and books leave them out.
const Prepared &prepare(const RandomLife &life) {
    Prepared &prepared = kept();
    std::string text = text_of(life);
    if (prepared.terms && prepared.of == text) return prepared;
    prepared = {};
    prepared.of = std::move(text);
    std::vector<Event> book_wide;
    for (std::size_t i = 0; i < life.facts.size(); ++i) {
        Result<Event> event = event_of(life, life.facts[i]);
        if (!event) {
            prepared.stopped = event.error().render();
            break;
        }
        event->sequence = i + 1;
        (event->account.empty() ? book_wide : prepared.events).push_back(std::move(*event));
    }
    while (true) {
        Result<BookTerms> made = BookTerms::make(config_of(life), book_wide);
        if (made) {
            prepared.terms = std::make_unique<BookTerms>(std::move(*made));
            return prepared;
        }
        const auto culprit = std::find_if(book_wide.begin(), book_wide.end(), [&](const Event &event) {
            return made.error().where == "event " + std::to_string(event.sequence);
        });
        if (culprit == book_wide.end()) {
            prepared.stopped = made.error().render();
            prepared.terms = std::make_unique<BookTerms>(BookTerms::make({}, {}).value());
            return prepared;
        }
        prepared.refusals.push_back({culprit->sequence, std::move(made.error())});
        book_wide.erase(culprit);
    }
}

} // namespace

std::vector<std::string> RandomLife::accounts() const {
    std::set<std::string> names;
    for (const Fact &fact : facts)
        if (!fact.account.empty()) names.insert(fact.account);
    return {names.begin(), names.end()};
}

Result<Event> event_of(const RandomLife &life, const Fact &fact) {
    static const ZoneDatabase database;
    RawEvent raw;
    raw.type = fact.type;
    raw.on = fact.on.text();
    raw.account = fact.account;
    for (const auto &[name, text] : fact.fields) raw.fields.push_back({name, text, {}});
    const EventZones zones{&database, [&](std::string_view account) { return zone_of(life, account); }, {}};
    return resolve_event(raw, zones);
}

Choices random_choices(Dice &dice, const std::string &pack) {
    Choices choices;
    for (const Reading &reading : sources().pack(pack).value()->readings) {
        if (reading.recorded_only) continue; // nothing computes by it, so that only its default can be chosen
        choices[reading.id] = dice.pick(reading.options).name;
        // An answer that refuses whole lives says nothing about the others.
        if (choices[reading.id] == "fail") choices[reading.id] = reading.default_option;
    }
    return choices;
}

namespace {

/// Every second life is under the contract with cycles, the others under those whose services have dates of their own.
std::string pack_of(std::uint64_t seed) {
    if (seed % 2 == 1) return "safesoft-2013";
    return seed % 4 == 0 ? "ipsoft-2019" : "velvetel";
}

/// What an account begins with, so that most lives have something to bill.
void begin(Dice &dice, RandomLife &life, const std::string &account) {
    if (life.pack == "safesoft-2013") {
        if (!dice.one_in(4)) life.facts.push_back({"card_form.received", life.first, account, {}});
        if (auto seats = random_fact(dice, life, "seat.activated", account, life.first + dice.roll(0, 5)))
            life.facts.push_back(std::move(*seats));
        return;
    }
    for (int i = dice.roll(1, 4); i > 0; --i)
        if (auto service = random_fact(dice, life, "service.activated", account, life.first + dice.roll(0, 40)))
            life.facts.push_back(std::move(*service));
}

/// Prices and rates without which nothing under the pack can be billed.
void post_prices(RandomLife &life) {
    const auto post = [&](const std::string &sku, const std::string &amount, const std::string &per,
                          const std::string &every) {
        Fact fact{"price.posted", life.first, "", {{"sku", sku}, {"amount", amount}, {"per", per}}};
        if (!every.empty()) fact.fields.emplace_back("every", every);
        life.facts.push_back(std::move(fact));
    };
    if (life.pack == "safesoft-2013") return post("per-minute", "0.019", "minute", "");
    const bool ipsoft = life.pack == "ipsoft-2019";
    life.facts.push_back(
        {"tax.rate_posted", life.first, "", {{"jurisdiction", ipsoft ? "US-NY" : "US-IL"}, {"rate", "0.0825"}}});
    if (ipsoft) {
        post("hosted-subscription", "1000", "unit", "year");
        post("software-licence", "5000", "unit", "once");
        post("hosted-user", "50", "seat", "month");
        post("support", "300", "unit", "cycle");
        post("storage-overage", "2", "unit", "");
        return;
    }
    post("per-minute", "0.02", "minute", "");
    post("flat-app", "1200.00", "unit", "year");
    post("monitoring", "49.99", "unit", "month");
    post("cluster-server", "50", "server", "month");
    post("per-use-app", "1.10", "device", "month");
    post("number", "1.00", "number", "month");
    post("excess-use", "0.75", "unit", "");
}

} // namespace

RandomLife random_life(std::uint64_t seed) {
    Dice dice(seed);
    RandomLife life;
    life.seed = seed;
    life.pack = pack_of(seed);
    const bool by_cycles = life.pack == "safesoft-2013";
    const bool by_default = dice.one_in(2);
    if (!by_default) life.choices = random_choices(dice, life.pack);
    life.first = day("2013-01-01") + dice.roll(0, 364);
    life.last = life.first + dice.roll(20, by_cycles ? 200 : 800);
    const auto any_day = [&] { return life.first + dice.roll(0, life.last - life.first); };
    const auto add = [&](std::string_view type, const std::string &account, Day on) {
        if (auto fact = random_fact(dice, life, type, account, on)) life.facts.push_back(std::move(*fact));
    };
    post_prices(life);
    // Taxes on top of the price block a document while no rate is posted (a reading); inside the price they do not.
    if (by_cycles && (!by_default || dice.one_in(2)))
        life.facts.push_back({"tax.rate_posted",
                              life.first + (by_default ? dice.roll(0, 60) : 0),
                              "",
                              {{"jurisdiction", "US-CA"}, {"rate", "0.0825"}}});
    std::vector<std::string> accounts{"acme"};
    if (dice.one_in(3)) accounts.push_back("bond");
    if (dice.one_in(9)) accounts.push_back("cole");
    for (const std::string &account : accounts) {
        Fact opened{"account.opened", life.first, account, {{"contract", life.pack}}};
        if (by_cycles) opened.fields.emplace_back("jurisdiction", "US-CA");
        if (dice.one_in(2)) opened.fields.emplace_back("zone", "America/Los_Angeles");
        life.facts.push_back(std::move(opened));
        begin(dice, life, account);
        for (int i = dice.roll(0, 25); i > 0; --i) add(random_type(dice), account, any_day());
    }
    for (int i = dice.one_in(2) ? dice.roll(0, 8) : 0; i > 0; --i) {
        if (dice.one_in(2))
            life.usage.push_back(calls_of(dice, any_day(), i));
        else
            life.sessions.push_back(session_of(dice, any_day(), i));
    }
    return life;
}

LifeOutcome apply_in_steps(const RandomLife &life, const std::string &account, const std::vector<Day> &ends) {
    const Prepared &prepared = prepare(life);
    LifeOutcome outcome;
    outcome.stopped = prepared.stopped;
    AccountState state;
    Day done = life.first - 100;
    for (const Day end : ends) {
        if (!outcome.stopped.empty()) break;
        const auto within = [&](Day on) { return on > done && on <= end; };
        std::vector<Event> events;
        std::vector<UsageTotal> usage;
        std::vector<Session> sessions;
        for (const Event &event : prepared.events)
            if (event.account == account && within(event.on)) events.push_back(event);
        if (account == "acme") {
            for (const UsageTotal &total : life.usage)
                if (within(total.day)) usage.push_back(total);
            for (const Session &session : life.sessions)
                if (within(session.pieces.front().day)) sessions.push_back(session);
        }
        const auto applied = apply(*prepared.terms, state, {account, events, usage, sessions}, end, {}, outcome.result);
        if (!applied) outcome.stopped = applied.error().render();
        done = end;
    }
    return outcome;
}

std::vector<Refusal> refusals_of(const RandomLife &life) {
    std::vector<Refusal> all;
    for (const std::string &account : life.accounts()) {
        LifeOutcome outcome = apply_in_steps(life, account, {life.last});
        if (!outcome.stopped.empty()) return {};
        std::move(outcome.result.refusals.begin(), outcome.result.refusals.end(), std::back_inserter(all));
    }
    const std::vector<Refusal> &book_wide = prepare(life).refusals;
    all.insert(all.end(), book_wide.begin(), book_wide.end());
    return all;
}

std::string documents_of(const AccountResult &result) {
    std::string out;
    for (const Document &document : result.documents) out += document_json(document) + "\n";
    return out;
}

std::string account_of(const LifeOutcome &outcome, bool numbers) {
    if (!outcome.stopped.empty()) return "stopped: " + outcome.stopped + "\n";
    const AccountResult &result = outcome.result;
    const auto number = [&](std::uint64_t event) { return numbers ? " #" + std::to_string(event) : std::string(); };
    std::string out = documents_of(result);
    for (const JournalEntry &entry : result.journal) {
        // Keys of payments end in the number of their event.
        const std::size_t place = entry.key.rfind('/') + 1;
        const bool of_event = entry.key.find_first_not_of("0123456789", place) == std::string::npos;
        out += "journal " + entry.date.text() + " " + (of_event && !numbers ? entry.key.substr(0, place) : entry.key);
        for (const Posting &posting : entry.postings) out += " " + posting.ledger + "=" + posting.amount.text();
        out += "\n";
    }
    for (const Exception &e : result.exceptions)
        out += "exception " + e.on.text() + " " + std::string(code_name(e.code)) + " " + e.clause + " " + e.what +
               number(e.event) + "\n";
    for (const Deadline &d : result.deadlines)
        out += "deadline " + d.name + " " + d.date.text() + " " + d.known_from.text() + " " + d.known_until.text() +
               " " + d.clause + "\n";
    for (const StatusChange &s : result.statuses)
        out += "status " + s.on.text() + " " + std::string(status_name(s.status)) + " " + s.clause + "\n";
    for (const Refusal &r : result.refusals)
        out += "refusal " + std::string(code_name(r.error.code)) + " " + r.error.what + number(r.event) + "\n";
    for (const OpenItem &item : result.items) out += "item " + item.document + " " + item.open.text() + "\n";
    for (const Allocation &a : result.allocations)
        out += "allocation " + a.document + " " + a.on.text() + " " + a.amount.text() + number(a.payment) + "\n";
    for (const Posting &posting : result.accrued)
        out += "accrued " + posting.ledger + " " + posting.amount.text() + "\n";
    return out + "unapplied " + result.unapplied.text() + "\n";
}

std::string difference(const std::string &a, const std::string &b) {
    if (a == b) return {};
    const auto at = static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
    const std::size_t line = at == 0 ? 0 : a.rfind('\n', at - 1) + 1; // npos + 1 is 0
    const std::size_t from = std::max(line, at - std::min<std::size_t>(at, 200));
    return "\n  " + a.substr(from, 300) + "\n  " + b.substr(from, 300);
}

} // namespace proviso::test
