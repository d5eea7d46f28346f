// A place where a contract's own text is wrong, as a pack tells it, and every such place of a pack in one list.
//
// Pure; thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace proviso {

struct Pack;

enum class DefectKind : std::uint8_t {
    other,     ///< the pack does not say
    reference, ///< cites what is not there, or is elsewhere
    undefined, ///< uses a name or a term that nothing defines
    conflict,  ///< says two things that cannot both hold
    repeated,  ///< says the same twice
    numbering, ///< numbers or titles that are lost or stand twice
    open,      ///< a choice of the drafter that was never made
    sound,     ///< looks wrong and is not
};
/// As packs write it: "reference", ...
[[nodiscard]] std::string_view defect_kind_name(DefectKind kind);
[[nodiscard]] std::optional<DefectKind> defect_kind_from(std::string_view name);

struct TextDefect {
    std::string where; ///< ids of clauses, with commas between
    std::string says;
    std::string actually;
    DefectKind kind = DefectKind::other;
    std::string reading; ///< id of the reading that settles what the text leaves so; or empty
};
/// The clauses of `where`.
[[nodiscard]] std::vector<std::string> defect_clauses(const TextDefect &defect);

/// One thing that a text leaves wrong or open.
struct LintRow {
    std::string kind; ///< a defect's, or "unset": the text calls for it and never gives it
    std::vector<std::string> clauses;
    std::string id;       ///< of an unset parameter, or of a sku without a price; empty for defects
    std::string says;     ///< of an unset one its unit
    std::string actually; ///< of an unset one what gives it
    std::string reading;  ///< that settles it; or empty
    std::string option;   ///< the reading's default; or empty
};

/// Defects and conflicts in the file's order, then what is unset by id: parameters without a value, and skus whose
/// price nothing holds. A parameter is told once, also if it holds a sku's price.
[[nodiscard]] std::vector<LintRow> lint(const Pack &pack);

} // namespace proviso
