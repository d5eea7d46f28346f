#include "core/explain/value.hpp"

namespace proviso {

std::string value_text(const Value &value) {
    if (const auto *number = std::get_if<Ratio>(&value)) return number->text();
    if (const auto *day = std::get_if<Day>(&value)) return day->text();
    if (const auto *text = std::get_if<std::string>(&value)) return *text;
    return *std::get_if<bool>(&value) ? "yes" : "no";
}

} // namespace proviso
