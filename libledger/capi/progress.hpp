// Long work tells the context how far it is, and asks it whether to go on.
#pragma once

#include <string_view>

#include "capi/context.hpp"

namespace proviso::capi {

/// Error: cancelled.
[[nodiscard]] Result<void> tell_progress(const Context &context, std::string_view task, std::uint64_t done,
                                         std::uint64_t total);
/// One line to the log callback, at PV_LOG_*.
void log_line(const Context &context, std::int32_t level, std::string_view line);

} // namespace proviso::capi
