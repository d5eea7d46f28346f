// The library's version and what it was built from.
#include <cstdint>
#include <string>

#include "proviso.h"
#include "store/sqlite/schema.hpp"

#define PV_TEXT_(x) #x
#define PV_TEXT(x) PV_TEXT_(x)
#define PV_VERSION_PARTS PV_TEXT(PV_VERSION_MAJOR) "." PV_TEXT(PV_VERSION_MINOR) "." PV_TEXT(PV_VERSION_PATCH)

static_assert(PV_VERSION_NUMBER == PV_VERSION_MAJOR * 10000 + PV_VERSION_MINOR * 100 + PV_VERSION_PATCH);

std::int32_t pv_version_number(void) { return PV_VERSION_NUMBER; }
const char *pv_version_string(void) { return PV_VERSION_PARTS; }
const char *pv_build_info(void) try {
    static const std::string info = R"({"schema":"proviso.build/1","version":")" PV_VERSION_PARTS
                                    R"(","compiler":")" PROVISO_COMPILER R"(","book_schema":)" +
                                    std::to_string(proviso::migrations().back().version) + "}";
    return info.c_str();
} catch (...) { // no memory for so short a text
    return R"({"schema":"proviso.build/1","version":")" PV_VERSION_PARTS R"("})";
}
