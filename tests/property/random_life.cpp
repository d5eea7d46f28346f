#include "property/random_life.hpp"

#include <algorithm>

namespace proviso::test {
namespace {

std::string cents(int minor) {
    const int rest = minor % 100;
    return std::to_string(minor / 100) + (rest < 10 ? ".0" : ".") + std::to_string(rest);
}

/// One thing that happens on a day.
void something(Dice &dice, RandomLife &random, const std::string &on, int nth) {
    Life &life = random.life;
    const std::string name = "x" + std::to_string(nth);
    switch (dice.roll(0, 11)) {
    case 0:
    case 1:
    case 2:
        life.seats(on, dice.roll(1, 4));
        break;
    case 3:
        life.on(on, "seat.released", {{"plan", "unlimited-monthly"}, {"quantity", std::to_string(dice.roll(1, 3))}});
        break;
    case 4:
    case 5:
    case 6:
        life.pay(on, cents(dice.roll(1, 90000)));
        break;
    case 7:
        life.on(on, "notice.sent",
                {{"notice", name},
                 {"kind", "cancel"},
                 {"by", "customer"},
                 {"method", dice.pick<std::string>({"fax", "certified-mail", "courier", "mail", "email"})}});
        if (dice.one_in(2)) life.on(on, "notice.proved", {{"notice", name}, {"proof", "receipt"}});
        break;
    case 8:
        life.on(on, dice.one_in(2) ? "account.suspended" : "account.restored", {{"reason", "late"}});
        break;
    case 9:
        life.on(on, "payment.declined", {{"reason", "insufficient funds " + name}});
        break;
    case 10:
        life.on(on, "cost.incurred", {{"amount", cents(dice.roll(100, 5000))}, {"kind", "collection"}});
        break;
    default:
        life.on(on, "contact.designated", {{"name", name}});
        break;
    }
}

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

} // namespace

Choices random_choices(Dice &dice) {
    Choices choices;
    for (const Reading &reading : safesoft().readings) {
        if (reading.recorded_only) continue; // nothing computes by it, so that only its default can be chosen
        choices[reading.id] = dice.pick(reading.options).name;
        // An answer that refuses whole lives says nothing about the others.
        if (choices[reading.id] == "fail") choices[reading.id] = reading.default_option;
    }
    return choices;
}

RandomLife random_life(std::uint64_t seed) {
    Dice dice(seed);
    RandomLife random;
    const bool by_default = dice.one_in(2);
    random.life = Life(by_default ? Choices{} : random_choices(dice));
    random.first = day("2013-01-01") + dice.roll(0, 364);
    random.last = random.first + dice.roll(20, 200);
    random.life.on(random.first.text(), "price.posted", {{"sku", "per-minute"}, {"amount", "0.019"}, {"per", "minute"}},
                   "");
    // Taxes on top of the price block a document while no rate is posted (a reading); inside the price they do not.
    if (!by_default || dice.one_in(2))
        random.life.on((random.first + (by_default ? dice.roll(0, 60) : 0)).text(), "tax.rate_posted",
                       {{"jurisdiction", "US-CA"}, {"rate", "0.0825"}}, "");
    random.life.on(random.first.text(), "account.opened", {{"contract", "safesoft-2013"}, {"jurisdiction", "US-CA"}});
    if (!dice.one_in(4)) random.life.on(random.first.text(), "card_form.received");
    random.life.seats((random.first + dice.roll(0, 5)).text(), dice.roll(1, 12));
    for (int i = dice.roll(0, 25); i > 0; --i)
        something(dice, random, (random.first + dice.roll(0, random.last - random.first)).text(), i);
    for (int i = dice.roll(0, 8); i > 0; --i) {
        const Day on = random.first + dice.roll(0, random.last - random.first);
        if (dice.one_in(2))
            random.usage.push_back(calls_of(dice, on, i));
        else
            random.sessions.push_back(session_of(dice, on, i));
    }
    return random;
}

AccountResult apply_in_steps(const RandomLife &random, const std::vector<Day> &ends) {
    const BookTerms book = random.life.terms();
    AccountState state;
    AccountResult result;
    Day done = random.first - 1;
    for (const Day end : ends) {
        const auto within = [&](Day on) { return on > done && on <= end; };
        std::vector<Event> events;
        std::vector<UsageTotal> usage;
        std::vector<Session> sessions;
        for (const Event &event : random.life.events())
            if (within(event.on)) events.push_back(event);
        for (const UsageTotal &total : random.usage)
            if (within(total.day)) usage.push_back(total);
        for (const Session &session : random.sessions)
            if (within(session.pieces.front().day)) sessions.push_back(session);
        const auto applied = apply(book, state, {"acme", events, usage, sessions}, end, {}, result);
        REQUIRE_MESSAGE(applied.ok(), (applied.ok() ? std::string() : applied.error().render()));
        done = end;
    }
    return result;
}

std::string documents_of(const AccountResult &result) {
    std::string out;
    for (const Document &document : result.documents) out += document_json(document) + "\n";
    return out;
}

std::string account_of(const AccountResult &result) {
    const auto number = [&](std::uint64_t event) { return " #" + std::to_string(event); };
    std::string out = documents_of(result);
    for (const JournalEntry &entry : result.journal) {
        out += "journal " + entry.date.text() + " " + entry.key;
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
    for (const Refusal &r : result.refusals) out += "refusal " + r.error.render() + number(r.event) + "\n";
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
