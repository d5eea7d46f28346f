// From a REF to a document. Internal to book/.
#pragma once

#include <optional>
#include <string>

#include "book/documents.hpp"
#include "book/facts.hpp"
#include "book/ledger.hpp"

namespace proviso {

/// An issued document by its row, or a draft made again.
struct FoundDocument {
    std::optional<StoredDocument> issued; ///< with its body
    StoredAccount account;
    Document document;
    std::string body;                     ///< canonical bytes
    DraftState state = DraftState::fresh; ///< of a draft
};
/// Errors: document.unknown, event.account_unknown.
[[nodiscard]] Result<FoundDocument> find_document(Book::Impl &book, const std::string &ref, const std::string &account);
/// Only issued ones, without reading them. Errors as above.
[[nodiscard]] Result<StoredDocument> find_issued(Store &store, const std::string &ref, const std::string &account);

[[nodiscard]] Result<DocumentRow> issued_row(Store &store, const StoredDocument &document, const std::string &account,
                                             const View &view);

} // namespace proviso
