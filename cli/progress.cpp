#include "progress.hpp"

#include <chrono>
#include <cstdio>
#include <mutex>
#include <string>

#include "out.hpp"

namespace proviso::cli {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto first_after = std::chrono::milliseconds(500);
constexpr auto again_after = std::chrono::milliseconds(100);
constexpr int bar_width = 30;

std::mutex guard; // the library may call from several threads
bool silent = false;
bool standing = false;
Clock::time_point shown = Clock::time_point::max();

std::string bar(std::int64_t done, std::int64_t total) {
    const std::int64_t filled = done >= total ? bar_width : done / (total / bar_width + 1);
    return "[" + std::string(static_cast<std::size_t>(filled), '#') +
           std::string(static_cast<std::size_t>(bar_width - filled), '.') + "] ";
}

} // namespace

void silence_progress() { silent = true; }

void show_progress(void *, const char *task, std::size_t task_size, std::int64_t done, std::int64_t total) {
    const std::lock_guard lock(guard);
    if (silent || !stderr_is_terminal()) return;
    const auto now = Clock::now();
    if (shown == Clock::time_point::max()) {
        shown = now + first_after - again_after; // work that is over before then never shows a line
        return;
    }
    if (now < shown + again_after) return;
    shown = now;
    standing = true;
    const std::string name(task, task_size);
    const std::string line =
        total > 0 ? bar(done, total) + std::to_string(done) + "/" + std::to_string(total) : std::to_string(done);
    std::fprintf(stderr, "\r\x1b[K%s %s", name.c_str(), line.c_str());
    std::fflush(stderr);
}

void end_progress() {
    const std::lock_guard lock(guard);
    if (standing) std::fprintf(stderr, "\r\x1b[K");
    standing = false;
    shown = Clock::time_point::max();
}

} // namespace proviso::cli
