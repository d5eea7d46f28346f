// What must add up, in every life and under every reading.
#include <map>
#include <tuple>

#include "property/lives.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

constexpr int lives = 200;

using OfAccount = std::function<Broken(const RandomLife &, const std::string &, const AccountResult &)>;

/// A property of what one run gives each account.
Property of_accounts(OfAccount property) {
    return [property = std::move(property)](const RandomLife &life, const Engine &engine) -> Broken {
        for (const std::string &account : life.accounts()) {
            const LifeOutcome outcome = engine(life, account, {life.last});
            if (!outcome.stopped.empty()) continue;
            if (Broken broken = property(life, account, outcome.result)) return broken;
        }
        return {};
    };
}
/// A property of each document.
Property of_documents(std::function<std::string(const Document &)> property) {
    return of_accounts([property = std::move(property)](const RandomLife &, const std::string &,
                                                        const AccountResult &result) -> Broken {
        for (const Document &document : result.documents)
            if (std::string what = property(document); !what.empty()) return {document.draft_id() + ": " + what, {}};
        return {};
    });
}

std::string differ(const std::string &what, Amount one, Amount other) {
    return one == other ? std::string() : what + ": " + one.text() + " and " + other.text();
}

/// The tax that a line carries: its own part where prices contain taxes, the whole line where taxes come on top.
Amount tax_of(const Line &line) { return line.kind == LineKind::tax ? line.amount : line.tax; }

} // namespace

TEST_CASE("lines add up to their document, taxes too") {
    in_every_life("lines", lives, of_documents([](const Document &document) {
                      Amount total(0, document.currency), tax(0, document.currency);
                      for (const Line &line : document.lines) {
                          total = add(total, line.amount).value();
                          tax = add(tax, tax_of(line)).value();
                      }
                      return differ("lines and total", total, document.total) + differ("taxes", tax, document.tax);
                  }));
}

TEST_CASE("every amount follows from its derivation alone") {
    in_every_life("derivations", lives, of_documents([](const Document &document) -> std::string {
                      for (const Line &line : document.lines) {
                          const auto value = evaluate(line.derivation);
                          if (line.derivation.empty() || !value)
                              return line.key + " has no derivation that can be evaluated";
                          if (value_text(*value) != value_text(line.amount.ratio()))
                              return line.key + " is not what its derivation gives";
                          if (line.clauses.empty()) return line.key + " cites no clause";
                      }
                      return {};
                  }));
}

TEST_CASE("documents survive their stored form, byte for byte") {
    in_every_life("stored_form", lives, of_documents([](const Document &document) -> std::string {
                      const std::string json = document_json(document);
                      const auto again = document_from_json(json);
                      if (!again) return again.error().render();
                      return difference(document_json(*again), json);
                  }));
}

TEST_CASE("every entry balances, and so does the whole") {
    in_every_life("journal", lives,
                  of_accounts([](const RandomLife &, const std::string &, const AccountResult &result) -> Broken {
                      std::int64_t whole = 0;
                      for (const JournalEntry &entry : result.journal) {
                          if (!check_balanced(entry).ok()) return {entry.key + " does not balance", {}};
                          for (const Posting &posting : entry.postings) {
                              if (!is_ledger(posting.ledger)) return {posting.ledger + " is not of the chart", {}};
                              whole += posting.amount.minor();
                          }
                      }
                      if (whole != 0) return {"the whole is off by " + std::to_string(whole), {}};
                      return {};
                  }));
}

TEST_CASE("the receivable is what is open, and money on account is what nothing settles yet") {
    in_every_life(
        "receivable", lives,
        of_accounts([](const RandomLife &life, const std::string &account, const AccountResult &result) -> Broken {
            const Currency currency = result.unapplied.currency();
            Amount open(0, currency);
            for (const OpenItem &item : result.items) {
                if (item.kind != DocumentKind::credit_note && item.open.minor() < 0)
                    return {item.document + " is open with " + item.open.text(), {}};
                open = add(open, item.open).value();
            }
            const Amount receivable = add(result.balance(chart::receivable, life.last, currency).value(),
                                          result.balance(chart::receivable_disputed, life.last, currency).value())
                                          .value();
            if (std::string what = differ("receivable and open documents", receivable, open); !what.empty())
                return {what, balance_expected(account, "receivable", life.last, open)};
            const Amount unapplied = negate(result.balance(chart::unapplied, life.last, currency).value()).value();
            if (std::string what = differ("unapplied and money on account", unapplied, result.unapplied); !what.empty())
                return {what, balance_expected(account, "unapplied", life.last, negate(result.unapplied).value())};
            return {};
        }));
}

TEST_CASE("no payment is spent twice and no document settled twice") {
    in_every_life("allocation", lives,
                  of_accounts([](const RandomLife &life, const std::string &, const AccountResult &result) -> Broken {
                      std::map<std::uint64_t, std::int64_t> spent;
                      std::map<std::string, std::int64_t> settled;
                      for (const Allocation &allocation : result.allocations) {
                          spent[allocation.payment] += allocation.amount.minor();
                          settled[allocation.document] += allocation.amount.minor();
                      }
                      for (std::uint64_t number = 1; number <= life.facts.size(); ++number) {
                          const Fact &fact = life.facts[number - 1];
                          if (fact.type != "payment.received" || !spent.contains(number)) continue;
                          const Event event = event_of(life, fact).value();
                          const auto minor = [&](std::string_view field) {
                              const std::string_view text = event.text(field);
                              return text.empty() ? 0 : parse_amount(text, result.unapplied.currency()).value().minor();
                          };
                          // Tax that the payer held back went to an authority for the vendor, and counts as paid.
                          if (spent[number] > minor("amount") + minor("withheld"))
                              return {"payment " + std::to_string(number) + " is spent twice", {}};
                      }
                      for (const OpenItem &item : result.items)
                          if (settled[item.document] + item.open.minor() != item.total.minor())
                              return {item.document + " is " + item.total.text() + ", of which " + item.open.text() +
                                          " are open",
                                      {}};
                      return {};
                  }));
}

TEST_CASE("at most one invoice per day, in order, with stable keys that are never used twice") {
    in_every_life("keys", lives,
                  of_accounts([](const RandomLife &, const std::string &, const AccountResult &result) -> Broken {
                      std::map<std::string, int> ids, lines, entries;
                      std::tuple before(day_first, DocumentKind::invoice, 0);
                      for (const Document &document : result.documents) {
                          if (++ids[document.draft_id()] > 1) return {document.draft_id() + " is there twice", {}};
                          if (document.kind == DocumentKind::invoice && document.ordinal != 1)
                              return {"a second invoice on " + document.date.text(), {}};
                          const std::tuple place(document.date, document.kind, static_cast<int>(document.ordinal));
                          if (place < before) return {document.draft_id() + " stands after a later one", {}};
                          before = place;
                          for (const Line &line : document.lines)
                              if (++lines[line.key] > 1) return {"line " + line.key + " is there twice", {}};
                      }
                      for (const JournalEntry &entry : result.journal)
                          if (++entries[entry.key] > 1) return {"entry " + entry.key + " is there twice", {}};
                      return {};
                  }));
}
