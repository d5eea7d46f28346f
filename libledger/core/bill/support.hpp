// Support work: what the vendor's time costs (VT-16, VT-16.1.d, VT-12.3.3, VT-21.1).
//
// Time counts in steps (question "support.increment"): exact, six_min, fifteen_min, hour; begun steps are whole ones.
// Credits pay for it first, each for support.credit_minutes; what is left costs the hourly rate of the parameter that
// the caller names. What the contract gives free costs nothing, whatever its time; how it comes to that is a step.
//
// Example: seven minutes at 120 an hour cost 14.00, 24.00, 30.00 or 120.00.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/explain/derivation.hpp"
#include "core/pack/terms.hpp"

namespace proviso {

/// Why work costs nothing.
enum class FreeWork : std::uint8_t {
    no,            ///< it costs what it costs
    credited_back, ///< the vendor's own tool or a covered bug caused it
    maintained,    ///< maintenance covers the version
    in_window,     ///< asked for soon enough after an upgrade
};

/// "no", "credited back", "maintained", "in the window".
[[nodiscard]] std::string_view free_work_name(FreeWork free);
[[nodiscard]] std::optional<FreeWork> free_work_from(std::string_view name);

struct WorkFacts {
    Ratio minutes;                                 ///< 0 or more
    std::string_view rate = "support.hourly_rate"; ///< id of the parameter that prices an hour
    std::optional<Ratio> credits;                  ///< in hand; none where no plan is in force
    bool alert = false;                            ///< an alert can cost a number of credits, whatever its time
    FreeWork free = FreeWork::no;
    std::string_view clause; ///< that puts this kind of work under a plan, cited as well; empty: none
};

struct WorkCharge {
    Ratio credits_used;
    Calculation work; ///< calculation "support"; outputs "minutes" and, with credits, "credits_used"
};

/// Cites provision `provision`. Errors: value.range, parameter.* (an unset rate or size of a credit), reading.*.
[[nodiscard]] Result<WorkCharge> support_charge(const Terms &terms, const WorkFacts &facts,
                                                std::string_view provision = "support_work");

} // namespace proviso
