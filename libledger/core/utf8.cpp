#include "core/utf8.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace proviso {
namespace {

struct Lead {
    std::size_t length; ///< 0: not a first byte
    std::uint32_t bits;
    std::uint32_t smallest; ///< a smaller code point would be an overlong form
};

Lead lead_of(unsigned char byte) {
    if (byte < 0x80) return {1, byte, 0};
    if (byte >= 0xc2 && byte < 0xe0) return {2, byte & 0x1fU, 0x80};
    if (byte >= 0xe0 && byte < 0xf0) return {3, byte & 0x0fU, 0x800};
    if (byte >= 0xf0 && byte < 0xf5) return {4, byte & 0x07U, 0x10000};
    return {0, 0, 0};
}

/// How many bytes at the front are printable ASCII, told eight at a time.
std::size_t printable_length(std::string_view bytes) {
    constexpr std::uint64_t ones = 0x0101010101010101U, tops = 0x8080808080808080U;
    std::size_t at = 0;
    for (std::uint64_t word = 0; bytes.size() - at >= sizeof word; at += sizeof word) {
        std::memcpy(&word, bytes.data() + at, sizeof word);
        const std::uint64_t small = word - ones * 0x20, last = (word ^ (ones * 0x7f)) - ones;
        if (((word | small | last) & tops) != 0) break;
    }
    while (at < bytes.size() && bytes[at] >= 0x20 && bytes[at] < 0x7f) ++at;
    return at;
}

} // namespace

bool is_utf8(std::string_view bytes) {
    for (std::size_t at = printable_length(bytes); at < bytes.size();) {
        const Lead lead = lead_of(static_cast<unsigned char>(bytes[at]));
        if (lead.length == 0 || lead.length > bytes.size() - at) return false;
        std::uint32_t point = lead.bits;
        for (std::size_t i = 1; i < lead.length; ++i) {
            const auto next = static_cast<unsigned char>(bytes[at + i]);
            if ((next & 0xc0U) != 0x80U) return false;
            point = (point << 6U) | (next & 0x3fU);
        }
        if (point < lead.smallest || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return false;
        at += lead.length;
    }
    return true;
}

bool has_control(std::string_view text) {
    for (std::size_t at = printable_length(text); at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte < 0x20 || byte == 0x7f) return true;
        // U+0080 to U+009F are C2 80 to C2 9F.
        if (byte == 0xc2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xa0) return true;
    }
    return false;
}

std::string excerpt(std::string_view text, std::size_t most) {
    if (!is_utf8(text) || has_control(text)) return "(unprintable)";
    if (text.size() <= most) return std::string(text);
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0U) == 0x80U) --most;
    return std::string(text.substr(0, most)) + "...";
}

} // namespace proviso
