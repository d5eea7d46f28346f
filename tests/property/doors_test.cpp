// One life through every door: the engine, a scenario, and a book that is imported, run, sealed, closed and verified.
#include <algorithm>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>

#include "book/documents.hpp"
#include "book/period.hpp"
#include "book/post.hpp"
#include "book/privacy.hpp"
#include "book/verify.hpp"
#include "core/time/months.hpp"
#include "property/lives.hpp"
#include "replay/scenario_reader.hpp"
#include "replay/world.hpp"
#include "support/books.hpp"
#include "support/replay.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

/// Bulk usage has forms of its own in books and none in scenarios.
RandomLife facts_alone(RandomLife life) {
    life.usage.clear();
    life.sessions.clear();
    return life;
}

Broken through_scenario(const RandomLife &given, const Engine &engine) {
    const RandomLife life = facts_alone(given);
    const std::string text = scenario_of(life, "life", "", "");
    const ScenarioFile file = read_scenario(text, "life.toml");
    if (!file.ok()) return {file.errors.front().render(), {}};
    World world(file.scenario, sources());
    const auto config = world.config({file.scenario.readings, file.scenario.set});
    if (!config) return {config.error().render(), {}};
    const Outcome outcome = world.run(*config, file.scenario.expect);
    for (const std::string &account : life.accounts()) {
        LifeOutcome direct = engine(life, account, {life.last});
        if (outcome.error || !direct.stopped.empty()) {
            if (bool(outcome.error) == !direct.stopped.empty()) continue;
            const auto at = outcome.accounts.find(account);
            if (at != outcome.accounts.end() && bool(at->second.error) == !direct.stopped.empty()) continue;
            return {"one door stops at " + (outcome.error ? outcome.error->render() : direct.stopped), {}};
        }
        LifeOutcome replayed{outcome.accounts.at(account).result, {}};
        replayed.result.refusals.clear(), direct.result.refusals.clear(); // they say where the event stands
        if (std::string what = difference(account_of(direct), account_of(replayed)); !what.empty())
            return {"engine and scenario" + what, documents_expected(direct.result)};
    }
    return {};
}

/// What an operation of the book says against a life that the engine takes.
struct Stopped {
    std::string what;
};
template <class T> T need(const std::string &step, Result<T> result) {
    if (!result)
        throw Stopped{step + " says " + std::string(code_name(result.error().code)) + ": " + result.error().render()};
    return std::move(result).value();
}

CreateRequest request(const RandomLife &life) {
    CreateRequest made;
    made.sources.push_back({"pack", life.pack + ".toml", file_bytes("rules/" + life.pack + ".toml")});
    for (const std::string calendar : {"us-federal", "us-ca", "us-ny"})
        made.sources.push_back({"calendar", calendar + ".toml", file_bytes("rules/calendars/" + calendar + ".toml")});
    made.seller["name"] = "Seller Inc.";
    made.sources.push_back({"zones", "nanp.toml", file_bytes("rules/zones/nanp.toml")});
    return made;
}

/// Facts in two imports of random order, openings in the first as an import demands. The readings are chosen as facts.
/// False: prices or choices contradict each other, and which of them waits is a matter of the order.
bool import(Book &book, const RandomLife &life, Dice &dice) {
    std::vector<Fact> facts = life.facts;
    dice.shuffle(facts);
    std::vector<Event> first, second;
    for (const auto &[reading, option] : life.choices)
        first.push_back(fact("2012-12-31", "reading.chosen",
                             {{"reading", reading}, {"value", option}, {"by", "a"}, {"why", "b"}}, ""));
    for (const Fact &each : facts) {
        std::vector<Event> &part = each.type == "account.opened" || dice.one_in(2) ? first : second;
        part.push_back(get(event_of(life, each)));
        part.back().key = std::to_string(part.size()) + (&part == &first ? "a" : "b"); // equal facts are two facts
    }
    std::stable_partition(first.begin(), first.end(),
                          [](const Event &event) { return event.type == EventType::account_opened; });
    for (std::vector<Event> *events : {&first, &second}) {
        EventImport importing = need("import", EventImport::open(book, {"events", "life.jsonl", "life", 7}));
        std::uint64_t row = 0;
        for (Event &event : *events)
            if (const auto added = importing.add({std::move(event), ++row, {}}); !added)
                throw Stopped{"import: " + added.error().render()};
        const ImportReport report = need("import", importing.finish());
        if (report.suspended == 0) continue;
        const Error &reason = report.samples.front().reason;
        if (reason.code == Code::rules_conflict) return false;
        throw Stopped{"a row waits for " + std::string(code_name(reason.code)) + ": " + reason.render()};
    }
    return true;
}

