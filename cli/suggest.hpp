// The known word that a mistyped one probably meant.
#pragma once

#include <string>
#include <vector>

namespace proviso::cli {

/// `did you mean "WORD"?` for the nearest known word (at most 3 edits, and fewer than half of it), or `otherwise`.
[[nodiscard]] std::string suggest(const std::string &word, const std::vector<std::string> &known,
                                  const std::string &otherwise);

} // namespace proviso::cli
