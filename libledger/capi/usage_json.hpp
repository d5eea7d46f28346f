// What imports of usage have in common, with and without a book.
#pragma once

#include <array>

#include "capi/json.hpp"
#include "capi/method.hpp"
#include "io/cdr/call_import.hpp"
#include "io/cdr/mapping.hpp"

namespace proviso::capi {

/// The arguments mapping, columns and account. Errors: toml.*, key.*, value.*, mapping.invalid.
[[nodiscard]] Result<CallMapping> read_mapping(const Call &call);
/// Rows by class: {"billed":...,"not_billable":...}.
[[nodiscard]] Json classes_json(const std::array<std::uint64_t, row_class_count> &classes);
/// Rows, classes, statuses, seconds and the exact sum.
void append_calls(Json &out, const CallReport &report, Currency currency);

} // namespace proviso::capi
