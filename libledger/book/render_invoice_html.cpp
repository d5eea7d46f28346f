#include <algorithm>

#include "book/invoice_page.hpp"
#include "book/invoice_style.hpp"
#include "book/print_text.hpp"

namespace proviso {
namespace {

/// Appends markup as it is, and texts escaped.
class Html {
  public:
    Html &raw(std::string_view markup) {
        out_ += markup;
        return *this;
    }
    Html &text(std::string_view text) {
        out_ += html_escaped(text);
        return *this;
    }
    /// Text in an element of its own; nothing if it is empty. `open` is the start tag without its angle brackets.
    Html &element(std::string_view open, std::string_view content) {
        if (content.empty()) return *this;
        const std::string_view name = open.substr(0, open.find(' '));
        return raw("<").raw(open).raw(">").text(content).raw("</").raw(name).raw(">\n");
    }
    std::string take() { return std::move(out_); }

  private:
    std::string out_;
};

void put_head(Html &html, const InvoicePage &page) {
    html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
             "<meta name=\"format-detection\" content=\"telephone=no\">\n");
    std::string title = page.draft ? "Draft: " + page.title : page.title + ' ' + page.number;
    if (!page.seller.name.empty()) title += ", " + page.seller.name;
    html.element("title", title).raw("<style>").raw(invoice_style).raw("</style>\n</head>\n<body>\n<main>\n");
}

void put_party(Html &html, const PageParty &party) {
    html.element("p class=\"name\" dir=\"auto\"", party.name);
    for (const std::string &line : party.details) html.element("p class=\"detail\" dir=\"auto\"", line);
}

void put_top(Html &html, const InvoicePage &page) {
    html.raw("<header class=\"top\">\n<div class=\"seller\">\n");
    put_party(html, page.seller);
    html.raw("</div>\n<div class=\"title\">\n")
        .element("h1", page.title)
        .element("p class=\"number\"", page.draft ? "Draft" : page.number)
        .raw("</div>\n</header>\n");
    if (page.draft) html.raw("<p class=\"draft\">DRAFT: not issued, and no demand for payment.</p>\n");
    html.raw("<div class=\"parties\">\n<section>\n<h2>Billed to</h2>\n");
    put_party(html, page.customer);
    html.raw("</section>\n<section>\n<h2>Details</h2>\n<dl>\n");
    for (const PageFact &fact : page.facts) html.element("dt", fact.label).element("dd", fact.value);
    html.raw("</dl>\n</section>\n</div>\n");
}

/// Columns that no line has anything for are left out.
struct Shown {
    bool period, quantity, unit_price, share;
};
Shown shown(const std::vector<PageLine> &lines) {
    const auto any = [&](std::string PageLine::*member) {
        return std::any_of(lines.begin(), lines.end(), [&](const PageLine &line) { return !(line.*member).empty(); });
    };
    return {any(&PageLine::period), any(&PageLine::quantity), any(&PageLine::unit_price), any(&PageLine::share)};
}

/// A narrow page may break the period between its days, not inside one.
void put_period(Html &html, std::string_view period) {
    html.raw("<td class=\"period\">");
    const auto middle = period.find(" to ");
    if (middle == std::string_view::npos) {
        html.text(period);
    } else {
        html.raw("<span class=\"day\">").text(period.substr(0, middle)).raw(" to</span> ");
        html.raw("<span class=\"day\">").text(period.substr(middle + 4)).raw("</span>");
    }
    html.raw("</td>");
}

void put_lines(Html &html, const InvoicePage &page) {
    const Shown columns = shown(page.lines);
    html.raw("<div class=\"wide\" role=\"region\" aria-label=\"Lines\" tabindex=\"0\">\n<table "
             "class=\"lines\">\n<caption>Lines</caption>\n<thead>\n<tr>"
             "<th scope=\"col\" class=\"what\">Description</th>");
    if (columns.period) html.raw("<th scope=\"col\">Service period,<br>both days included</th>");
    if (columns.quantity) html.raw("<th scope=\"col\" class=\"n\">Quantity</th>");
    if (columns.unit_price) html.raw("<th scope=\"col\" class=\"n\">Unit price</th>");
    if (columns.share) html.raw("<th scope=\"col\" class=\"n\">Share</th>");
    html.raw("<th scope=\"col\" class=\"n\">Amount</th></tr>\n</thead>\n<tbody>\n");
    const auto cell = [&](bool column, std::string_view kind, const std::string &value, const std::string &unit = {}) {
        if (!column) return;
        html.raw("<td class=\"").raw(kind).raw("\">").text(value);
        if (!value.empty() && !unit.empty()) html.raw(" <span class=\"basis\">").text(unit).raw("</span>");
        html.raw("</td>");
    };
    for (const PageLine &line : page.lines) {
        html.raw("<tr><th scope=\"row\" class=\"what\">").text(line.text);
        for (const std::string &working : line.working) html.raw("<span class=\"basis\">").text(working).raw("</span>");
        if (!line.basis.empty()) html.raw("<span class=\"basis\">").text(line.basis).raw("</span>");
        html.raw("</th>");
        if (columns.period) put_period(html, line.period);
        cell(columns.quantity, "n", line.quantity, line.quantity_unit);
        cell(columns.unit_price, "n", line.unit_price, line.price_unit);
        cell(columns.share, "n", line.share);
        cell(true, "n", line.amount);
        html.raw("</tr>\n");
    }
    html.raw("</tbody>\n</table>\n</div>\n");
}

void put_sums(Html &html, const InvoicePage &page) {
    html.raw("<table class=\"sums\">\n<caption>Totals</caption>\n<tbody>\n");
    for (const PageSum &sum : page.sums) {
        html.raw(sum.weight == SumWeight::total    ? "<tr class=\"total\">"
                 : sum.weight == SumWeight::remark ? "<tr class=\"remark\">"
                                                   : "<tr>");
        html.raw("<th scope=\"row\">").text(sum.label).raw("</th><td>").text(sum.amount).raw("</td></tr>\n");
    }
    html.raw("</tbody>\n</table>\n");
}

void put_foot(Html &html, const InvoicePage &page) {
    html.raw("<section class=\"pay\">\n").element("h2", "Terms").element("p", page.terms);
    for (const std::string &line : page.how_to_pay) html.element("p", line);
    html.raw("</section>\n<footer>\n");
    for (const std::string &note : page.notes) {
        html.raw("<p>").text(note);
        if (&note == &page.notes.back()) html.raw(" <code>").text(page.command).raw("</code>");
        html.raw("</p>\n");
    }
    if (!page.fingerprint.empty()) html.raw("<p>Fingerprint <code>").text(page.fingerprint).raw("</code></p>\n");
    if (!page.sha256.empty()) html.raw("<p>SHA-256 <code>").text(page.sha256).raw("</code></p>\n");
    html.raw("</footer>\n</main>\n</body>\n</html>\n");
}

} // namespace

std::string render_invoice_html(const DocumentView &view, const PartyTexts &seller, const RenderNotes &notes) {
    const InvoicePage page = invoice_page(view, seller, notes);
    Html html;
    put_head(html, page);
    put_top(html, page);
    put_lines(html, page);
    put_sums(html, page);
    put_foot(html, page);
    return html.take();
}

} // namespace proviso
