#include "core/rate/dialled.hpp"

#include <string>

namespace proviso {

bool is_internal_number(std::string_view to) {
    if (to.empty()) return true;
    if (to.front() == '*' || to.front() == '#') return true;
    std::size_t digits = 0;
    for (const char c : to)
        if (c >= '0' && c <= '9') ++digits;
    return digits <= 6;
}

DialledNumber dialled_number(std::string_view to) {
    std::string digits;
    for (const char c : to)
        if (c >= '0' && c <= '9') digits += c;
    if (digits.substr(0, 3) == "011")
        digits.erase(0, 3);
    else if (digits.size() == 10 && to.front() != '+')
        digits.insert(digits.begin(), '1');
    if (digits.empty() || digits.size() > number_digits_max || digits.front() == '0') return 0;
    DialledNumber number = 0;
    for (const char c : digits) number = number * 10 + static_cast<DialledNumber>(c - '0');
    return number;
}

} // namespace proviso
