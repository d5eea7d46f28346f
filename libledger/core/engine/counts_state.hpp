// What an account keeps of what was counted: units of services that are charged by count, users, installations, limits,
// support credits, upgrades and releases. Plain values; part of AccountState::Impl. Names of people stay here, in
// memory.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/license/true_up.hpp"
#include "core/money/amount.hpp"
#include "core/time/day.hpp"

namespace proviso {

/// The period that a service charged by count was last charged for, and what was counted since.
struct CountedPeriod {
    Period period{};         ///< empty: not charged yet
    std::int64_t billed = 0; ///< units charged at its start
    UnitPrice price;
    Ratio price_periods = 1; ///< periods of the price in it: 12 where a monthly price is billed by the year
    std::string source;      ///< of the price
    std::vector<Counted> counts;
};

struct AssignedUser {
    std::string user, sku;
    bool guest = false;
    Day from;
    std::optional<Day> until; ///< the first day without the identity
};
struct UserSession {
    std::string user;
    Day on; ///< on which it began
    Instant start, end;
};
struct Installs {
    std::string sku;
    std::int64_t production = 0, tests = 0;
};
struct PlacedAddress {
    std::string address, server, sku;
};
/// Support credits of one purchase.
struct SupportCredits {
    Ratio left;
    std::optional<Day> until; ///< the first day on which they are worth nothing
};
struct KnownUpgrade {
    std::string sku;
    Instant started, finished;
};
struct KnownRelease {
    std::string sku, version;
};
struct AskedForHelp {
    std::string ticket;
    Instant at;
};
/// A limit of use that was posted, for this account alone.
struct OwnLimit {
    std::string sku;
    Day from, posted;
    Ratio quantity;
};

struct CountsState {
    std::vector<AssignedUser> users;
    std::vector<UserSession> sessions; ///< of periods that are not charged yet
    std::vector<Installs> installs;    ///< the last report of each sku
    std::vector<PlacedAddress> addresses;
    std::vector<SupportCredits> credits; ///< in the order in which they were bought
    std::vector<KnownUpgrade> upgrades;  ///< in order of time
    std::vector<KnownRelease> releases;
    std::vector<AskedForHelp> asked;
    std::vector<OwnLimit> limits;
    std::vector<std::string> fraud; ///< skus of the running cycle whose use the vendor's own breach made possible
};

} // namespace proviso
