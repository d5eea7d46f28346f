// The header alone, and twice, as C++20, where its functions keep their C names and fit what C++ programs wrap them in.
#include "proviso.h"

#include <memory>
#include <string_view>

namespace {
struct Free {
    void operator()(pv_ctx *handle) const { pv_ctx_free(handle); }
    void operator()(pv_error *handle) const { pv_error_free(handle); }
};
} // namespace

static_assert(sizeof(decltype(pv_ctx_new(nullptr, nullptr, nullptr))) == 4, "a status has 32 bits");

int main() {
    pv_ctx *made = nullptr;
    pv_error *error = nullptr;
    const std::int32_t status = pv_ctx_new(nullptr, &made, &error);
    const std::unique_ptr<pv_ctx, Free> context(made);
    const std::unique_ptr<pv_error, Free> owned(error);
    return status == PV_OK && context && std::string_view(pv_version_string()) == PV_VERSION_STRING ? 0 : 1;
}
