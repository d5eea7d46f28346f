// Costs that one party makes good to the other.
//
// cost: what the vendor spent because of the customer is the customer's, as it was spent. The kind tells which
// provision says so: "telemarketing" compliance, "third-party" indemnity, all others (collection, enforcement,
// attorney) costs.
//
// judgment: the costs of a suit between the parties, by the reading of "costs.who_pays":
//   prevailing_party  the loser pays the winner's costs
//   one_way           the customer pays the vendor's costs, whoever won
//
// Example: the customer wins, the vendor spent 5,000.00, the customer 3,000.00: one_way, the customer owes 5,000.00;
// prevailing_party, the vendor owes 3,000.00.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/explain/derivation.hpp"
#include "core/money/amount.hpp"
#include "core/pack/terms.hpp"

namespace proviso {

/// The provision that makes costs of this kind the customer's.
[[nodiscard]] std::string_view recovery_provision(std::string_view kind);

/// Calculation "cost". Errors: reading.unknown (rounding.mode).
[[nodiscard]] Result<Calculation> recovered_cost(const Terms &terms, Amount amount, std::string_view kind);

enum class Party : std::uint8_t { customer, vendor };
[[nodiscard]] std::string_view party_name(Party party);

struct SuitFacts {
    Party winner = Party::vendor;
    Amount vendor_costs, customer_costs; ///< of one currency
};
struct SuitCosts {
    Party payer = Party::customer;
    Calculation work; ///< calculation "judgment", output "payer"; its amount is what the payer owes
};
/// Errors: reading.unknown, reading.option_unknown.
[[nodiscard]] Result<SuitCosts> suit_costs(const Terms &terms, const SuitFacts &facts);

} // namespace proviso
