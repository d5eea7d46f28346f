// Any bytes as a stored derivation: what is read has exactly one spelling, and can be worked out and shown.
#include <cstdlib>

#include "core/explain/derivation.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    const auto derivation = proviso::derivation_from_json(bytes);
    if (!derivation) return 0;
    if (proviso::derivation_json(*derivation) != bytes) std::abort();
    if (proviso::derivation_text(*derivation).empty() && !derivation->empty()) std::abort();
    const auto value = proviso::evaluate(*derivation);
    if (value && proviso::value_text(*value).size() > size + 4096) std::abort();
    return 0;
}
