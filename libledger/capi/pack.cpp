// pv_pack: reading and checking a rule pack.
#include "capi/guard.hpp"
#include "capi/handles.hpp"
#include "capi/json.hpp"
#include "io/pack_reader.hpp"

using namespace proviso;
using namespace proviso::capi;

std::int32_t pv_pack_new(const pv_ctx *ctx, const char *name, std::size_t name_size, const char *toml,
                         std::size_t toml_size, pv_pack **out, pv_error **error) {
    return guard(error, [&]() -> Result<void> {
        PV_CHECK(needed("ctx", ctx));
        PV_CHECK(needed("out", out));
        PV_TRY(const std::string_view file, text_argument("name", name, name_size, false));
        PV_TRY(const std::string_view bytes, text_argument("toml", toml, toml_size));
        PackReport report = check_pack_file(bytes, std::string(file));
        Json warnings = Json::array();
        for (const PackFinding &finding : report.findings) {
            if (!finding.warning) return finding.error;
            warnings.push_back(finding.error.render());
        }
        if (!report.pack) return Error(Code::pack_invalid, "the file holds no rule pack", {}, std::string(file));
        auto made = std::make_unique<pv_pack>();
        auto loaded = std::make_shared<LoadedPack>();
        loaded->value = std::move(*report.pack);
        loaded->name = file;
        loaded->bytes = bytes;
        loaded->warnings = json_text(warnings);
        made->state = std::move(loaded);
        *out = made.release();
        return {};
    });
}

void pv_pack_free(pv_pack *pack) { delete pack; }
const char *pv_pack_id(const pv_pack *pack) { return pack ? pack->state->value.id.c_str() : ""; }
const char *pv_pack_warnings(const pv_pack *pack) { return pack ? pack->state->warnings.c_str() : "[]"; }
