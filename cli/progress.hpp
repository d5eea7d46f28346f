// A progress line on stderr: only on a terminal, and only for work that takes longer than a blink.
#pragma once

#include <cstddef>
#include <cstdint>

namespace proviso::cli {

/// The context's progress callback.
void show_progress(void *user, const char *task, std::size_t task_size, std::int64_t done, std::int64_t total);
/// Wipes the line, if one stands.
void end_progress();
/// No line at all (`--quiet`).
void silence_progress();

} // namespace proviso::cli
