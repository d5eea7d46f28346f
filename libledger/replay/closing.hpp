// What closing a period posts, in a scenario: deferred income that was earned, usage and interest that accrued. The
// rules are those of a book's close (book/period.hpp); a scenario has no store, so the engine's result carries them.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/engine/engine.hpp"

namespace proviso {

/// The closings of one account.
class Closings {
  public:
    /// Closes through `last`. `result` is the account's through that day, as it is known now: deferred lines are earned
    /// by civil day, cumulative less what was recognised before; accruals are taken back on the next day. Error:
    /// money.overflow.
    [[nodiscard]] Result<void> close(const AccountResult &result, Day last);
    /// Adds the postings of all closings to the account's journal.
    void add_to(AccountResult &result) const;

  private:
    [[nodiscard]] Result<void> recognise(const AccountResult &result, Day last);
    [[nodiscard]] Result<void> accrue(const AccountResult &result, Day last);

    std::map<std::pair<std::string, std::size_t>, std::int64_t> recognised_; ///< minor units, by document and line
    std::vector<JournalEntry> journal_;
};

} // namespace proviso
