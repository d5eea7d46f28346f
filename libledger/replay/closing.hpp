// What closing a period posts for one account: deferred income that was earned, and accruals that are taken back on the
// next day. The same rules as a book's close; a scenario keeps it in its account's journal. Internal to replay/.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "core/engine/engine.hpp"

namespace proviso {

/// Minor units recognised so far, by document (kind and draft id) and line.
using Recognised = std::map<std::pair<std::string, std::size_t>, std::int64_t>;

/// `last`: the period's last day, through which the account was applied. Errors: money.*.
[[nodiscard]] Result<void> close_account(AccountResult &result, Day last, Recognised &recognised);

} // namespace proviso
