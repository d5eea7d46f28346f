#include "core/json_text.hpp"

#include <charconv>

namespace proviso {

void append_json_string(std::string &out, std::string_view text) {
    static constexpr char hex[] = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
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
    const std::size_t start = position_;
    while (position_ < text_.size()) {
        const char c = text_[position_];
        if (c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20) break;
        ++position_;
    }
    out.assign(text_.substr(start, position_ - start));
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
