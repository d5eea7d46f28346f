// One account's share of a usage batch as canonical bytes. Internal to book/.
#pragma once

#include <string>
#include <string_view>

#include "book/usage.hpp"

namespace proviso {

[[nodiscard]] std::string usage_json(const AccountUsage &usage);
/// Strict inverse, without the account's name. Adds to `out`. Error: book.damaged.
[[nodiscard]] Result<void> usage_from_json(std::string_view json, AccountUsage &out);

} // namespace proviso
