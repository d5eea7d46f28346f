// The few lines of JSON that the core needs for canonical bytes: an appender and a strict cursor. No floats, no
// comments, no whitespace: the cursor reads back only what the appender writes. Foreign JSON goes through io/json.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace proviso {

/// How many bytes at the text's front stand in a JSON string as they are.
[[nodiscard]] std::size_t plain_length(std::string_view text);
/// Appends the text as a JSON string: escapes '"', '\\' and control characters (as \u00XX), leaves other UTF-8 as it
/// is.
void append_json_string(std::string &out, std::string_view text);
/// Appends `,"key":` or `"key":` when it is the first of its object ('{' precedes).
void append_json_key(std::string &out, std::string_view key);

/// Reads canonical JSON front to back. The first mismatch sticks: later reads give empty values and ok() is false.
class JsonCursor {
  public:
    explicit JsonCursor(std::string_view text) : text_(text) {}

    [[nodiscard]] bool ok() const { return ok_; }
    [[nodiscard]] bool at_end() const { return position_ == text_.size(); }
    [[nodiscard]] std::size_t position() const { return position_; }
    [[nodiscard]] char peek() const { return position_ < text_.size() ? text_[position_] : '\0'; }
    /// Consumes `c` if it is next.
    bool accept(char c);
    /// Consumes the text if it is next.
    bool accept_text(std::string_view text);
    /// Consumes the text or fails.
    void expect(std::string_view text);
    /// Consumes `"key":` (after a comma, if one is next) if it is next.
    bool accept_key(std::string_view key);
    [[nodiscard]] std::string string();
    [[nodiscard]] std::int64_t integer();
    [[nodiscard]] bool boolean();
    /// The raw text of the next value (object, array, string, number, literal).
    [[nodiscard]] std::string_view raw();
    /// What was not read yet; empty after a mismatch.
    [[nodiscard]] std::string_view rest() const { return ok_ ? text_.substr(position_) : std::string_view(); }
    /// Passes over bytes that another reader took.
    void skip(std::size_t bytes) { position_ += bytes; }
    void fail() { ok_ = false; }
    /// json.syntax at the place where reading stopped.
    [[nodiscard]] Error error(std::string_view what) const;

  private:
    std::string_view text_;
    std::size_t position_ = 0;
    bool ok_ = true;
};

} // namespace proviso
