// Does a licence hold on a day, and does it cover so much use? Asked far from any book, of the file alone.
//
// In this order, the first that says no decides: the clock (a day before one that was seen already, or before the day
// on which the file or the list was issued), the list of revocations (an older one than was seen, or one whose
// successor is overdue by more than the licence's grace), a newer issue, a revocation, the term with its grace, and
// then the limit or name that is asked about. Every answer names the clause that the licence carries for it. Pure;
// thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/license/licence.hpp"
#include "core/license/revocations.hpp"
#include "core/license/seen.hpp"

namespace proviso {

enum class LicenceStatus : std::uint8_t {
    valid,
    grace, ///< the term is over, and the grace is not: allowed, with a warning
    not_begun,
    expired,
    superseded, ///< a later issue was seen
    revoked,
    over_limit, ///< more use than the licence allows, or on what it does not name
    list_old,   ///< an old list of revocations in the place of a newer one, or none any more
    clock_back,
};
/// "valid", "grace", "not_begun", ...
[[nodiscard]] std::string_view licence_status_name(LicenceStatus status);

struct LicenceUse {
    std::string metric; ///< empty: only whether the licence holds
    std::optional<std::int64_t> count;
    std::string name; ///< of one server, address, ...; beside or instead of a count
};

struct LicenceVerdict {
    LicenceStatus status = LicenceStatus::valid;
    std::string clause;
    std::string reason;                ///< one line, also for yes
    std::vector<std::string> warnings; ///< what will or may become a no
    LicenceSeen seen;                  ///< to keep for the next check
    [[nodiscard]] bool allow() const { return status == LicenceStatus::valid || status == LicenceStatus::grace; }
    /// The code of a "no".
    [[nodiscard]] Code code() const;
};

/// `list` and `seen` may be null: none is given, nothing was seen before. Licence, list and what was seen must be of
/// one key, and their signatures good: the caller's affair. Errors: argument.invalid (the licence says nothing
/// about what is asked).
[[nodiscard]] Result<LicenceVerdict> judge_licence(const Licence &licence, const RevocationList *list,
                                                   const LicenceSeen *seen, Day on, const LicenceUse &use);

} // namespace proviso
