// Any bytes as a rule pack: an answer, with a place for every error, and no pack that its own check refuses.
#include <cstdlib>

#include "io/pack_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    const proviso::PackReport report = proviso::check_pack_file(bytes, "fuzz.toml");
    if (!report.pack && report.findings.empty()) std::abort();
    const auto pack = proviso::read_pack(bytes, "fuzz.toml");
    if (pack.ok() != report.usable()) std::abort();
    if (!pack && pack.error().where.empty()) std::abort();
    return 0;
}
