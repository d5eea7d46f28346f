// What stands on a document that is sent, as texts in their order: the one source of the plain text and of the HTML.
// Internal to book/.
//
// Every text is printable (print_text.hpp) and not yet escaped. Empty texts are left out by who lays them out. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "book/render_invoice.hpp"

namespace proviso {

struct PageParty {
    std::string name;
    std::vector<std::string> details; ///< address lines, email, phone, tax id
};

struct PageFact {
    std::string label;
    std::string value;
};

struct PageLine {
    std::string text;
    std::string period; ///< "2013-03-20 to 2013-03-30", last day included
    std::string quantity;
    std::string quantity_unit; ///< "calls"; mostly empty
    std::string unit_price;
    std::string price_unit; ///< "per minute"; mostly empty
    std::string share;      ///< "10/30"
    std::string amount;
    std::vector<std::string> working; ///< how an amount came about that is no plain product, line by line
    std::string basis;                ///< clauses and readings
    bool multiplies = false;          ///< quantity, unit price and share are factors of the amount
};

enum class SumWeight : std::uint8_t { remark, plain, total };
struct PageSum {
    std::string label;
    std::string amount;
    SumWeight weight = SumWeight::plain;
};

struct InvoicePage {
    std::string title;  ///< "Invoice", "Draft invoice"
    std::string number; ///< empty for a draft
    bool draft = false;
    PageParty seller, customer;
    std::vector<PageFact> facts;
    std::vector<PageLine> lines;
    std::vector<PageSum> sums;
    std::string terms;                   ///< what is to be paid, until when, and what happens later
    std::vector<std::string> how_to_pay; ///< the seller's text, line by line
    std::vector<std::string> notes;      ///< how to read this, the last one on `command`
    std::string command;                 ///< that shows how it was computed; to copy, so never broken
    std::string fingerprint;
    std::string sha256;
};

[[nodiscard]] InvoicePage invoice_page(const DocumentView &view, const PartyTexts &seller, const RenderNotes &notes);

/// "1,234.50": commas between thousands of a decimal text.
[[nodiscard]] std::string grouped(std::string_view decimal);
/// "R-1 = option", joined; for lines and explanations.
[[nodiscard]] std::string readings_text(const std::vector<ReadingUse> &readings, std::string_view separator);
/// "2013-03-20 to 2013-03-30", "2013-03-20", or empty for a period without days.
[[nodiscard]] std::string period_text(const Period &period);
[[nodiscard]] std::string joined(const std::vector<std::string> &parts, std::string_view separator);
/// "some-pack, text of 2013-06-27, revision 1".
[[nodiscard]] std::string pack_text(const Document &document);
/// "Invoice", "Late interest", "Credit note".
[[nodiscard]] std::string_view kind_title(DocumentKind kind);

} // namespace proviso
