// Number plans as TOML (rules/zones/nanp.toml): dated data, area codes by region.
//
//     [plan]
//     id = "nanp"
//     version = "2026-1"
//     from = 2013-01-01                 # days that the list covers
//     until = 2027-01-01                # exclusive
//     [[region]]
//     id = "US-AL"                      # ISO 3166, or a name for a service
//     name = "Alabama"
//     kind = "state"                    # state, district, territory, province, country, service
//     codes = [205, 251, 256]
//     since = { 659 = 2019-10-14 }      # codes that came into service after `from`, with the day
#pragma once

#include <string>
#include <string_view>

#include "core/rate/zones.hpp"

namespace proviso {

/// Errors: toml.*, key.*, value.*; `where` is name:line:column.
[[nodiscard]] Result<NumberPlan> read_number_plan(std::string_view bytes, const std::string &name);

} // namespace proviso
