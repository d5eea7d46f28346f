// The closed list of deadlines of the engine: who owns each and what happens otherwise. Constant data, thread-safe.
#pragma once

#include <span>
#include <string_view>

namespace proviso {

struct DutySpec {
    std::string_view name; ///< "invoice-due"
    std::string_view owner;
    bool stays; ///< it does not end with the agreement
    std::string_view date_is;
    std::string_view stands;
    std::string_view otherwise;
};

[[nodiscard]] std::span<const DutySpec> duty_specs(); ///< sorted by name
[[nodiscard]] const DutySpec *duty_spec(std::string_view name);

} // namespace proviso
