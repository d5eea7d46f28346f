// What of an account's state bears on how long its data is kept.
#pragma once

#include <optional>

#include "core/engine/engine.hpp"

namespace proviso {

struct Keeping {
    std::optional<Day> disabled; ///< closed or suspended since
    bool stored = false;         ///< longer keeping is ordered and active
};
[[nodiscard]] Keeping keeping_of(const AccountState &state);

} // namespace proviso
