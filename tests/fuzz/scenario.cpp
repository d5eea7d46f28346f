// Any bytes as a scenario: a scenario, or at least one error with its place.
#include <cstdlib>

#include "replay/scenario_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    const proviso::ScenarioFile file = proviso::read_scenario(bytes, "fuzz.toml");
    for (const proviso::Error &error : file.errors)
        if (error.where.empty() || error.what.empty()) std::abort();
    return 0;
}
