// What the agreement covers: by which ways an order may come, how many seats are licensed, since when it holds. Pure;
// the fold and the answers to questions are made of these. Internal.
#pragma once

#include <string_view>

#include "core/engine/money_rights.hpp"

namespace proviso {

/// Why an order does not come under the agreement.
enum class OrderBar : std::uint8_t {
    none,
    channel, ///< the contract does not know or bars the way
    apart,   ///< after the agreement began another paper is a contract of its own
};
struct OrderRight : Right {
    OrderBar bar = OrderBar::none;
};

/// An order that comes by this way on the day is under the agreement; the reason completes "it came ...". Errors:
/// parameter.*.
[[nodiscard]] Result<OrderRight> may_order_by(const AccountState::Impl &state, const Terms &terms, Day on,
                                              std::string_view channel, bool reseller);
/// Seats that are active: what the licence is for.
[[nodiscard]] std::int64_t licensed_seats(const AccountState::Impl &state);
/// The day on which the agreement begins, by the reading that decides it; none if it is not known by now.
[[nodiscard]] std::optional<Day> effective_day(const AccountState::Impl &state, const Terms &terms);

} // namespace proviso
