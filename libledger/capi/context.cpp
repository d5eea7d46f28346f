// pv_ctx: callbacks, and the packs, calendars and area codes that other calls look up.
#include "capi/context.hpp"

#include <algorithm>

#include "capi/guard.hpp"
#include "capi/handles.hpp"
#include "capi/params.hpp"
#include "io/calendar_reader.hpp"
#include "io/number_plan_reader.hpp"

namespace proviso::capi {

namespace {

/// Puts an item in its place by id; one with the same id goes.
template <class Item> void put(std::vector<std::shared_ptr<const Item>> &items, std::shared_ptr<const Item> item) {
    const auto before = [](const auto &a, const auto &b) { return a->value.id < b->value.id; };
    std::erase_if(items, [&](const auto &old) { return old->value.id == item->value.id; });
    items.insert(std::upper_bound(items.begin(), items.end(), item, before), std::move(item));
}

} // namespace

Result<const LoadedPack *> Context::pack(std::string_view id) const {
    std::string known;
    for (const auto &loaded : packs) {
        if (loaded->value.id == id) return loaded.get();
        known += (known.empty() ? "" : ", ") + loaded->value.id;
    }
    return Error(Code::pack_unknown, "there is no rule pack \"" + std::string(id) + "\"",
                 known.empty() ? "add the pack to the context first" : "name one of: " + known);
}

const BusinessCalendar *Context::calendar(std::string_view id) const {
    for (const auto &loaded : calendars)
        if (loaded->value.id == id) return &loaded->value;
    return nullptr;
}

std::vector<const BusinessCalendar *> Context::all_calendars() const {
    std::vector<const BusinessCalendar *> all;
    for (const auto &loaded : calendars) all.push_back(&loaded->value);
    return all;
}

} // namespace proviso::capi

using namespace proviso;
using namespace proviso::capi;

std::int32_t pv_ctx_new(const pv_ctx_params *params, pv_ctx **out, pv_error **error) {
    return guard(error, [&]() -> Result<void> {
        PV_CHECK(needed("out", out));
        Context context;
        PV_CHECK(read_params(params, context.callbacks));
        context.zones = std::make_shared<const ZoneDatabase>();
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
        put(next->packs, pack->state);
        ctx->state = std::move(next);
        return {};
    });
}

std::int32_t pv_ctx_add_calendar(pv_ctx *ctx, const char *name, std::size_t name_size, const char *toml,
                                 std::size_t toml_size, pv_error **error) {
    return guard(error, [&]() -> Result<void> {
        PV_CHECK(needed("ctx", ctx));
        PV_TRY(const std::string_view file, text_argument("name", name, name_size, false));
        PV_TRY(const std::string_view bytes, text_argument("toml", toml, toml_size));
        PV_TRY(BusinessCalendar calendar, read_calendar(bytes, std::string(file)));
        auto next = std::make_shared<Context>(*ctx->state);
        put(next->calendars, std::make_shared<const LoadedCalendar>(
                                 LoadedCalendar{std::move(calendar), std::string(file), std::string(bytes)}));
        ctx->state = std::move(next);
        return {};
    });
}

std::int32_t pv_ctx_set_area_codes(pv_ctx *ctx, const char *name, std::size_t name_size, const char *toml,
                                   std::size_t toml_size, pv_error **error) {
    return guard(error, [&]() -> Result<void> {
        PV_CHECK(needed("ctx", ctx));
        PV_TRY(const std::string_view file, text_argument("name", name, name_size, false));
        PV_TRY(const std::string_view bytes, text_argument("toml", toml, toml_size));
        PV_TRY(NumberPlan plan, read_number_plan(bytes, std::string(file)));
        auto next = std::make_shared<Context>(*ctx->state);
        next->number_plan = std::make_shared<const LoadedNumberPlan>(
            LoadedNumberPlan{std::move(plan), std::string(file), std::string(bytes)});
        ctx->state = std::move(next);
        return {};
    });
}

std::int32_t pv_ctx_set_zone_folder(pv_ctx *ctx, const char *folder, std::size_t folder_size, pv_error **error) {
    return guard(error, [&]() -> Result<void> {
        PV_CHECK(needed("ctx", ctx));
        PV_TRY(const std::string_view path, text_argument("folder", folder, folder_size));
        auto next = std::make_shared<Context>(*ctx->state);
        next->zones = std::make_shared<const ZoneDatabase>(std::string(path));
        ctx->state = std::move(next);
        return {};
    });
}
