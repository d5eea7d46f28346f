// How two packs differ: what was added, removed or changed, part by part. Pure; thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/pack/pack.hpp"

namespace proviso {

enum class PackPart : std::uint8_t {
    pack,
    clause,
    provision,
    parameter,
    reading,
    sku,
    notice_method,
    retention,
    checklist,
    duty,
    document,
    printed
};
/// "pack", "clause", "provision", "parameter", "reading", "sku", "notice-method", "retention", "checklist", "duty",
/// "document", "printed".
[[nodiscard]] std::string_view pack_part_name(PackPart part);

struct PackChange {
    PackPart part{};
    std::string id;            ///< "SS-6.b.ii", "interest.monthly_rate", "R-SS-10", "unlimited-monthly"
    std::string clause;        ///< that it is about; empty for the pack itself
    std::string what;          ///< "added", "removed", or the field that changed: "value", "default", "option x figure"
    std::string before, after; ///< as texts; empty: there is or was none
};

/// By part, then in order of id; the same packs always give the same list. Equal packs give none.
[[nodiscard]] std::vector<PackChange> difference(const Pack &before, const Pack &after);

} // namespace proviso
