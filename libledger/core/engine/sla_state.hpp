// What an account keeps of outages where the contract promises availability: when something was down, and where the
// months begin. Plain values; part of AccountState::Impl.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/bill/document.hpp"
#include "core/sla/time_spans.hpp"
#include "core/time/day.hpp"

namespace proviso {

/// Whether an outage is downtime, and if not, why.
enum class OutageCounts : std::uint8_t {
    yes,
    excluded,   ///< its cause or place is one of the exclusions: time out of account
    immaterial, ///< not enough users, or none of the services that the promise is about
};

struct SlaOutage {
    std::string id, sku; ///< without sku: all services
    Instant from;
    std::optional<Instant> until; ///< none: it is open
    OutageCounts counts = OutageCounts::yes;
    std::string clause{}; ///< that takes it out; empty if it counts
    std::string why{};    ///< in words
};

struct SlaState {
    std::vector<SlaOutage> outages;   ///< in the order in which they were opened
    std::vector<Period> suspensions;  ///< that are over; whole days
    std::map<Day, Instant> midnights; ///< of first days of months, as events gave them
    std::optional<Day> due;           ///< first day of the month in which availability is worked out next
    std::vector<Line> waiting;        ///< credits for the next invoice
};

} // namespace proviso
