#include <algorithm>

#include "book/invoice_page.hpp"
#include "book/print_text.hpp"

namespace proviso {
namespace {

constexpr std::size_t page_columns = 76;
constexpr std::size_t label_columns = 12; ///< leaves room for a SHA-256 on one line

class TextPage {
  public:
    void rule(char c) { out_ += std::string(page_columns, c) + '\n'; }
    void blank() { out_ += '\n'; }

    /// The text in as many lines as it takes, all indented.
    void paragraph(std::string_view text, std::size_t indent = 0) {
        for (const std::string &line : wrapped(text, page_columns - indent))
            (out_ += std::string(line.empty() ? 0 : indent, ' ') + line) += '\n';
    }

    void unbroken(std::string_view text, std::size_t indent) {
        out_.append(indent, ' ');
        (out_ += text) += '\n';
    }

    /// A label, and what it says beside it.
    void fact(std::string_view label, std::string_view value) {
        bool head = true;
        for (const std::string &line : wrapped(value, page_columns - label_columns)) {
            const std::string_view left = head ? label : std::string_view();
            out_ += left;
            out_.append(label_columns - std::min(label_columns, left.size()), ' ');
            (out_ += line) += '\n';
            head = false;
        }
    }

    /// The text at the left, wrapped, and the amount at the right end of its first line.
    void amount(std::string_view text, const std::string &amount, std::size_t indent = 0) {
        const std::size_t room = page_columns - indent - 2 - std::min(amount.size(), page_columns / 2);
        bool head = true;
        for (const std::string &line : wrapped(text, room)) {
            out_.append(indent, ' ');
            out_ += line;
            if (head) {
                out_.append(2 + room - std::min(room, columns(line)), ' ');
                out_ += amount;
            }
            out_ += '\n';
            head = false;
        }
    }

    std::string take() { return std::move(out_); }

  private:
    std::string out_;
};

void put_line(TextPage &text, const PageLine &line) {
    text.amount(line.text, line.amount);
    if (!line.period.empty()) text.paragraph(line.period, 2);
    const auto with_unit = [](const std::string &number, const std::string &unit) {
        return number.empty() || unit.empty() ? number : number + ' ' + unit;
    };
    std::string factors = with_unit(line.quantity, line.quantity_unit);
    const auto factor = [&](std::string_view sign, const std::string &value) {
        if (value.empty()) return;
        if (!factors.empty()) factors += sign;
        factors += value;
    };
    factor(line.multiplies ? " x " : " at ", with_unit(line.unit_price, line.price_unit));
    factor(line.multiplies ? " x " : ", share ", line.share);
    if (!factors.empty() && factors != "1") text.paragraph(factors, 2);
    for (const std::string &working : line.working) text.paragraph(working, 2);
    if (!line.basis.empty()) text.paragraph(line.basis, 2);
}

} // namespace

std::string render_invoice_text(const DocumentView &view, const PartyTexts &seller, const RenderNotes &notes) {
    const InvoicePage page = invoice_page(view, seller, notes);
    TextPage text;
    if (!page.seller.name.empty()) text.paragraph(page.seller.name);
    for (const std::string &line : page.seller.details) text.paragraph(line);
    text.blank();
    text.paragraph(page.draft ? "DRAFT, not issued: " + page.title : page.title + ' ' + page.number);
    text.rule('=');
    text.fact("Billed to", page.customer.name);
    for (const std::string &line : page.customer.details) text.fact("", line);
    for (const PageFact &fact : page.facts) text.fact(fact.label, fact.value);
    text.rule('-');
    for (const PageLine &line : page.lines) {
        put_line(text, line);
        text.blank();
    }
    if (page.lines.empty()) text.paragraph("No lines.");
    text.rule('-');
    for (const PageSum &sum : page.sums) text.amount(sum.label, sum.amount, sum.weight == SumWeight::remark ? 2 : 0);
    text.rule('-');
    text.paragraph(page.terms);
    for (const std::string &line : page.how_to_pay) text.paragraph(line);
    text.blank();
    for (const std::string &note : page.notes) text.paragraph(note);
    text.unbroken(page.command, 2);
    text.blank();
    text.fact("Fingerprint", page.fingerprint);
    text.fact("SHA-256", page.sha256);
    return text.take();
}

} // namespace proviso
