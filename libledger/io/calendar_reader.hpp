// Business-day calendars from TOML (rules/calendars/; the form is told in rules/calendars/README.md).
//
// A pure function of the bytes; thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "core/time/business_days.hpp"

namespace proviso {

inline constexpr std::size_t calendar_size_limit = 1u << 20; ///< bytes

/// `name` is what messages call the file. Holidays come sorted by day. Errors, each with file:line:column: those of
/// parse_toml, key.*, value.type, value.range (an unknown weekday, a name that is empty, a holiday outside the validity
/// or listed twice), period.invalid (validity that ends before it starts).
[[nodiscard]] Result<BusinessCalendar> read_calendar(std::string_view bytes, const std::string &name);

} // namespace proviso
