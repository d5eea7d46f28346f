// What the engine needs of bulk usage: per account, day, sku and price, how much and what it comes to, exactly.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/event/event.hpp"
#include "core/money/amount.hpp"
#include "core/time/day.hpp"

namespace proviso {

/// Calls (or metered units) of one account, day, sku and price, added up exactly; one batch or one event.
struct UsageTotal {
    Day day;            ///< civil day of the answer instant
    std::string sku;    ///< "per-minute"
    std::string source; ///< "batch 3", "event 12": for the derivation
    std::int64_t calls = 0;
    std::int64_t actual_millis = 0; ///< talk time as recorded
    std::int64_t billed_millis = 0; ///< after minimum and step
    Ratio exact;                    ///< major units, after any per-call rounding that the pack's reading declares
    std::optional<UnitPrice> price; ///< per minute, if one price holds for all of it
    std::uint32_t seals = 0;        ///< how often documents had been sealed when it was recorded
};

/// One login's use of its seat.
struct Session {
    std::string seat; ///< login name
    Instant start;
    Instant end;                  ///< exclusive
    std::vector<DayPiece> pieces; ///< by civil day of the account's zone
    std::string source;
    std::int64_t idle_micros = 0; ///< part of it in which nothing was done, as far as it is recorded
    std::uint32_t seals = 0;      ///< how often documents had been sealed when it was recorded
};

} // namespace proviso
