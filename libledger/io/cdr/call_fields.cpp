#include "io/cdr/call_fields.hpp"

#include <array>

#include "io/cdr/digits.hpp"

namespace proviso {
namespace {

constexpr std::size_t dialled_max = 64; ///< digits that are looked at
constexpr std::size_t internal_digits = number_digits_public - 1;

} // namespace

bool read_long_seconds(std::string_view text, std::int64_t &millis) {
    const std::size_t point = text.find('.');
    std::uint64_t whole = 0;
    if (!parse_digits(text.substr(0, point), whole) || whole > 1'000'000'000) return false;
    millis = static_cast<std::int64_t>(whole) * 1'000;
    if (point == std::string_view::npos) return true;
    const std::string_view fraction = text.substr(point + 1);
    if (fraction.empty() || fraction.size() > 9) return false;
    std::int64_t unit = 1'000;
    for (const char c : fraction) {
        if (!is_digit(c)) return false;
        unit /= 10;
        if (unit == 0 && c != '0') return false; // finer than a millisecond
        millis += unit * (c - '0');
    }
    return true;
}

NumberReader::NumberReader(const CallMapping &mapping)
    : rules_(mapping), plain_digits_(mapping.strip.empty() ? mapping.national_digits : number_digits_max) {
    for (const std::string &prefix : rules_.international)
        if (!prefix.empty() && is_digit(prefix.front())) prefixed_[prefix.front() - '0'] = true;
}

Dialled NumberReader::read_any(std::string_view text) const {
    std::array<char, dialled_max> digits;
    std::size_t count = 0;
    bool plus = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (is_digit(c)) {
            if (count == digits.size()) return {DialledKind::bad, 0};
            digits[count++] = c;
        } else if (c == '+' && count == 0 && !plus) {
            plus = true;
        } else if (c != ' ' && c != '-' && c != '.' && c != '(' && c != ')') {
            return {DialledKind::feature, 0};
        }
    }
    if (count == 0) return {DialledKind::feature, 0};
    return complete({digits.data(), count}, plus);
}

Dialled NumberReader::complete(std::string_view digits, bool international) const {
    std::uint64_t value = 0;
    if (!international && digits.size() <= internal_digits) {
        if (!parse_digits(digits, value)) return {DialledKind::feature, 0};
        return {DialledKind::extension, value};
    }
    if (!international && !rules_.strip.empty() && digits.starts_with(rules_.strip) &&
        digits.size() > internal_digits + rules_.strip.size())
        digits.remove_prefix(rules_.strip.size());
    for (const std::string &prefix : rules_.international) {
        if (international || prefix.empty() || !digits.starts_with(prefix)) continue;
        digits.remove_prefix(prefix.size());
        international = true;
    }
    std::string completed;
    if (!international && digits.size() == rules_.national_digits && digits.front() != '0') {
        completed = rules_.country + std::string(digits);
        digits = completed;
    } else if (!international && !rules_.area.empty() && digits.size() + rules_.area.size() == rules_.national_digits) {
        completed = rules_.country + rules_.area + std::string(digits);
        digits = completed;
    }
    // The international form begins with a country code, which never begins with 0.
    if (digits.size() <= internal_digits || digits.size() > number_digits_max || digits.front() == '0' ||
        !parse_digits(digits, value))
        return {DialledKind::bad, 0};
    return {DialledKind::number, value};
}

} // namespace proviso
