// The known name that a mistyped one probably meant, for the "what to do" half of a message. Pure, thread-safe.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace proviso {

/// The name with the fewest single-character edits (at most 2, and fewer than half of the word), the first of equals;
/// empty if none is near.
[[nodiscard]] std::string_view closest_name(std::string_view word, std::span<const std::string_view> names);
/// `did you mean "plan"?` or `otherwise` if nothing is near.
[[nodiscard]] std::string suggest_name(std::string_view word, std::span<const std::string_view> names,
                                       std::string_view otherwise);

} // namespace proviso
