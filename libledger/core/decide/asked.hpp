// What a component that answers a question is given. Internal to core/decide; one function per row of questions.def.
#pragma once

#include <string>
#include <string_view>

#include "core/decide/decide.hpp"
#include "core/engine/money_rights.hpp"

namespace proviso {

struct Asked {
    const BookTerms &book;
    const AccountState::Impl &state;
    const Terms &terms; ///< of the pack that answers, on the day
    const Question &question;

    [[nodiscard]] std::string_view with(std::string_view name) const;      ///< empty if not given
    [[nodiscard]] Result<bool> flag(std::string_view name) const;          ///< no if not given; error: argument.invalid
    [[nodiscard]] Result<std::int64_t> count(std::string_view name) const; ///< error: argument.invalid
    [[nodiscard]] std::string clause(std::string_view provision) const { return terms.clause(provision); }
    /// The reading that decides a question of components, with its option in force. Error: reading.*.
    [[nodiscard]] Result<ReadingUse> reading(std::string_view question) const;
};

/// A right as an answer: the one condition that decides it.
[[nodiscard]] Decision told(const Right &right);

namespace decide_family {
#define PV_ASK(identifier, name, provision, summary) [[nodiscard]] Result<Decision> identifier(const Asked &asked);
#define PV_WITH(identifier, name, needed, summary)
#include "core/decide/questions.def"
} // namespace decide_family

} // namespace proviso
