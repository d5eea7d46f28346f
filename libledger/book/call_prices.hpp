// What calls cost in a book: prices posted for all and for single accounts, prices of orders and imported decks, as the
// services of one rater. Internal to book/.
//
// Prices of a sku, by day: an order's over one posted for the account, over one posted for all, over the pack's. Prices
// of a prefix come before prices of the whole sku, the longest prefix first. Each span of days in which nothing changes
// is one service; accounts without prices of their own share theirs, and accounts with equal prices do as well.
//
// Minimum, step and zones are those of the account's own pack, as they stand on one day. How a call's price is rounded
// is one thing for a whole import: calls of accounts under a pack that rounds otherwise than the first pack that rates
// calls, or in another currency, have no price. Immutable; the rater may be shared between threads.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "book/day_zones.hpp"
#include "book/import_rates.hpp"
#include "book/internal.hpp"
#include "io/cdr/consumer.hpp"

namespace proviso {

class CallPrices {
  public:
    /// Inside a read or a write of the book. `inside`: what calls between extensions are charged as; empty: nothing.
    /// Errors: pack.unknown (no pack rates calls), parameter.*, reading.*, value.range, book.damaged.
    /// `under`, if given: the minimum, step and rounding of these terms instead of the book's, and of no other pack's.
    [[nodiscard]] static Result<CallPrices> read(Book::Impl &book, Day on, const std::string &inside,
                                                 const Terms *under = nullptr);

    [[nodiscard]] const std::vector<std::string> &skus() const { return skus_; } ///< the first is of plain calls
    [[nodiscard]] const std::shared_ptr<const Rater> &rater() const { return rater_; }
    [[nodiscard]] std::shared_ptr<const NumberPlan> plan() const;
    [[nodiscard]] const DayZones &day_zones() const { return day_zones_; }
    [[nodiscard]] const std::string &pack() const { return contracts_.front().pack; } ///< the first that rates calls
    /// What rows that wait cite: its clauses, and in place of each of these the one of the account's own pack.
    [[nodiscard]] const std::string &rating_clause() const { return contracts_.front().rating_clause; }
    [[nodiscard]] const std::string &zone_clause() const { return contracts_.front().zone_clause; }
    [[nodiscard]] const std::string &clause_under(std::string_view pack, const std::string &clause) const;
    /// What an account is charged under; of another pack: services without price.
    [[nodiscard]] const std::vector<ServicePeriod> &services(std::uint64_t account, std::string_view pack) const;

  private:
    class Reader;
    [[nodiscard]] Result<std::vector<Terms>> rated_together(Day on, const Terms *under) const;
    std::shared_ptr<const LoadedTerms> terms_; ///< owns the plan
    const NumberPlan *plan_ = nullptr;         ///< of the day; null if there is none
    DayZones day_zones_;
    std::vector<std::string> skus_;
    std::shared_ptr<const Rater> rater_;
    /// A pack that rates calls.
    struct Contract {
        std::string pack, rating_clause, zone_clause;
        std::vector<ServicePeriod> shared;
        std::vector<std::vector<ServicePeriod>> own;
        std::map<std::uint64_t, std::size_t> own_by_account; ///< index into own
    };
    [[nodiscard]] const Contract *contract(std::string_view pack) const;
    std::vector<Contract> contracts_; ///< not empty
    std::vector<ServicePeriod> unpriced_;
};

/// The packs of the book that rate calls, as they stand on the day; may be none.
[[nodiscard]] std::vector<const Pack *> rating_packs(const LoadedTerms &terms, Day on);
/// The first of them. Error: pack.unknown.
[[nodiscard]] Result<const Pack *> rating_pack(const LoadedTerms &terms, Day on);

} // namespace proviso
