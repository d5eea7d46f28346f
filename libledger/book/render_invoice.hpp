// A document as people read it: plain text for an e-mail, and one HTML file to send or to print.
//
// The first three are pure: same values in, same bytes out. Days are written as 2013-03-20, service periods with their
// last day included, amounts with the currency's decimals. Texts from outside (names, addresses, line texts) are
// escaped in HTML and freed of control characters in plain text, so that none can forge a line or a tag. The HTML asks
// for nothing from outside: no script, font, image or style sheet. All of it is UTF-8. Thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "book/documents.hpp"

namespace proviso {

/// What is known around a document and does not stand in it. What is empty is left out.
struct RenderNotes {
    std::string refers_to_number;              ///< "INV-000003": number of the document that this one is about
    std::string contract;                      ///< the contract's title
    std::vector<std::string> interest_clauses; ///< that late payment bears interest by
};

/// Seller and customer: of the texts "name", "address" (lines separated by "\n"), "email", "phone", "tax_id" and
/// "payment" (how to pay; the seller's), those that are there are shown.
using PartyTexts = std::map<std::string, std::string>;

/// Lines of at most 76 columns and "\n" at each end. A word that is longer is broken.
[[nodiscard]] std::string render_invoice_text(const DocumentView &view, const PartyTexts &seller,
                                              const RenderNotes &notes = {});
/// A whole HTML document with its style inside, for screen, A4 and Letter.
[[nodiscard]] std::string render_invoice_html(const DocumentView &view, const PartyTexts &seller,
                                              const RenderNotes &notes = {});
/// Each line: its amount, clauses, readings, how it was computed, and what each refused option would have given.
[[nodiscard]] std::string render_explanation_text(const Explanation &explanation);

enum class RenderFormat : std::uint8_t { text, html };
/// A document of the book with the seller and the notes that the book knows. Errors: document.unknown,
/// event.account_unknown.
[[nodiscard]] Result<std::string> render_document(Book &book, const std::string &ref, const std::string &account,
                                                  RenderFormat format);

} // namespace proviso
