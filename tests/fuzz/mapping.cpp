// Any bytes as a mapping of call records, and as its short form: a mapping or an error with its place.
#include <cstdlib>

#include "io/cdr/mapping.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    auto mapping = proviso::read_call_mapping(bytes, "fuzz.toml");
    if (!mapping && (mapping.error().what.empty() || mapping.error().where.empty())) std::abort();
    proviso::CallMapping columns;
    if (const auto added = proviso::add_columns(columns, bytes); !added && added.error().what.empty()) std::abort();
    return 0;
}
