#include "core/bill/document.hpp"

#include <algorithm>
#include <array>

namespace proviso {
namespace {
constexpr std::array<std::string_view, 3> document_kinds{"invoice", "interest", "credit-note"};
constexpr std::array<std::string_view, 13> line_kinds{"recurring", "proration", "usage",     "extra_seat", "trueup",
                                                      "one_off",   "interest",  "cost",      "tax",        "deposit",
                                                      "credit",    "refund",    "adjustment"};
template <class Enum, std::size_t N>
std::optional<Enum> from_name(const std::array<std::string_view, N> &names, std::string_view name) {
    const auto at = std::find(names.begin(), names.end(), name);
    if (at == names.end()) return std::nullopt;
    return static_cast<Enum>(at - names.begin());
}
} // namespace

std::string_view document_kind_name(DocumentKind kind) { return document_kinds[static_cast<std::size_t>(kind)]; }
std::optional<DocumentKind> document_kind_from_name(std::string_view name) {
    return from_name<DocumentKind>(document_kinds, name);
}
std::string_view line_kind_name(LineKind kind) { return line_kinds[static_cast<std::size_t>(kind)]; }
std::optional<LineKind> line_kind_from_name(std::string_view name) { return from_name<LineKind>(line_kinds, name); }

std::string Document::draft_id() const {
    std::string id = date.text();
    if (kind != DocumentKind::invoice) (id += '/') += document_kind_name(kind);
    if (ordinal > 1) (id += '#') += std::to_string(ordinal);
    return id;
}

} // namespace proviso
