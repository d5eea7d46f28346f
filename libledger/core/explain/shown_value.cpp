#include "core/explain/shown_value.hpp"

#include <utility>

namespace proviso {
namespace {
constexpr int decimals_shown_max = 9;
} // namespace

std::string shown_value(const Value &value) {
    const auto *number = std::get_if<Ratio>(&value);
    if (!number || number->is_integer()) return value_text(value);
    Int128 power = 1;
    for (int decimals = 1; decimals <= decimals_shown_max; ++decimals) {
        power *= 10;
        if (power % number->denominator() != 0) continue;
        auto text = decimal_text(*number, decimals);
        if (text) return std::move(*text);
        break;
    }
    return number->text();
}

} // namespace proviso
