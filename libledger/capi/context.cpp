// pv_ctx: callbacks, and the packs, calendars and area codes that other calls look up.
#include "capi/context.hpp"

#include <algorithm>
#include <cstring>

#include "capi/guard.hpp"
#include "capi/handles.hpp"
#include "capi/params.hpp"

namespace proviso::capi {

Result<const LoadedPack *> Context::pack(std::string_view id) const {
    for (const auto &loaded : packs)
        if (loaded->pack.id == id) return loaded.get();
    std::string known;
    for (const auto &loaded : packs) known += (known.empty() ? "" : ", ") + loaded->pack.id;
    return Error(Code::pack_unknown, "there is no rule pack \"" + std::string(id) + "\"",
                 known.empty() ? "add the pack to the context first" : "name one of: " + known);
}

const BusinessCalendar *Context::calendar(std::string_view id) const {
    for (const auto &loaded : calendars)
        if (loaded->calendar.id == id) return &loaded->calendar;
    return nullptr;
}

} // namespace proviso::capi

using namespace proviso;
using namespace proviso::capi;

std::int32_t pv_ctx_new(const pv_ctx_params *params, pv_ctx **out, pv_error **error) {
    return guard(error, [&]() -> Result<void> {
        PV_CHECK(needed("out", out));
        Context context;
        PV_CHECK(read_params(params, context.callbacks));
        auto made = std::make_unique<pv_ctx>();
        made->state = std::make_shared<const Context>(std::move(context));
        *out = made.release();
        return {};
    });
}

void pv_ctx_free(pv_ctx *ctx) { delete ctx; }

std::int32_t pv_ctx_add_pack(pv_ctx *ctx, const pv_pack *pack, pv_error **error) {
    return guard(error, [&]() -> Result<void> {
        PV_CHECK(needed("ctx", ctx));
        PV_CHECK(needed("pack", pack));
        auto next = std::make_shared<Context>(*ctx->state);
        std::erase_if(next->packs, [&](const auto &old) { return old->pack.id == pack->state->pack.id; });
        next->packs.push_back(pack->state);
        std::sort(next->packs.begin(), next->packs.end(),
                  [](const auto &a, const auto &b) { return a->pack.id < b->pack.id; });
        ctx->state = std::move(next);
        return {};
    });
}
