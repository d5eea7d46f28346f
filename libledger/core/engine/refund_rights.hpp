// What an account may have back, and what became of a dispute: rights that its state gives. Pure; nothing is changed.
#pragma once

#include <string_view>

#include "core/bill/refund_grounds.hpp"
#include "core/engine/money_rights.hpp"

namespace proviso {

/// What giving a service back on this day is judged by: its latest charge, how it was bought. The names that it holds
/// are of the state. Null `charge`: nothing was charged.
struct GivenBack {
    const PrepaidCharge *charge = nullptr;
    WindowAsked asked;
};
[[nodiscard]] GivenBack given_back(const AccountState::Impl &state, const StandingLine &standing, Day on,
                                   std::string_view by);

/// Whether something of the service (a sku, or its line's name) comes back if it is given back on the day, by that way.
/// Without a service: whether the contract gives a share of anything back. Errors: argument.invalid, parameter.*,
/// reading.*.
[[nodiscard]] Result<Right> may_give_back(const AccountState::Impl &state, const Terms &terms, Day on,
                                          std::string_view service, std::string_view by);
/// Whether the dispute stands: filed as the contract asks, not waived, not decided. Error: argument.invalid.
[[nodiscard]] Result<Right> dispute_stands(const AccountState::Impl &state, const Terms &terms, std::string_view id);

} // namespace proviso
