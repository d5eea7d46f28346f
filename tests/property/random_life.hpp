// Seeded random lives of one account: what may happen to a customer in half a year, sensible or not. The same seed
// gives the same life on every machine.
#pragma once

#include <random>
#include <string>
#include <vector>

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

/// The facts of one life. Book-wide ones stand in `life`; usage and sessions beside it.
struct RandomLife {
    Life life;
    std::vector<UsageTotal> usage;
    std::vector<Session> sessions;
    Day first, last;
};

/// One option of each reading that has no say in what a test holds true anyway, drawn at random.
[[nodiscard]] Choices random_choices(Dice &dice);
[[nodiscard]] RandomLife random_life(std::uint64_t seed);

/// Applies the life in steps that end on the given days; the last must be `life.last`. The order of facts is as given.
[[nodiscard]] AccountResult apply_in_steps(const RandomLife &life, const std::vector<Day> &ends);
[[nodiscard]] inline AccountResult apply_at_once(const RandomLife &life) { return apply_in_steps(life, {life.last}); }

/// The documents' canonical bytes, one per line.
[[nodiscard]] std::string documents_of(const AccountResult &result);
/// Everything that a result says, as text.
[[nodiscard]] std::string account_of(const AccountResult &result);
/// The first lines that differ, shortened around the difference; empty if the texts are equal.
[[nodiscard]] std::string difference(const std::string &a, const std::string &b);

} // namespace proviso::test
