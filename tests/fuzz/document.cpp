// Any bytes as a stored document: what is read has exactly one spelling.
#include <cstdlib>

#include "core/bill/document.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    const auto document = proviso::document_from_json(bytes);
    if (document && proviso::document_json(*document) != bytes) std::abort();
    return 0;
}
