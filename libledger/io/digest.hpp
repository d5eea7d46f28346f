// SHA-256 of bytes, as lower-case hex. Pure; thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace proviso {

[[nodiscard]] std::string sha256_hex(std::string_view bytes);

} // namespace proviso
