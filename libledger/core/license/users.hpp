// How many users a product is charged for (IP-4.1, IP-5.a, IP-7.3).
//
// Rule (question "users.count"):
//   named_assigned          everybody who held an identity in the period, used or not
//   named_active_in_period  those of them who logged in
//   concurrent              as many as were logged in at once, at the most
// Question "users.guests": guests_count, customers of the customer are users like its staff; guests_free, they are not
// counted.
//
// Example: ten hold identities, six log in, four at once, 50 each: 500.00, 300.00, 200.00. Three guests more: 650.00,
// or 500.00.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/explain/derivation.hpp"
#include "core/money/amount.hpp"
#include "core/pack/terms.hpp"

namespace proviso {

/// What was seen of the users of one product in a period; 0 or more each.
struct UsersSeen {
    std::int64_t staff = 0, guests = 0;               ///< who held an identity
    std::int64_t active_staff = 0, active_guests = 0; ///< who logged in
    std::int64_t at_once = 0, staff_at_once = 0;      ///< logged in at one time, with and without guests
};

/// Calculation "users": price x users. Cites provision "users". Output "users". Errors: value.range, reading.unknown,
/// reading.option_unknown.
[[nodiscard]] Result<Calculation> users_charge(const Terms &terms, const UnitPrice &price, const UsersSeen &seen,
                                               std::string_view source = {});

} // namespace proviso
