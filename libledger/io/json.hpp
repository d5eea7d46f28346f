// Strict JSON from outside, and a writer of canonical JSON.
//
// read_json() keeps numbers as the text that was written, so that no amount passes through a binary fraction; a key
// that stands twice, nesting beyond the limit, bytes that are not UTF-8 and anything after the value are refused.
// Members keep the text's order. The writer makes compact text without spaces, for NDJSON rows and results: same calls,
// same bytes. Values; one writer per thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace proviso {

enum class JsonKind : std::uint8_t { null, flag, number, text, list, object };

struct JsonMember;

struct JsonNode {
    JsonKind kind = JsonKind::null;
    std::string text; ///< of texts the value; of numbers as written ("1.10", "12345678901234567890123")
    bool flag = false;
    std::vector<JsonNode> items;     ///< of lists
    std::vector<JsonMember> members; ///< of objects

    /// The member's value; null if there is none.
    [[nodiscard]] const JsonNode *find(std::string_view key) const;
};

struct JsonMember {
    std::string key;
    JsonNode value;
};

struct JsonLimits {
    std::size_t bytes = 16u << 20;
    std::size_t depth = 64; ///< objects and lists within each other
};

/// One value. Errors: json.syntax (byte position), key.duplicate (JSON pointer), input.too_large, text.not_utf8;
/// `where` begins with `name` if it is not empty.
[[nodiscard]] Result<JsonNode> read_json(std::string_view bytes, const std::string &name = {}, JsonLimits limits = {});

/// Writes one value front to back. Calls that do not make one value (a key outside an object, a value without key
/// inside one) assert.
class JsonWriter {
  public:
    JsonWriter &begin_object();
    JsonWriter &begin_list();
    JsonWriter &end(); ///< ends the innermost object or list
    JsonWriter &key(std::string_view key);
    JsonWriter &text(std::string_view value);
    JsonWriter &integer(std::int64_t value);
    JsonWriter &flag(bool value);
    JsonWriter &null();
    /// Text that is JSON already (canonical bytes of the core).
    JsonWriter &raw(std::string_view json);

    JsonWriter &text(std::string_view name, std::string_view value) { return key(name).text(value); }
    JsonWriter &integer(std::string_view name, std::int64_t value) { return key(name).integer(value); }
    JsonWriter &flag(std::string_view name, bool value) { return key(name).flag(value); }

    /// The text; everything begun must be ended. The writer is empty again.
    [[nodiscard]] std::string take();

  private:
    void before_value();

    std::string out_;
    std::string open_;  ///< '{' or '[' for each that is open, innermost last
    bool first_ = true; ///< nothing written yet in the innermost
    bool keyed_ = false;
};

} // namespace proviso
