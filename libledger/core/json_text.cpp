#include "core/json_text.hpp"

#include <charconv>
#include <cstring>

namespace proviso {

namespace {

constexpr std::uint64_t ones = 0x0101010101010101U;
constexpr std::uint64_t tops = 0x8080808080808080U;

/// Not 0 if one of the word's eight bytes is zero.
constexpr std::uint64_t zeros(std::uint64_t word) { return (word - ones) & ~word & tops; }

/// Whether one of eight bytes has to be escaped.
bool escapes(std::uint64_t word) {
    const std::uint64_t small = (word - ones * 0x20) & ~word & tops;
    return (small | zeros(word ^ (ones * '"')) | zeros(word ^ (ones * '\\')) | zeros(word ^ (ones * 0x7f))) != 0;
}

bool is_plain(char c) { return c != '"' && c != '\\' && c != '\x7f' && static_cast<unsigned char>(c) >= 0x20; }

} // namespace

std::size_t plain_length(std::string_view text) {
    std::size_t at = 0;
    for (std::uint64_t word = 0; text.size() - at >= sizeof word; at += sizeof word) {
        std::memcpy(&word, text.data() + at, sizeof word);
        if (escapes(word)) break;
    }
    while (at < text.size() && is_plain(text[at])) ++at;
    return at;
}

void append_json_string(std::string &out, std::string_view text) {
    static constexpr char hex[] = "0123456789abcdef";
    out += '"';
    const std::size_t plain = plain_length(text);
    out += text.substr(0, plain);
    for (const char c : text.substr(plain)) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20 || byte == 0x7f) {
            out += "\\u00";
            out += hex[byte >> 4];
            out += hex[byte & 15];
        } else {
            out += c;
        }
    }
    out += '"';
}

void append_json_key(std::string &out, std::string_view key) {
    if (!out.empty() && out.back() != '{') out += ',';
    append_json_string(out, key);
    out += ':';
}

bool JsonCursor::accept(char c) {
    if (!ok_ || peek() != c || at_end()) return false;
    ++position_;
    return true;
}

bool JsonCursor::accept_text(std::string_view text) {
    if (!ok_ || text_.substr(position_, text.size()) != text) return false;
    position_ += text.size();
    return true;
}

void JsonCursor::expect(std::string_view text) {
    if (!ok_) return;
    if (text_.substr(position_, text.size()) != text) {
        ok_ = false;
        return;
    }
    position_ += text.size();
}

bool JsonCursor::accept_key(std::string_view key) {
    if (!ok_) return false;
    std::size_t at = position_;
    if (at < text_.size() && text_[at] == ',') ++at;
    if (at + key.size() + 3 > text_.size() || text_[at] != '"') return false;
    if (text_.substr(at + 1, key.size()) != key || text_.substr(at + 1 + key.size(), 2) != "\":") return false;
    position_ = at + key.size() + 3;
    return true;
}

std::string JsonCursor::string() {
    std::string out;
    if (!accept('"')) {
        ok_ = false;
        return out;
    }
    // Almost every text is plain: it is taken in one piece, and the rest, if any, byte by byte.
    const std::size_t plain = plain_length(text_.substr(position_));
    out.assign(text_.substr(position_, plain));
    position_ += plain;
    while (position_ < text_.size()) {
        const char c = text_[position_++];
        if (c == '"') return out;
        if (static_cast<unsigned char>(c) < 0x20) break;
        if (c != '\\') {
            out += c;
            continue;
        }
        if (position_ >= text_.size()) break;
        const char escaped = text_[position_++];
        if (escaped == '"' || escaped == '\\') {
            out += escaped;
        } else if (escaped == 'u' && text_.substr(position_, 2) == "00" && position_ + 4 <= text_.size()) {
            unsigned value = 0;
            const auto *first = text_.data() + position_ + 2;
            const auto [end, status] = std::from_chars(first, first + 2, value, 16);
            if (status != std::errc{} || end != first + 2) break;
            out += static_cast<char>(value);
            position_ += 4;
        } else {
            break;
        }
    }
    ok_ = false;
    return {};
}

std::int64_t JsonCursor::integer() {
    std::int64_t value = 0;
    const char *first = text_.data() + position_;
    const char *last = text_.data() + text_.size();
    const auto [end, status] = std::from_chars(first, last, value);
    if (!ok_ || status != std::errc{} || end == first) {
        ok_ = false;
        return 0;
    }
    position_ += static_cast<std::size_t>(end - first);
    return value;
}

bool JsonCursor::boolean() {
    if (peek() == 't') {
        expect("true");
        return ok_;
    }
    expect("false");
    return false;
}

std::string_view JsonCursor::raw() {
    const std::size_t start = position_;
    std::size_t depth = 0;
    bool quoted = false;
    while (ok_ && position_ < text_.size()) {
        const char c = text_[position_];
        if (quoted) {
            if (c == '\\')
                ++position_;
            else if (c == '"')
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            if (depth == 0) break;
            --depth;
        } else if (c == ',' && depth == 0) {
            break;
        }
        ++position_;
    }
    if (position_ > text_.size() || quoted || depth != 0 || position_ == start) {
        ok_ = false;
        return {};
    }
    return text_.substr(start, position_ - start);
}

Error JsonCursor::error(std::string_view what) const {
    return Error(Code::json_syntax, std::string(what) + " is not canonical JSON",
                 "use the bytes as the book keeps them", "byte " + std::to_string(position_));
}

} // namespace proviso
