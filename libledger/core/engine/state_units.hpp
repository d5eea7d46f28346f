// How many units of a service are in force, are paid for and are installed, as a pack's conditions ask where nobody
// tells it. A pack writes it as the fact's `from`:
//   active:NAME      how many units of the sku, or of skus of that kind, are in force
//   in_force:NAME    yes if any are
//   paid:NAME        yes if they are, and what was last charged for each of them is paid
//   production:SKU, installs:SKU   installations as last reported: in production, and all of them
// Values are texts as facts are told. Thread-safe to read.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/engine/state.hpp"

namespace proviso {

/// Nothing for another form, and where nothing was reported yet.
[[nodiscard]] std::optional<std::string> units_fact(const AccountState::Impl &state, std::string_view from, Day on);
/// Units of a sku that are in force on the day.
[[nodiscard]] std::int64_t units_in_force(const AccountState::Impl &state, std::string_view sku, Day on);
/// The same for all skus of a kind.
[[nodiscard]] std::int64_t units_of_kind(const AccountState::Impl &state, std::string_view kind, Day on);

} // namespace proviso
