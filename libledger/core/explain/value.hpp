// A Value is anything that stands in a derivation: an exact number, a civil day, a text or a truth value.
#pragma once

#include <string>
#include <variant>

#include "core/money/ratio.hpp"
#include "core/time/day.hpp"

namespace proviso {

using Value = std::variant<Ratio, Day, std::string, bool>;

/// "199/3", "2013-03-20", the text itself, "yes"/"no".
[[nodiscard]] std::string value_text(const Value &value);

} // namespace proviso
