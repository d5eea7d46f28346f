#include "book/document_name.hpp"

#include <array>
#include <charconv>

namespace proviso {
namespace {
constexpr std::array<std::string_view, 3> series{"INV-", "INT-", "CN-"};

/// Plain digits only; nothing else may stand in the text.
template <class Number> std::optional<Number> digits(std::string_view text) {
    Number value = 0;
    if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}
} // namespace

std::string document_number(DocumentKind kind, std::uint64_t position) {
    std::string number = std::to_string(position);
    if (number.size() < 6) number.insert(0, 6 - number.size(), '0');
    return std::string(series[static_cast<std::size_t>(kind)]) + number;
}

std::optional<DocumentName> document_name(std::string_view text) {
    for (std::size_t kind = 0; kind < series.size(); ++kind) {
        if (text.substr(0, series[kind].size()) != series[kind]) continue;
        const auto position = digits<std::uint64_t>(text.substr(series[kind].size()));
        if (position && *position > 0) return DocumentName{static_cast<DocumentKind>(kind), *position};
    }
    return std::nullopt;
}

std::string draft_id(Day date, DocumentKind kind, std::int32_t ordinal) {
    Document document;
    document.date = date;
    document.kind = kind;
    document.ordinal = ordinal;
    return document.draft_id();
}
std::string draft_id(const StoredDocument &document) { return draft_id(document.day, document.kind, document.ordinal); }

std::optional<DraftName> draft_name(std::string_view text) {
    DraftName name;
    if (const auto hash = text.find('#'); hash != std::string_view::npos) {
        const auto ordinal = digits<std::int32_t>(text.substr(hash + 1));
        if (!ordinal || *ordinal < 2) return std::nullopt;
        name.ordinal = *ordinal;
        text = text.substr(0, hash);
    }
    if (const auto slash = text.find('/'); slash != std::string_view::npos) {
        const auto kind = document_kind_from_name(text.substr(slash + 1));
        if (!kind) return std::nullopt;
        name.kind = *kind;
        text = text.substr(0, slash);
    }
    const auto date = Day::parse(text);
    if (!date) return std::nullopt;
    name.date = *date;
    return name;
}

} // namespace proviso
