// Values of a derivation as people read them: short decimals instead of fractions where that loses nothing.
#pragma once

#include <string>

#include "core/explain/value.hpp"

namespace proviso {

/// "66.33" for 6633/100, "199/3" for what has no decimal form of at most nine places; others as value_text.
[[nodiscard]] std::string shown_value(const Value &value);

} // namespace proviso
