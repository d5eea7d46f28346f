// The compression function of SHA-256, chosen once for the processor that runs. Internal to store/.
#pragma once

#include <cstddef>
#include <cstdint>

namespace proviso {

/// Takes `count` blocks of 64 bytes into the eight words of state.
using Sha256Blocks = void (*)(std::uint32_t *state, const std::uint8_t *data, std::size_t count);
[[nodiscard]] Sha256Blocks sha256_blocks();
/// The portable one, on every machine.
[[nodiscard]] Sha256Blocks sha256_blocks_portable();

} // namespace proviso
