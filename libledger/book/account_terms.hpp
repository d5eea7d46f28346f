// What an import must know of an account. Internal to book/.
#pragma once

#include <cstdint>
#include <string>

#include "book/internal.hpp"

namespace proviso {

struct AccountTerms {
    std::uint64_t number = 0; ///< 0: there is no open account of this name
    std::string zone;         ///< of its civil days; empty: none was given
    std::string pack;         ///< id
};
/// Inside a read or a write.
[[nodiscard]] Result<AccountTerms> account_terms(Store &store, std::string_view name);

/// The seller's zone; empty if none was given. Error: book.damaged.
[[nodiscard]] Result<std::string> seller_zone(Store &store);

} // namespace proviso
