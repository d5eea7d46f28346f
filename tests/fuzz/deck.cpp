// Any bytes as a rate deck: a deck or an error with its place.
#include <cstdlib>

#include "io/cdr/deck_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    const auto deck = proviso::read_rate_deck(bytes, "fuzz.csv", {});
    if (!deck && (deck.error().what.empty() || deck.error().where.empty())) std::abort();
    return 0;
}
