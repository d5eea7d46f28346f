// What an account keeps for claims: what it was charged for which product, and the claims themselves. Kept only where the contract has a cap or a threshold. Plain values; part of
// AccountState::Impl.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/money/amount.hpp"
#include "core/time/day.hpp"

namespace proviso {

/// A line of an invoice that is for a product.
struct ChargedLine {
    std::string document; ///< draft id
    std::size_t line = 0; ///< in the document, from 0
    std::string sku;
    Period service{};
    Amount amount; ///< without tax on top
};

struct ClaimInHand {
    std::string id; ///< empty if it was given none
    std::string kind, sku, order, loss;
    Day made, arose;
    Amount amount;
};

struct ClaimsState {
    std::vector<ChargedLine> charged; ///< oldest first
    std::vector<ClaimInHand> claims;

    /// The latest of this id; null if none.
    [[nodiscard]] const ClaimInHand *claim(std::string_view id) const {
        for (auto one = claims.rbegin(); one != claims.rend(); ++one)
            if (one->id == id) return &*one;
        return nullptr;
    }
};

} // namespace proviso
