// One account's bill under some terms, and how two of them differ. Internal to book/.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "book/comparison.hpp"
#include "book/facts.hpp"

namespace proviso {

/// What an account is charged in one history.
struct Bill {
    struct Item {
        DocumentKind kind{};
        Day date;
        std::int32_t ordinal = 1;
        std::int64_t minor = 0; ///< credit notes below zero
        std::map<std::string, std::int64_t> clauses;
    };
    std::string pack;
    Currency currency{};
    std::vector<Item> items;  ///< documents by date, kind, ordinal
    std::int64_t total = 0;   ///< of them
    std::int64_t accrued = 0; ///< accrued and not billed on the last day
};

/// Under what an account is billed.
struct BillTerms {
    const BookTerms *terms = nullptr;
    Choices fixed;
    bool interest = false; ///< bill accrued interest on the last day
    Day through;
};
/// Any thread. `asked`, if not null, gets the readings that were looked up. Errors: the engine's, money.overflow.
[[nodiscard]] Result<Bill> bill_of(const AccountInput &input, const BillTerms &under,
                                   std::set<std::string, std::less<>> *asked = nullptr);

struct BillDifference {
    const Bill::Item *before = nullptr, *after = nullptr; ///< one of them may be null
    std::int64_t minor = 0;
};
/// Items that are not the same, in order; the bills must outlive them. Error: money.overflow.
[[nodiscard]] Result<std::vector<BillDifference>> differences(const Bill &before, const Bill &after);

} // namespace proviso
