// Seeded random lives of a few accounts in one book: what may happen to customers in half a year, sensible or not. The
// same seed gives the same life on every machine.
//
// Facts are made from the table of event types and their fields, so that a new type or field joins by itself;
// random_fact.cpp holds how often a type comes and which words stand in its texts.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "core/engine/engine.hpp"
#include "support/life.hpp"

namespace proviso::test {

/// Whole numbers from a seed; std::uniform_int_distribution differs between libraries, this does not.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}
    /// from <= result <= to
    [[nodiscard]] int roll(int from, int to) {
        return from + static_cast<int>(engine_() % static_cast<std::uint64_t>(to - from + 1));
    }
    [[nodiscard]] bool one_in(int n) { return roll(1, n) == 1; }
    template <class T> [[nodiscard]] const T &pick(const std::vector<T> &items) {
        return items[static_cast<std::size_t>(roll(0, static_cast<int>(items.size()) - 1))];
    }
    template <class T> void shuffle(std::vector<T> &items) {
        for (std::size_t i = items.size(); i > 1; --i)
            std::swap(items[i - 1], items[static_cast<std::size_t>(roll(0, static_cast<int>(i) - 1))]);
    }

  private:
    std::mt19937_64 engine_;
};

/// An event as text, before its form is checked: what a scenario or an import holds.
struct Fact {
    std::string type;
    Day on;
    std::string account; ///< empty: book-wide
    std::vector<std::pair<std::string, std::string>> fields;
};

/// Bulk usage and sessions are acme's; everything else stands in the facts.
struct RandomLife {
    std::uint64_t seed = 0;
    std::string pack = "safesoft-2013"; ///< that all its accounts are under
    Choices choices;                    ///< readings that differ from the pack's
    std::vector<Fact> facts;
    std::vector<UsageTotal> usage;
    std::vector<Session> sessions;
    Day first, last;

    [[nodiscard]] std::vector<std::string> accounts() const; ///< sorted
};

/// A fact of the type on a day of the life, well-formed; nothing if chance found none in a hundred tries.
[[nodiscard]] std::optional<Fact> random_fact(Dice &dice, const RandomLife &life, std::string_view type,
                                              const std::string &account, Day on);
/// A type by weight; never one of the engine's own.
[[nodiscard]] std::string_view random_type(Dice &dice);
/// One option of each reading of the pack that a component asks for, drawn at random.
[[nodiscard]] Choices random_choices(Dice &dice, const std::string &pack);
[[nodiscard]] RandomLife random_life(std::uint64_t seed);

/// The fact as an event, through the door that all readers use. Errors: those of resolve_event.
[[nodiscard]] Result<Event> event_of(const RandomLife &life, const Fact &fact);

/// What became of one account. `stopped`: the pack or the terms gave an error, and there is no result.
struct LifeOutcome {
    AccountResult result;
    std::string stopped;
};
/// Applies one account of the life in steps that end on the given days, the last of which is `life.last`.
using Engine =
    std::function<LifeOutcome(const RandomLife &life, const std::string &account, const std::vector<Day> &ends)>;

/// The engine as it is. Facts stand in the given order and have the numbers 1, 2, ... of their places.
/// One thread: events and terms are kept for the next call with the same life.
[[nodiscard]] LifeOutcome apply_in_steps(const RandomLife &life, const std::string &account,
                                         const std::vector<Day> &ends);
/// What one run refuses, of all accounts and book-wide; empty if it is stopped.
[[nodiscard]] std::vector<Refusal> refusals_of(const RandomLife &life);

/// The documents' canonical bytes, one per line.
[[nodiscard]] std::string documents_of(const AccountResult &result);
/// Everything that an outcome says, as text; `numbers`: also which event says it.
[[nodiscard]] std::string account_of(const LifeOutcome &outcome, bool numbers = true);
/// The first lines that differ, shortened around the difference; empty if the texts are equal.
[[nodiscard]] std::string difference(const std::string &a, const std::string &b);

} // namespace proviso::test
