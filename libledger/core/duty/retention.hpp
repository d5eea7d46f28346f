// Retention: the first day on which data of a class may be purged. A right of the vendor's, never a duty.
//
// Rule, with `days` of the data's class (the pack's [[retention]]):
//   start    by the class: the data's creation, last change or last use (question "retention.start"; what is not known
//            falls back on the creation), or the date by which it was to be completed, or the account's closure or
//            suspension
//   kept     days; of a class on which an offload bears, by question "retention.offload":
//              earlier_of   the shorter of days and the time to the offload
//              both         the longer of them; without an offload there is no first day
//   account  closed or suspended: the pack's class that counts from there, by question "retention.suspended":
//              domain_rule  everything may go when that class's days are over, if not before by its own clock
//              longest      not before both clocks have run
//   first    start + kept
//
// Example: 120 days, created 1 July 2013: 29 October; the account suspended on 11 July, 30 days: 10 August.
#pragma once

#include <optional>
#include <string>

#include "core/explain/derivation.hpp"
#include "core/pack/terms.hpp"
#include "core/time/day.hpp"

namespace proviso {

struct RetentionFacts {
    std::string data;           ///< the class, "call-log"
    Day created;                ///< of a class that counts from a closure or suspension: any day
    std::optional<Day> changed; ///< last
    std::optional<Day> used;    ///< last, changes included
    std::optional<Day> complete_by;
    std::optional<Day> offloaded;
    std::optional<Day> disabled; ///< the account is closed or suspended since
};

struct RetentionClock {
    std::optional<Day> first_day; ///< a purge is allowed from this day on; none while an offload is wanted
    std::string clause;           ///< of the class whose days decide
    std::string way_out;          ///< how the customer gets the data before
    Calculation work;             ///< outputs "first_day", "way_out"
};

/// Calculation "retention"; cites provision "retention" and the class's clause. Errors: value.range (no such class, a
/// date that the class counts from is missing, before 1900 or after 2299), reading.unknown.
[[nodiscard]] Result<RetentionClock> retention_clock(const Terms &terms, const RetentionFacts &facts);

} // namespace proviso
