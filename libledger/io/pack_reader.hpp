// Rule packs from TOML (product, section 3; the form is told in rules/README.md).
//
// read_pack() gives a pack that is well formed and passes check_pack(), or the first error. check_pack_file() gives
// everything that can be said, errors and warnings, each with file:line:column. Both are pure functions of the bytes;
// thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/pack/check.hpp"
#include "core/pack/pack.hpp"

namespace proviso {

inline constexpr std::size_t pack_size_limit = 4u << 20; ///< bytes

struct PackReport {
    std::optional<Pack> pack;          ///< absent if the file is not well formed
    std::vector<PackFinding> findings; ///< errors of form, then what check_pack() found; `where` is set on each
    /// The pack can be used: there is one, and no finding is more than a warning.
    [[nodiscard]] bool usable() const;
};

/// `name` is what messages call the file.
[[nodiscard]] PackReport check_pack_file(std::string_view bytes, const std::string &name);
/// Errors: those of parse_toml and of the form (key.*, value.*), and those of check_pack that are not warnings.
[[nodiscard]] Result<Pack> read_pack(std::string_view bytes, const std::string &name);

} // namespace proviso
