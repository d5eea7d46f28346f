// How a call file was read, as its import's first block keeps it: a retry reads suspended rows the same way, and a file
// that begins as this one did is known to be the same. Internal to book/.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "book/internal.hpp"
#include "io/cdr/mapping.hpp"

namespace proviso {

struct CallProfile {
    std::string format; ///< of calls; "sessions"
    std::string zone;   ///< of local times; empty: the accounts'
    std::string header; ///< the file's header row; empty: it has none
    std::string head;   ///< SHA-256 of the file's first call_head_bytes, hex
    CallMapping mapping;
};
/// Bytes at a file's beginning by which it is known again.
constexpr std::size_t call_head_bytes = 16'384;

/// A JSON object, the mapping in it as the text of a mapping file. A block of rows never begins as one.
[[nodiscard]] std::string call_profile_text(const CallProfile &profile);
/// Nothing for a block of rows. Error: book.damaged.
[[nodiscard]] Result<std::optional<CallProfile>> read_call_profile(std::string_view block);

/// The header row that the file's beginning holds under a format and mapping; empty if there is none.
[[nodiscard]] std::string call_header(std::string_view beginning, const std::string &format,
                                      const CallMapping &mapping);

/// Profiles of the imports of a kind ("calls", "sessions") and source, the newest first; of every file if `file` is
/// empty. `visit` returns false to stop. Inside a read or a write.
[[nodiscard]] Result<void> call_profiles(Book &book, const std::string &kind, const std::string &source,
                                         const std::string &file,
                                         const std::function<bool(const CallProfile &)> &visit);

} // namespace proviso