/// Runs and seals on random days, the last of which is the life's.
void bill(Book &book, const RandomLife &life, Dice &dice) {
    std::vector<Day> ends;
    for (Day at = life.first; at < life.last; at = at + dice.roll(1, 90)) ends.push_back(at);
    ends.push_back(life.last);
    for (const Day end : ends) {
        need("run", run_drafts(book, {end, {}, false}));
        need("finalize", finalize_drafts(book, {}));
    }
}

std::string book_documents(Book &book, const std::string &account) {
    std::map<std::string, std::string> in_order; // by date and kind, as the engine gives them
    std::map<std::string, std::pair<std::uint64_t, Day>> series;
    std::vector<std::string> refs;
    std::string wrong;
    get(list_documents(book, {}, [&](const DocumentRow &row) {
        const std::string kind = row.number.substr(0, row.number.find('-'));
        auto &[position, day] = series[kind];
        if (std::stoull(row.number.substr(kind.size() + 1)) != position + 1 || row.date < day) wrong = row.number;
        position += 1, day = row.date;
        if (row.account == account) refs.push_back(row.number);
        return true;
    }));
    if (!wrong.empty()) return wrong + " follows a gap, or a later document";
    for (const std::string &ref : refs) {
        const Document document = get(show_document(book, ref)).document;
        in_order[document.date.text() + std::to_string(static_cast<int>(document.kind)) +
                 std::to_string(1000 + document.ordinal)] = document_json(document);
    }
    std::string out;
    for (const auto &[place, json] : in_order) out += json + "\n";
    return out;
}

Broken compared(Book &book, const RandomLife &life, const Engine &engine) {
    for (const std::string &account : life.accounts()) {
        const LifeOutcome direct = engine(life, account, {life.last});
        if (std::string what = difference(documents_of(direct.result), book_documents(book, account)); !what.empty())
            return {"engine and book" + what, documents_expected(direct.result)};
        for (const std::string_view ledger : {chart::receivable, chart::unapplied, chart::cash, chart::deposits}) {
            const Amount kept = need("balance", account_balance(book, account, std::string(ledger), life.last));
            const Amount posted = direct.result.balance(ledger, life.last, kept.currency()).value();
            if (!(kept == posted))
                return {std::string(ledger) + " of " + account + " is " + kept.text() + " in the book and " +
                            posted.text(),
                        balance_expected(account, ledger, life.last, posted)};
        }
    }
    return {};
}

Broken verified(Book &book) {
    const VerifyReport report = need("verify", verify_book(book, {}));
    return report.ok() ? Broken{} : Broken{"verify: " + report.fault->what, {}};
}

/// Imported, run and sealed, compared with the engine; then what `then` finds.
Broken billed(const RandomLife &given, const Engine &engine, std::uint64_t seed,
              const std::function<Broken(Book &, const RandomLife &)> &then) {
    const RandomLife life = facts_alone(given);
    for (const std::string &account : life.accounts()) // no answer, nothing to compare
        if (!engine(life, account, {life.last}).stopped.empty()) return {};
    Dice dice(life.seed * seed);
    TemporaryFolder folder;
    BookOptions options = fixed_options();
    options.threads = 1;
    Book book = get(Book::create(folder.file("life.book"), request(life), options));
    try {
        if (!import(book, life, dice)) return {};
        bill(book, life, dice);
        if (Broken broken = compared(book, life, engine)) return broken;
        return then(book, life);
    } catch (const Stopped &stopped) { return {stopped.what, {}}; }
}

Broken through_book(const RandomLife &given, const Engine &engine) {
    return billed(given, engine, 15485863, [](Book &book, const RandomLife &) { return verified(book); });
}

/// What is purged and erased leaves documents, balances and the chain as they were, and what comes later is billed.
Broken through_erasure(const RandomLife &given, const Engine &engine) {
    return billed(given, engine, 67867967, [&](Book &book, const RandomLife &life) -> Broken {
        const auto purged = purge_rows(book, {"call-log", {}, life.last + 61, "P. Clerk", "monthly"});
        const bool has_clock = file_bytes("rules/" + life.pack + ".toml").find("\"call-log\"") != std::string::npos;
        const Code expected = has_clock ? Code::purge_early : Code::argument_invalid;
        if (!purged && purged.error().code != expected) need("purge", purged);
        if (purged && !has_clock) return {"rows went that no clause lets go", {}};
        for (const std::string &account : life.accounts()) {
            const auto erased = erase_personal(book, {{account, ""}, "P. Clerk", "request 17"});
            if (!erased && erased.error().code != Code::erasure_held && erased.error().code != Code::person_unknown)
                need("erase", erased);
        }
        if (Broken broken = compared(book, life, engine)) return broken;
        if (Broken broken = verified(book)) return broken;
        need("run", run_drafts(book, {life.last + 40, {}, false}));
        need("finalize", finalize_drafts(book, {}));
        return verified(book);
    });
}

