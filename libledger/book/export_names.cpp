#include "book/export_names.hpp"

#include <algorithm>

#include "book/print_text.hpp"
#include "store/sha256.hpp"

namespace proviso {
namespace {

constexpr std::size_t mark_digits = 8;

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return is_upper(c) || (c >= 'a' && c <= 'z'); }

/// "-1a2b3c4d" at the end.
bool looks_marked(std::string_view name) {
    if (name.size() <= mark_digits || name[name.size() - mark_digits - 1] != '-') return false;
    const std::string_view end = name.substr(name.size() - mark_digits);
    return std::all_of(end.begin(), end.end(), [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); });
}

std::string cleaned(JournalFormat format, std::string_view name) {
    std::string out;
    for (const char c : name) {
        const bool kept =
            is_letter(c) || is_digit(c) || c == '-' || (format != JournalFormat::beancount && (c == '.' || c == '_'));
        out += kept ? c : '-';
    }
    if (out == name && !name.empty() && !looks_marked(name)) return out;
    return out + '-' + hex(sha256(name)).substr(0, mark_digits);
}

/// A segment of the chart for beancount: "receivable" is Receivable, "US-CA" stays, "us-ca" is told from "Us-ca".
std::string beancount_segment(std::string_view segment, bool of_the_chart) {
    std::string out = of_the_chart ? std::string(segment) : cleaned(JournalFormat::beancount, segment);
    if (is_upper(out[0]) || is_digit(out[0])) return out;
    if (!of_the_chart && out == segment) out += '-' + hex(sha256(segment)).substr(0, mark_digits);
    out[0] = is_letter(out[0]) ? static_cast<char>(out[0] - 'a' + 'A') : 'X';
    return out;
}

} // namespace

std::string exported_account(JournalFormat format, std::string_view ledger, std::string_view account) {
    std::string out;
    std::size_t depth = 0;
    for (std::string_view rest = ledger;; ++depth) {
        const std::size_t colon = rest.find(':');
        const std::string_view segment = rest.substr(0, colon);
        if (depth > 0) out += ':';
        if (format != JournalFormat::beancount)
            out += depth < 2 ? std::string(segment) : cleaned(format, segment);
        else if (depth == 0 && segment == "expense") // its five roots have fixed names
            out += "Expenses";
        else
            out += beancount_segment(segment, depth < 2);
        if (colon == std::string_view::npos) break;
        rest.remove_prefix(colon + 1);
    }
    if (account.empty()) return out;
    return out + (format == JournalFormat::beancount ? ":C-" : ":") + cleaned(format, account);
}

std::string exported_text(JournalFormat format, std::string_view text) {
    std::string out;
    for (const char c : printable(text)) {
        if (format == JournalFormat::beancount) {
            if (c == '"' || c == '\\') out += '\\';
            out += c;
        } else { // a comment, another tag, a date in brackets
            out += c == ';' || c == ',' ? ' ' : c == '[' ? '(' : c == ']' ? ')' : c;
        }
    }
    return out;
}

} // namespace proviso
