// Rights to help without charge: after an upgrade that went wrong (VT-10.4), and for bugs of maintained versions
// (VT-11.1).
//
// downgrade: help is in time if it was asked for at most upgrade.downgrade_hours after the upgrade. Questions:
//   "downgrade.clock"  from_finish, from_start: which end of the installation the hours run from
//   "downgrade.edge"   two_hours_inclusive, strictly_less: whether the last instant itself is in time
//   "downgrade.fee"    in_window_free, own_expense: whether help in time costs anything
//
// maintenance: a bug is fixed in the newest versions. Questions:
//   "maintenance.versions"  releases, each counts as a version; major_lines, all that share the first number are one
//   "maintenance.count"     newest_two, maintenance.versions of them; newest_plus_two, so many beside the newest
//
// Example: installed 10:00 to 10:30, asked 12:15: from_finish in time, from_start late.
// Releases 5.1, 5.0, 4.9, 4.8: 4.9 is covered as a line, and not as a release.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/explain/derivation.hpp"
#include "core/pack/terms.hpp"
#include "core/time/day.hpp"

namespace proviso {

struct UpgradeFacts {
    Instant started, finished, asked;
};
struct HelpRight {
    bool granted = false; ///< in time; covered
    bool free = false;    ///< and costs nothing
    Calculation work;     ///< calculation "downgrade" or "maintenance"; result 1 or 0, output "granted"
};

/// Cites provision "downgrade". Errors: value.range (asked before the start), parameter.*, reading.*.
[[nodiscard]] Result<HelpRight> downgrade_right(const Terms &terms, const UpgradeFacts &facts);

/// `releases` in any order, as "5.1"; `version` is one of them or an older one. Cites provision "maintenance". Errors:
/// value.range (no release, a version without digits), parameter.*, reading.*.
[[nodiscard]] Result<HelpRight> maintenance_right(const Terms &terms, std::span<const std::string> releases,
                                                  std::string_view version);

} // namespace proviso
