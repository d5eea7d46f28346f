// Judges facts by a pack's checklist: the plain conditions of a contract (equipment, contents of a ticket, purposes of
// data) without a component of their own.
//
// Each condition is met, failed, or not applied with the reason: another option of its reading is in force, its
// parameter is unset and optional, its `only_if` says no, or the fact is optional and was not told. A fact that is not
// optional and not told fails. Pure; thread-safe.
#pragma once

#include <span>
#include <string>
#include <utility>

#include "core/duty/decision.hpp"
#include "core/pack/terms.hpp"

namespace proviso {

/// Name and text of what is told.
using ToldFacts = std::span<const std::pair<std::string, std::string>>;

/// `only`: judge the conditions of this clause alone; empty: all. Facts that the checklist does not know are left
/// alone. Errors: argument.invalid (a fact cannot be read; where = with.NAME), argument.missing (of `only` nothing
/// could be judged, for nothing of it was told), parameter.unset, parameter.unknown, reading.unknown.
[[nodiscard]] Result<Decision> judge(const Terms &terms, const Checklist &list, ToldFacts told,
                                     std::string_view only = {});

/// The reading with this id and its option in force. Error: reading.unknown.
[[nodiscard]] Result<ReadingUse> reading_in_force(const Terms &terms, std::string_view id);

} // namespace proviso
