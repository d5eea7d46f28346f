// What a licence file may say for an account: read from its orders and services on a day, so that the file allows what
// the contract does. Pure; thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/engine/engine.hpp"
#include "core/license/licence.hpp"

namespace proviso {

struct LicenceWish {
    std::string product; ///< sku
    std::string order;   ///< empty: the latest that has the product
    std::string licence; ///< id; empty: of a first issue
};

struct LicenceScope {
    std::string pack, version; ///< of the contract
    std::int32_t revision = 1;
    std::string order;  ///< empty: none
    std::string clause; ///< of the product
    std::int64_t quantity = 0;
    Day from;
    std::optional<Day> until; ///< none: it has no end
    std::vector<LicenceLimit> limits;
    std::string scope_clause;           ///< of what an order may limit beside the quantity
    std::string name_clause;            ///< of servers and the like that have to be named
    bool on_registered_servers = false; ///< `names` are all on which it may run, if there are any
    std::vector<LicenceName> names;     ///< of registered servers
    std::int64_t issue = 1;             ///< the number of the next issue
};

/// `state` is the account's at the end of the day. No licence is given for what "product.access" denies. Quantity and
/// term are those of the services that run, else those of the order. Limits: the quantity, in the product's unit, and
/// where the contract gives each licence of software so many instances in production (`licence.production_instances`),
/// those. Names: the registered servers, where the product may run on no others (`licence.registered_servers`). Errors:
/// event.account_unknown, license.not_ordered (names the clause), order.term, parameter.*, value.range, date.*.
[[nodiscard]] Result<LicenceScope> licence_scope(const BookTerms &book, const AccountState &state,
                                                 const LicenceWish &wish, Day on);

} // namespace proviso
