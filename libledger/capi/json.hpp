// JSON at the boundary: strict parsing, and how values of the library are written. Keys keep the order they are given
// in.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "capi/json_value.hpp"
#include "core/explain/value.hpp"
#include "core/money/amount.hpp"
#include "core/result.hpp"
#include "core/time/day.hpp"

namespace proviso::capi {

/// One JSON value, no more. Errors: json.syntax, text.not_utf8, key.duplicate, input.too_large (64 values deep).
[[nodiscard]] Result<Json> parse_json(std::string_view text);
/// Compact text. Bytes that are not UTF-8 become U+FFFD, so this cannot fail.
[[nodiscard]] std::string json_text(const Json &value);

/// A day as "2013-03-20", an instant as RFC 3339; null for none.
[[nodiscard]] Json to_json(Day day);
[[nodiscard]] Json to_json(std::optional<Day> day);
[[nodiscard]] Json to_json(Instant instant);
[[nodiscard]] Json to_json(std::optional<Instant> instant);
/// Whole numbers that 64 bits hold as integers, other ratios as text, days as text, truth values as true and false.
[[nodiscard]] Json to_json(const Value &value);
/// A list of texts.
[[nodiscard]] Json to_json(const std::vector<std::string> &texts);
/// Code, message, and where, clause, todo if not empty.
[[nodiscard]] Json to_json(const Error &error);

} // namespace proviso::capi