/// Every account ends on the life's last day; months are closed until all that was paid ahead has been served.
Broken through_close(const RandomLife &given, const Engine &engine) {
    RandomLife life = facts_alone(given);
    for (const std::string &account : life.accounts())
        life.facts.push_back({"account.closed", life.last, account, {{"reason", "over"}}});
    life.last = life.last + 70;
    Day served = life.last; // what was paid ahead may be for a year
    for (const std::string &account : life.accounts()) {
        const LifeOutcome outcome = engine(life, account, {life.last});
        if (!outcome.stopped.empty()) return {};
        for (const Document &document : outcome.result.documents)
            for (const Line &line : document.lines) served = std::max(served, line.service.until + 31);
    }
    life.last = served;
    for (const std::string &account : life.accounts())
        if (!engine(life, account, {life.last}).stopped.empty()) return {};
    Dice dice(life.seed * 32452843);
    TemporaryFolder folder;
    Book book = get(Book::create(folder.file("life.book"), request(life), fixed_options()));
    try {
        if (!import(book, life, dice)) return {};
        bill(book, life, dice);
        Amount deferred(0, {});
        for (Day first = Day::of({life.first.civil().year, life.first.civil().month, 1}).value();
             add_months(first, 1, MonthEnd::fail).value() <= life.last + 1;
             first = add_months(first, 1, MonthEnd::fail).value())
            deferred = need("close", close_period(book, first.text().substr(0, 7))).deferred;
        if (!deferred.is_zero()) return {"deferred for ever: " + deferred.text(), {}};
        if (Broken broken = verified(book)) return broken;
        return compared(book, life, engine);
    } catch (const Stopped &stopped) { return {stopped.what, {}}; }
}

/// What is refused leaves not a byte.
Broken refused_by_book(const RandomLife &given, const Engine &) {
    const RandomLife life = facts_alone(given);
    Dice dice(life.seed * 49979687);
    TemporaryFolder folder;
    const std::string path = folder.file("life.book");
    const auto bytes = [&] {
        std::ifstream in(path, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(in), {});
    };
    std::optional<Book> book(get(Book::create(path, request(life), fixed_options())));
    try {
        if (!import(*book, life, dice)) return {};
    } catch (const Stopped &stopped) { return {stopped.what, {}}; }
    book.reset(); // closing moves everything into the one file
    const std::string before = bytes();
    book.emplace(get(Book::open(path, fixed_options())));
    const Event good = fact(life.last.text(), "contact.designated", {{"name", "Dan"}});
    for (const Event &bad : {fact(life.last.text(), "contact.designated", {{"name", "Dan"}}, "nobody"),
                             fact(life.last.text(), "account.opened", {{"contract", life.pack}, {"name", "B"}}),
                             fact(life.last.text(), "reading.chosen",
                                  {{"reading", "R-SS-99"}, {"value", "x"}, {"by", "a"}, {"why", "b"}}, "")})
        if (record_events(*book, {good, bad}).ok()) return {"a fact that cannot stand is taken", {}};
    if (finalize_drafts(*book, {}).ok()) return {"sealed without drafts", {}};
    if (close_period(*book, life.first.text().substr(0, 7)).ok()) return {"closed ahead of sealing", {}};
    book.reset();
    if (bytes() != before) return {"refused operations changed the file", {}};
    return {};
}

} // namespace

TEST_CASE("a scenario gives what the engine gives") { in_every_life("scenario", 100, through_scenario); }

TEST_CASE("a book gives what the engine gives, in gapless numbers, and verifies") {
    in_every_life("book", 25, through_book);
}

TEST_CASE("a book from which personal data was taken out gives the same, and verifies") {
    in_every_life("erasure", 25, through_erasure);
}

TEST_CASE("deferred income ends at exactly nothing") { in_every_life("close", 12, through_close); }

TEST_CASE("what a book refuses leaves its bytes as they were") {
    in_every_life("refused_by_book", 12, refused_by_book);
}
