// Permissions: asked for on a day of an account's life, answered by a clause. Pure; thread-safe.
//
// The questions of questions.def are answered by components, one file per family (money.cpp, calls.cpp, support.cpp,
// agreement.cpp); a pack's [[checklist]] answers further ones by plain conditions alone, and adds conditions to those
// of a component with the same name. The agreement's own pack answers if it knows the question, else a policy that
// stands beside it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/duty/decision.hpp"
#include "core/engine/engine.hpp"

namespace proviso {

struct Question {
    std::string ask;                                       ///< "ticket.open"
    std::vector<std::pair<std::string, std::string>> with; ///< arguments; "only" = judge this clause's conditions alone
    Day on;
};

struct ArgumentSpec {
    std::string_view name;
    bool required;
    std::string_view summary; ///< meaning, in our words
};
struct DecisionSpec {
    std::string_view name;
    std::string_view provision; ///< that a pack needs to have an answer
    std::string_view summary;   ///< allowed when
    std::span<const ArgumentSpec> arguments;
};
/// The closed list of what components answer, sorted by name.
[[nodiscard]] std::span<const DecisionSpec> decision_specs();

/// `state` is the account's at the end of the day asked about. Errors: ask.unknown, ask.ungoverned, argument.missing,
/// argument.unknown, argument.invalid, event.account_unknown, parameter.*, reading.*.
[[nodiscard]] Result<Decision> decide(const BookTerms &book, const AccountState &state, const Question &question);

/// The conditions that such an event is judged by: the agreement's, else those of a policy beside it; null if neither
/// has any, or the account was never opened. What an event does not meet stands among the account's exceptions.
[[nodiscard]] const Checklist *judged_by(const BookTerms &book, const AccountState &state, const Event &event);

} // namespace proviso
