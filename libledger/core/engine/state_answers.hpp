// What an account's state says where a checklist asks and nobody told (core/pack/state_facts.def). Pure. Internal to
// the engine and to what answers questions about it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/duty/checklist.hpp"
#include "core/engine/state.hpp"

namespace proviso {

/// What was told, and after it what the state adds; a fact that was told stays as it is told.
[[nodiscard]] std::vector<std::pair<std::string, std::string>>
told_or_known(const AccountState::Impl &state, const Checklist &list, ToldFacts told, Day on);
/// A service of this name, or of this kind, is active on the day.
[[nodiscard]] bool is_active(const AccountState::Impl &state, std::string_view name_or_kind, Day on);
/// What the sku needs and the account has neither active nor ordered, separated by commas; empty if nothing.
[[nodiscard]] std::string missing_needs(const AccountState::Impl &state, const Sku &sku, Day on, bool ordered_counts);

} // namespace proviso
