// A context with the repository's first pack in it, made once, for targets that go through the C ABI.
#pragma once

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "proviso.h"

inline std::string file_of_source(const char *path) {
    std::ifstream in(std::string(PROVISO_SOURCE_DIR) + "/" + path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

inline const pv_ctx *fuzz_context() {
    static pv_ctx *const context = [] {
        const std::string name = "safesoft-2013.toml";
        const std::string calendar = file_of_source("rules/calendars/us-federal.toml");
        const std::string toml = file_of_source("rules/safesoft-2013.toml");
        pv_ctx *ctx = nullptr;
        pv_pack *pack = nullptr;
        if (pv_ctx_new(nullptr, &ctx, nullptr) != PV_OK ||
            pv_ctx_add_calendar(ctx, name.data(), name.size(), calendar.data(), calendar.size(), nullptr) != PV_OK ||
            pv_pack_new(ctx, name.data(), name.size(), toml.data(), toml.size(), &pack, nullptr) != PV_OK ||
            pv_ctx_add_pack(ctx, pack, nullptr) != PV_OK)
            std::abort();
        pv_pack_free(pack);
        return ctx;
    }();
    return context;
}

/// A failure must say its class and its code, and must not be our own fault.
inline void expect_told(std::int32_t status, const pv_error *error) {
    if (status == PV_OK) return;
    if (!error || pv_error_status(error) != status || pv_error_code(error) == 0 || *pv_error_message(error) == '\0')
        std::abort();
    if (status == PV_FAULT) std::abort();
}
