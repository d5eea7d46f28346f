// The versions of the terms that govern an account, and the terms that they make. Pure; used by the fold and by what
// answers questions of an account. Internal.
#pragma once

#include <utility>
#include <vector>

#include "core/engine/state.hpp"

namespace proviso {

/// What was posted for everybody and for the account alone, each in order. Pointers into `book` and `state`.
[[nodiscard]] std::vector<const TermsVersion *> versions_of(const BookTerms &book, const AccountState::Impl &state);
/// Those that govern the account, each with the day since when, the oldest first.
[[nodiscard]] std::vector<std::pair<const TermsVersion *, Day>> versions_in_force(const BookTerms &book,
                                                                                  const AccountState::Impl &state);
[[nodiscard]] bool is_version(const TermsInForce &governing, const TermsVersion &version);
/// The version that governs an order, or the account where none is named, by the question "terms.scope": the version as
/// it was when the order was placed or last renewed, when anything last was, or when the account last renewed. Null:
/// the pack's own. Only for packs that decide the question.
[[nodiscard]] Result<const TermsVersion *> version_of_order(const BookTerms &book, const AccountState::Impl &state,
                                                            const Terms &terms, std::string_view order, Day on);
/// The version concerns accounts under the pack.
[[nodiscard]] bool concerns(const TermsVersion &version, const Terms &terms);
/// Sets the parameters that came with the versions in force, as far as they were known on the day. Errors: those of
/// apply_choice.
[[nodiscard]] Result<void> apply_versions(Terms &terms, const BookTerms &book, const AccountState::Impl &state, Day on);

} // namespace proviso
