// What the parties may do about money on a day: rights that follow from an account's state and terms. Pure; the answers
// to questions (permissions) are made of these. Internal to the engine and to what answers questions about it.
#pragma once

#include <string>
#include <string_view>

#include "core/engine/state.hpp"

namespace proviso {

struct Right {
    bool allow = false;
    std::string clause; ///< that decides
    std::string reason;
};

/// The services may be ended: something is past due, whatever its size, or a demand under credit was not met.
[[nodiscard]] Right may_end(const AccountState::Impl &state, const Terms &terms, Day on);
/// All that is late may be collected, with interest and costs: something is late and no time to cure runs.
[[nodiscard]] Right may_collect(const AccountState::Impl &state, const Terms &terms, Day on);
/// Services may be had before they are paid. Errors: parameter.type, money.overflow.
[[nodiscard]] Result<Right> on_credit(const AccountState::Impl &state, const Terms &terms);
/// Seats may be activated: nothing due is open, and the card form is on file or credit stands in for both. Errors as
/// above.
[[nodiscard]] Result<Right> may_activate(const AccountState::Impl &state, const Terms &terms, Day on);
/// Money may come this way. Errors: parameter.*.
[[nodiscard]] Result<Right> may_pay_by(const AccountState::Impl &state, const Terms &terms, std::string_view method);
/// The new card is the one on file: its notice counts and the signed form is back.
[[nodiscard]] Right card_changed(const AccountState::Impl &state, const Terms &terms);
/// A refund, or a credit for an outage, is owed at all. Errors: parameter.*.
[[nodiscard]] Result<Right> may_have_back(const Terms &terms, std::string_view provision);

} // namespace proviso
