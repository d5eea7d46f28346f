// What can be said against a pack that is well formed: citations of no clause, readings without a valid default, values
// that overlap, printed numbers that nothing carries, ids that stand twice; and, as warnings, what no component looks
// up. Pure; thread-safe.
#pragma once

#include <string>
#include <vector>

#include "core/pack/pack.hpp"

namespace proviso {

struct PackFinding {
    Error error;
    bool warning = false; ///< true: the pack can be used
    /// The part of the pack that it is about, "reading:R-SS-10", "parameter:cycle.days", "printed:3" (0-based), so that
    /// a reader can add the place in the file.
    std::string part;
};

/// In the order of the pack's parts; the same pack always gives the same list.
[[nodiscard]] std::vector<PackFinding> check_pack(const Pack &pack);

} // namespace proviso
