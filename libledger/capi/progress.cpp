#include "capi/progress.hpp"

namespace proviso::capi {

Result<void> tell_progress(const Context &context, std::string_view task, std::uint64_t done, std::uint64_t total) {
    const pv_ctx_params &call = context.callbacks;
    if (call.progress)
        call.progress(call.user, task.data(), task.size(), static_cast<std::int64_t>(done),
                      static_cast<std::int64_t>(total));
    if (context.cancelled())
        return Error(Code::cancelled, "the caller cancelled the work", "call again to go on from what was committed");
    return {};
}

void log_line(const Context &context, std::int32_t level, std::string_view line) {
    const pv_ctx_params &call = context.callbacks;
    if (call.log) call.log(call.user, level, line.data(), line.size());
}

} // namespace proviso::capi
