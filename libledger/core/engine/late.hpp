// Late facts: an account's life in which documents were sealed before everything was known. Internal to the engine.
//
// The facts known at each sealing are folded up to it as ever. Where facts of sealed time became known afterwards, the
// account is folded again from its beginning with them at their days; in that second fold the documents that were
// issued stand in the account's ledger, and the documents that it makes are only what should have been. What differs
// waits as LateState for the first open day; the account goes on with the second fold's state. An account of which
// nothing came late is folded once.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/engine/fold.hpp"

namespace proviso {

/// The day in sealed time that a fact recorded after `seals` seals belongs to makes it late: true if it is.
[[nodiscard]] bool in_sealed_time(std::uint32_t seals, Day day, const std::vector<Day> &sealed);
/// True if the event came late and has an effect on what was sealed. Choices of readings and parameters count from the
/// next open day, and a manual journal is no fact of the contract: they are never late.
[[nodiscard]] bool came_late(const Event &event, const std::vector<Day> &sealed);
/// A choice made for sealed time counts from the first open day.
void move_choice(Event &event, const std::vector<Day> &sealed);

class History {
  public:
    History(const BookTerms &book, const AccountFacts &facts, Day through, const RunOptions &options,
            AccountResult &result)
        : book_(book), facts_(facts), through_(through), options_(options), result_(result) {}

    /// False: nothing came late, one fold does. Otherwise run() is to be called.
    [[nodiscard]] bool needed();
    /// `state` is new.
    [[nodiscard]] Result<void> run(AccountState &state);

  private:
    struct Facts {
        std::vector<Event> events;
        std::vector<UsageTotal> usage;
        std::vector<Session> sessions;
    };
    struct Standing {
        JournalEntry entry;
        Allocation allocation; ///< of an entry that allocates
    };
    using Standings = std::map<std::string, Standing>;

    [[nodiscard]] Facts known(std::uint32_t seals, Day after) const;
    [[nodiscard]] Result<void> fold(AccountState &state, std::uint32_t seals, Day through, bool last);
    [[nodiscard]] Result<void> look_back(AccountState &state, std::uint32_t seals);
    [[nodiscard]] Result<void> wait_for(LateState &late, const AccountState::Impl &state,
                                        const std::vector<Document> &due, const std::string &cause);
    [[nodiscard]] Result<void> move_money(const AccountResult &again, Day on);
    void tell(const AccountResult &again, std::uint32_t seals, Day on, bool differs);
    [[nodiscard]] std::string cause(std::uint32_t seals) const;
    static void stand(const AccountResult &result, std::size_t journal, std::size_t allocations,
                      const std::string &stamp, Standings &standing);

    const BookTerms &book_;
    const AccountFacts &facts_;
    Day through_;
    const RunOptions &options_;
    AccountResult &result_;
    std::vector<std::uint32_t> boundaries_; ///< seals after which something came late, ascending
    std::uint32_t last_ = UINT32_MAX;       ///< what is known at the end: later facts wait for days after `through`
    Standings standing_;                    ///< money entries that hold, by their keys without stamps
};

} // namespace proviso
