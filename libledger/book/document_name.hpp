// Names of documents: numbers in their series, and draft ids. Internal to book/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/bill/document.hpp"
#include "store/rows.hpp"

namespace proviso {

struct DocumentName {
    DocumentKind kind{};
    std::uint64_t position = 0; ///< in the series of its kind, from 1
};

/// "INV-000001", "INT-000001", "CN-000001": at least six digits.
[[nodiscard]] std::string document_number(DocumentKind kind, std::uint64_t position);
/// The inverse; nothing if the text has another form.
[[nodiscard]] std::optional<DocumentName> document_name(std::string_view text);

struct DraftName {
    Day date;
    DocumentKind kind{};
    std::int32_t ordinal = 1;
};
/// "2013-04-01", "2013-05-16/interest", "2013-04-01#2".
[[nodiscard]] std::string draft_id(Day date, DocumentKind kind, std::int32_t ordinal);
[[nodiscard]] std::string draft_id(const StoredDocument &document);
[[nodiscard]] std::optional<DraftName> draft_name(std::string_view text);

} // namespace proviso
