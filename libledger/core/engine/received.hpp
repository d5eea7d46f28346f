// What the vendor received for a product, payment by payment, from what the account keeps: each payment's share of the
// documents that it settled, without taxes on top, and less what was taken back. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "core/bill/liability.hpp"
#include "core/bill/threshold.hpp"
#include "core/engine/state.hpp"

namespace proviso {

/// Which charges; empty parts do not restrict.
struct ReceivedFor {
    std::string_view sku, order;
    std::string_view kind;     ///< of the sku, "support"
    std::string_view not_kind; ///< any kind but this
    bool by_resellers = false; ///< what they passed on for the order too, or for orders of the sku
};
/// In the order of the charges. Error: money.overflow.
[[nodiscard]] Result<std::vector<ReceivedSum>> received_for(const AccountState::Impl &state, const ReceivedFor &what);

/// A claim as the state has it, with what was received for what the cap looks at. `claim` carries what is known of it;
/// the ground is told with it. Error: money.overflow.
[[nodiscard]] Result<ClaimFacts> claim_facts(const AccountState::Impl &state, const Terms &terms,
                                             const ClaimInHand &claim, std::string_view ground);
/// The fees that the threshold looks at, for a claim made on the day about the product or order.
[[nodiscard]] Result<ThresholdFacts> threshold_facts(const AccountState::Impl &state, Day made, std::string_view sku,
                                                     std::string_view order);

} // namespace proviso
