// Checks of text that comes from outside. No locale: UTF-8 is told from its bytes alone. Pure functions, thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace proviso {

/// True if the bytes are well-formed UTF-8 (no overlong forms, no surrogates, nothing above U+10FFFF).
[[nodiscard]] bool is_utf8(std::string_view bytes);
/// True if the well-formed text has a control character (U+0000 to U+001F, U+007F to U+009F).
[[nodiscard]] bool has_control(std::string_view text);
/// At most `most` bytes of the text for a message, cut between characters and then ended with "..."; "(unprintable)"
/// for bytes that are not UTF-8 or have control characters.
[[nodiscard]] std::string excerpt(std::string_view text, std::size_t most = 40);

} // namespace proviso
