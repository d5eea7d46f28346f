// Structs that grow at their end: copying a caller's struct of any size into this library's.
#pragma once

#include <algorithm>
#include <cstring>

#include "core/result.hpp"

namespace proviso::capi {

/// Copies `*given` (null: nothing) over the defaults in `known`. Errors: argument.invalid (no struct_size),
/// argument.unknown (bytes that this library does not know are not zero).
template <class Params> [[nodiscard]] Result<void> read_params(const Params *given, Params &known) {
    const std::size_t room = sizeof(Params);
    if (!given) {
        known.struct_size = room;
        return {};
    }
    const std::size_t size = given->struct_size;
    if (size < sizeof(std::size_t) || size > 64 * 1024)
        return Error(Code::argument_invalid, "struct_size is not set", "set it to sizeof of the struct", "struct_size");
    const auto *bytes = reinterpret_cast<const unsigned char *>(given);
    if (size > room && std::any_of(bytes + room, bytes + size, [](unsigned char byte) { return byte != 0; }))
        return Error(Code::argument_unknown, "the struct has fields that this version of the library does not know",
                     "leave them zero, or use a newer library", "struct_size");
    std::memcpy(&known, given, std::min(size, room));
    known.struct_size = room;
    return {};
}

} // namespace proviso::capi
