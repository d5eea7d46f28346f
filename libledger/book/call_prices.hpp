// What calls cost in a book: prices posted for all and for single accounts, prices of orders and imported decks, as the
// services of one rater. Internal to book/.
//
// Prices of a sku, by day: an order's over one posted for the account, over one posted for all, over the pack's. Prices
// of a prefix come before prices of the whole sku, the longest prefix first. Each span of days in which nothing changes
// is one service; accounts without prices of their own share theirs, and accounts with equal prices do as well.
//
// Minimum, step and rounding are those of one pack of the book, the first that rates calls, as they stand on one day.
// Calls of accounts under another pack have no price. Immutable; the rater may be shared between threads.
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
    /// `under`, if given: the minimum, step and rounding of these terms instead of the book's.
    [[nodiscard]] static Result<CallPrices> read(Book::Impl &book, Day on, const std::string &inside,
                                                 const Terms *under = nullptr);

    [[nodiscard]] const std::vector<std::string> &skus() const { return skus_; } ///< the first is of plain calls
    [[nodiscard]] const std::shared_ptr<const Rater> &rater() const { return rater_; }
    [[nodiscard]] std::shared_ptr<const NumberPlan> plan() const;
    [[nodiscard]] const DayZones &day_zones() const { return day_zones_; }
    [[nodiscard]] const std::string &pack() const { return pack_; }
    [[nodiscard]] const std::string &rating_clause() const { return rating_clause_; }
    [[nodiscard]] const std::string &zone_clause() const { return zone_clause_; }
    /// What an account is charged under; of another pack: services without price.
    [[nodiscard]] const std::vector<ServicePeriod> &services(std::uint64_t account, std::string_view pack) const;

  private:
    class Reader;
    std::shared_ptr<const LoadedTerms> terms_; ///< owns the plan
    const NumberPlan *plan_ = nullptr;         ///< of the day; null if there is none
    DayZones day_zones_;
    std::vector<std::string> skus_;
    std::shared_ptr<const Rater> rater_;
    std::string pack_, rating_clause_, zone_clause_;
    std::vector<ServicePeriod> shared_, unpriced_;
    std::vector<std::vector<ServicePeriod>> own_;
    std::map<std::uint64_t, std::size_t> own_by_account_; ///< index into own_
};

/// The first pack of the book that rates calls, as it stands on the day. Error: pack.unknown.
[[nodiscard]] Result<const Pack *> rating_pack(const LoadedTerms &terms, Day on);

} // namespace proviso
