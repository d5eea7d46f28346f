// Checks the form of one field's text and gives its canonical text and number. Internal to core/event.
#pragma once

#include "core/event/event.hpp"

namespace proviso {

constexpr std::size_t longest_text = 4096; ///< bytes of a text field
constexpr std::size_t longest_name = 255;  ///< bytes of an account or key
constexpr std::int64_t largest_quantity = 1'000'000'000;
constexpr std::size_t most_items = 1000; ///< entries of items, lines or counts

/// Errors: event.field_type, event.quantity_negative, event.quantity_zero, event.amount_negative. Not for the JSON
/// kinds.
[[nodiscard]] Result<Field> read_scalar(const FieldSpec &spec, std::string_view text);

/// JSON arrays of flat objects, without white space. Errors as above, with the entry's place in the message.
[[nodiscard]] Result<std::vector<OrderItem>> read_items(std::string_view json);
[[nodiscard]] Result<std::vector<OrderItem>> read_counts(std::string_view json);
[[nodiscard]] Result<std::vector<JournalLine>> read_lines(std::string_view json);

/// Canonical JSON of what the functions above give.
[[nodiscard]] std::string items_json(const std::vector<OrderItem> &items);
[[nodiscard]] std::string counts_json(const std::vector<OrderItem> &counts);
[[nodiscard]] std::string lines_json(const std::vector<JournalLine> &lines);

/// event.field_type unless the name (an account or key) is short UTF-8 without control characters or blanks at its
/// ends.
[[nodiscard]] Result<void> check_name(std::string_view what, std::string_view name);

} // namespace proviso
