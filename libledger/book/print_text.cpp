#include "book/print_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "core/utf8.hpp"

namespace proviso {
namespace {

struct Character {
    std::string_view bytes;
    std::uint32_t point = 0xfffd;
    bool good = false;
};

/// The first character of a text that is not empty; of bytes that are none, the first byte.
Character first(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    Character character;
    character.bytes = text.substr(0, length);
    if (character.bytes.size() < length || !is_utf8(character.bytes)) {
        character.bytes = text.substr(0, 1);
        return character;
    }
    character.good = true;
    character.point = length == 1 ? lead : lead & (0xffU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i)
        character.point = (character.point << 6U) | (static_cast<unsigned char>(text[i]) & 0x3fU);
    return character;
}

using Range = std::pair<std::uint32_t, std::uint32_t>; // both ends inside
template <std::size_t N> bool in(const std::array<Range, N> &ranges, std::uint32_t point) {
    return std::any_of(ranges.begin(), ranges.end(),
                       [&](const Range &range) { return point >= range.first && point <= range.second; });
}

constexpr std::array<Range, 3> breaks{{{0, 0x1f}, {0x7f, 0x9f}, {0x2028, 0x2029}}};
constexpr std::array<Range, 5> turns{
    {{0x061c, 0x061c}, {0x200e, 0x200f}, {0x202a, 0x202e}, {0x2066, 0x2069}, {0xfeff, 0xfeff}}};
constexpr std::array<Range, 6> narrowest{
    {{0x0300, 0x036f}, {0x0591, 0x05bd}, {0x064b, 0x065f}, {0x200b, 0x200d}, {0x20d0, 0x20ff}, {0xfe00, 0xfe0f}}};
constexpr std::array<Range, 8> wide{{{0x1100, 0x115f},
                                     {0x2e80, 0xa4cf},
                                     {0xac00, 0xd7a3},
                                     {0xf900, 0xfaff},
                                     {0xfe30, 0xfe6f},
                                     {0xff00, 0xff60},
                                     {0x1f300, 0x1faff},
                                     {0x20000, 0x3fffd}}};

std::size_t width_of(std::uint32_t point) { return in(narrowest, point) ? 0 : in(wide, point) ? 2 : 1; }

/// Bytes of the longest beginning of the text that fits the columns, at least one character.
std::size_t fitting(std::string_view text, std::size_t width) {
    std::size_t bytes = 0;
    std::size_t taken = 0;
    while (bytes < text.size()) {
        const Character character = first(text.substr(bytes));
        taken += width_of(character.point);
        if (taken > width && bytes > 0) break;
        bytes += character.bytes.size();
    }
    return bytes;
}

} // namespace

std::string printable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const Character character = first(text);
        text.remove_prefix(character.bytes.size());
        if (!character.good) {
            out += "\xef\xbf\xbd";
        } else if (in(breaks, character.point)) {
            out += ' ';
        } else if (!in(turns, character.point)) {
            out += character.bytes;
        }
    }
    const auto from = out.find_first_not_of(' ');
    if (from == std::string::npos) return {};
    return out.substr(from, out.find_last_not_of(' ') - from + 1);
}

std::vector<std::string> printable_lines(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        if (std::string line = printable(text.substr(0, end)); !line.empty()) lines.push_back(std::move(line));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::size_t columns(std::string_view text) {
    std::size_t width = 0;
    while (!text.empty()) {
        const Character character = first(text);
        width += width_of(character.point);
        text.remove_prefix(character.bytes.size());
    }
    return width;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
    std::vector<std::string> lines;
    do {
        std::size_t bytes = fitting(text, width);
        if (bytes < text.size() && text[bytes] != ' ') {
            const auto blank = text.rfind(' ', bytes);
            if (blank != std::string_view::npos && blank > 0) bytes = blank;
        }
        std::string_view line = text.substr(0, bytes);
        while (line.ends_with(' ')) line.remove_suffix(1);
        lines.emplace_back(line);
        text.remove_prefix(bytes);
        while (text.starts_with(' ')) text.remove_prefix(1);
    } while (!text.empty());
    return lines;
}

std::string html_escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

std::string shell_word(std::string_view text) {
    const bool plain = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("-_./:@%+=,").find(c) != std::string_view::npos;
    });
    if (plain) return std::string(text);
    std::string out = "'";
    for (const char c : text) c == '\'' ? out += "'\\''" : out += c;
    return out + "'";
}

} // namespace proviso
