// Documents as people read them. The first is the printed example of SS-6.b.ii: a third seat on 20 March at 199.00 a
// cycle is 10/30 of it, 66.33; the others are made by hand.
#include "book/render_invoice.hpp"

#include <algorithm>

#include "core/bill/proration.hpp"
#include "core/bill/tax.hpp"
#include "support/books.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

const Currency usd{};

Amount dollars(std::int64_t minor) { return {minor, usd}; }
bool has(const std::string &text, std::string_view part) { return text.find(part) != std::string::npos; }
std::size_t count(const std::string &text, std::string_view part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
    return found;
}

const PartyTexts &seller() {
    static const PartyTexts texts{{"name", "Example Dialling Services"},
                                  {"address", "100 Example Way\nLos Angeles, CA 90012"},
                                  {"email", "billing@example.com"},
                                  {"tax_id", "00-0000000"}};
    return texts;
}

/// The activation on 20 March, issued as INV-000002 and not paid.
DocumentView printed_example_view() {
    const Terms terms(safesoft(), {}, {}, day("2013-03-20"));
    const Calculation work = get(proration(terms, get(parse_unit_price("199.00", usd)), 1,
                                           {day("2013-03-01"), day("2013-03-31")}, day("2013-03-20"), "price list"));
    Line line;
    line.kind = LineKind::proration;
    line.sku = "unlimited-monthly";
    line.text = safesoft().sku("unlimited-monthly")->title;
    line.quantity = 1;
    line.unit_price = get(parse_unit_price("199.00", usd));
    line.fraction = work.fraction;
    line.service = {day("2013-03-20"), day("2013-03-31")};
    line.amount = work.amount.value();
    line.exact = work.exact;
    line.clauses = work.clauses;
    line.readings = work.readings;
    line.derivation = work.derivation;
    DocumentView view;
    view.document.account = "acme";
    view.document.date = view.document.due = day("2013-03-20");
    view.document.total = line.amount;
    view.document.lines = {line};
    view.document.pack = safesoft().id;
    view.document.pack_version = safesoft().version;
    view.row.number = "INV-000002";
    view.row.account = "acme";
    view.row.open = view.document.total;
    view.fingerprint = "3f2a-90c1-77de";
    view.sha256 = "3f2a90c177de" + std::string(52, '0');
    view.customer = {{"name", "Acme & Sons"}, {"address", "1 Main Street, Springfield"}, {"email", "pay@acme.example"}};
    return view;
}
const RenderNotes notes{{}, "Customer terms", {"SS-6.c.i"}};

Line plain_line(const std::string &text, std::int64_t minor) {
    Line line;
    line.text = text;
    line.quantity = 1;
    line.amount = dollars(minor);
    return line;
}

/// A view of the lines, their total open.
DocumentView view_of(const std::vector<Line> &lines) {
    DocumentView view = printed_example_view();
    view.document.lines = lines;
    std::int64_t total = 0;
    for (const Line &line : lines) total += line.amount.minor();
    view.document.total = view.row.open = dollars(total);
    return view;
}

} // namespace

TEST_CASE("the printed example as text for an e-mail") {
    CHECK(render_invoice_text(printed_example_view(), seller(), notes) ==
          file_bytes("tests/unit/book/golden/printed_example.txt"));
}

TEST_CASE("the printed example as HTML") {
    CHECK(render_invoice_html(printed_example_view(), seller(), notes) ==
          file_bytes("tests/unit/book/golden/printed_example.html"));
}

TEST_CASE("the page on documents shows these very texts") {
    const std::string page = file_bytes("docs/invoices.md");
    CHECK(has(page, file_bytes("tests/unit/book/golden/printed_example.txt")));
    CHECK(has(page, file_bytes("tests/unit/book/golden/printed_example.explanation.txt")));
}

TEST_CASE("both forms say what an invoice must contain") {
    const DocumentView view = printed_example_view();
    for (const std::string &page :
         {render_invoice_text(view, seller(), notes), render_invoice_html(view, seller(), notes)})
        for (const char *part : {"Example Dialling Services",
                                 "100 Example Way",
                                 "billing@example.com",
                                 "00-0000000",
                                 "1 Main Street",
                                 "pay@acme.example",
                                 "INV-000002",
                                 "2013-03-20",
                                 "USD",
                                 "acme",
                                 "safesoft-2013",
                                 "2013-06-27",
                                 "revision 1",
                                 "199.00",
                                 "10/30",
                                 "66.33",
                                 "2013-03-30",
                                 "last day",
                                 "SS-6.b.ii",
                                 "R-SS-10 = thirty_less_index",
                                 "66.33 USD is due on 2013-03-20",
                                 "SS-6.c.i",
                                 "proviso explain INV-000002",
                                 "3f2a-90c1-77de",
                                 "Customer terms"})
            CHECK_MESSAGE(has(page, part), std::string(part));
}

TEST_CASE("what comes from outside cannot become markup") {
    DocumentView view = view_of({plain_line("<img src=x onerror=alert(1)>", 100)});
    view.customer = {{"name", "<script>alert('1')</script>"}, {"address", "\"><b>&amp;"}};
    view.document.account = "a'><i>";
    view.document.pack = "</style>";
    view.document.refers_to = "<u>";
    view.document.lines[0].clauses = {"<s>"};
    view.document.lines[0].readings = {{"<q>", "<tt>"}};
    view.row.number = "<em>";
    view.fingerprint = view.sha256 = "<code>";
    const PartyTexts hostile{{"name", "</title><script>"}, {"payment", "<form>"}};
    const std::string page = render_invoice_html(view, hostile, {"<kbd>", "<var>", {"<sub>"}});
    for (const char *tag : {"<script", "<img", "<b>", "<i>", "<u>", "<s>", "<q>", "<tt>", "<em>", "<form", "<kbd>",
                            "<var>", "<sub>", "<code><"})
        CHECK_MESSAGE(!has(page, tag), std::string(tag));
    CHECK(count(page, "</style>") == 1);
    CHECK(count(page, "</title>") == 1);
    CHECK(has(page, "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"));
    CHECK(has(page, "&quot;&gt;&lt;b&gt;&amp;amp;"));
    CHECK_FALSE(has(page, "http:"));
    CHECK_FALSE(has(page, "https:"));
    CHECK_FALSE(has(page, "url("));
}

TEST_CASE("what comes from outside cannot forge a line of text") {
    DocumentView view = view_of({plain_line("Seat\nTotal USD 0.00\x1b[2J", 100)});
    view.customer = {{"name", "Evil\r\nAmount due USD 0.00 \xe2\x80\xae"}}; // U+202E turns the writing around
    view.document.lines.push_back(plain_line("bad \xff\xc0 bytes", 1));
    const std::string page = render_invoice_text(view, {}, {});
    CHECK_FALSE(has(page, "\nTotal USD 0.00"));
    CHECK_FALSE(has(page, "\nAmount due USD 0.00"));
    CHECK_FALSE(has(page, "\x1b"));
    CHECK_FALSE(has(page, "\r"));
    CHECK_FALSE(has(page, "\xe2\x80\xae"));
    CHECK(has(page, "bad \xef\xbf\xbd\xef\xbf\xbd bytes"));
}

TEST_CASE("a command to copy is quoted") {
    DocumentView view = printed_example_view();
    view.row.number.clear();
    view.document.account = "x; rm -rf ~ 'y'";
    CHECK(has(render_invoice_text(view, {}, {}), "proviso explain 2013-03-20 --account 'x; rm -rf ~ '\\''y'\\'''"));
}

TEST_CASE("a draft says that it is one, and asks for no payment") {
    DocumentView view = printed_example_view();
    view.row.number.clear();
    const std::string text = render_invoice_text(view, seller(), notes);
    CHECK(has(text, "DRAFT, not issued: Invoice"));
    CHECK(has(text, "A draft asks for no payment. Once issued, 66.33 USD is due on 2013-03-20."));
    CHECK_FALSE(has(text, "Amount due"));
    const std::string html = render_invoice_html(view, seller(), notes);
    CHECK(has(html, "DRAFT: not issued"));
    CHECK(has(html, "<title>Draft: Invoice"));
}

TEST_CASE("what was paid is shown with what is left") {
    DocumentView view = printed_example_view();
    view.allocations = {{5, "INV-000002", day("2013-03-25"), dollars(4000)}};
    view.row.open = dollars(2633);
    std::string text = render_invoice_text(view, seller(), notes);
    CHECK(has(text, "Paid 2013-03-25"));
    CHECK(has(text, " -40.00\n"));
    CHECK(has(text, "Amount due USD"));
    CHECK(has(text, " 26.33\n"));
    CHECK(has(text, "26.33 USD is due on 2013-03-20."));

    view.allocations.push_back({0, "INV-000002", day("2013-03-26"), dollars(633)}); // of a credit note
    view.row.open = dollars(0);
    text = render_invoice_text(view, seller(), notes);
    CHECK(has(text, "Credited 2013-03-26"));
    CHECK(has(text, "Settled otherwise"));
    CHECK(has(text, " -20.00\n"));
    CHECK(has(text, "Nothing is left to pay"));
    CHECK_FALSE(has(text, "late interest"));

    view.allocations.assign(40, {5, "INV-000002", day("2013-03-25"), dollars(100)});
    view.row.open = dollars(2633);
    text = render_invoice_text(view, seller(), notes);
    CHECK(has(text, "Paid, 40 entries"));
    CHECK(has(text, " -40.00\n"));
}

TEST_CASE("tax inside the prices is told per jurisdiction and rate") {
    // 10 % inside 199.00 is 18.09, on 180.91 (bill/tax.hpp).
    const Terms terms(safesoft(), {{"R-SS-18", "inclusive"}}, {}, day("2013-03-20"));
    const TaxSplit split = get(tax_split(terms, dollars(19900), get(Ratio::parse("0.1"))));
    Line line = plain_line("Seat", 19900);
    line.tax = split.tax;
    line.tax_jurisdiction = "US-CA";
    line.tax_derivation = split.work.derivation;
    Line other = plain_line("Seat elsewhere", 10825); // 8.25 % inside 108.25 is 8.25
    const TaxSplit second = get(tax_split(terms, dollars(10825), get(Ratio::parse("0.0825"))));
    other.tax = second.tax;
    other.tax_jurisdiction = "US-NV";
    other.tax_derivation = second.work.derivation;
    const DocumentView view = view_of({line, line, other});
    const std::string text = render_invoice_text(view, {}, {});
    CHECK(has(text, "includes tax US-CA 10% on 361.82"));
    CHECK(has(text, " 36.18\n"));
    CHECK(has(text, "includes tax US-NV 8.25% on 100.00"));
    CHECK(has(text, " 8.25\n"));
    CHECK(has(text, " 506.25\n"));
    CHECK_FALSE(has(text, "Subtotal"));
    CHECK(has(render_invoice_html(view, {}, {}), "includes tax US-CA 10% on 361.82</th><td>36.18</td>"));
}

TEST_CASE("tax on top stands between subtotal and total") {
    Line tax = plain_line("Tax on Seat", 1990);
    tax.kind = LineKind::tax;
    tax.ledger = "liabilities:tax:US-CA";
    const std::string text = render_invoice_text(view_of({plain_line("Seat", 19900), tax}), {}, {});
    CHECK(has(text, "Subtotal"));
    CHECK(has(text, " 199.00\n"));
    CHECK(has(text, "Plus tax US-CA"));
    CHECK(has(text, " 19.90\n"));
    CHECK(has(text, " 218.90\n"));
}

TEST_CASE("interest and credit notes say what they refer to") {
    DocumentView view = view_of({plain_line("Late interest on invoice 2013-04-01", 1343)});
    view.document.kind = DocumentKind::interest;
    view.document.refers_to = "2013-04-01";
    view.row.number = "INT-000001";
    std::string text = render_invoice_text(view, seller(), {"INV-000003", {}, {"SS-6.c.i"}});
    CHECK(has(text, "Late interest INT-000001"));
    CHECK(has(text, "Refers to   INV-000003"));
    CHECK_FALSE(has(text, "SS-6.c.i")); // no interest on interest
    CHECK(has(render_invoice_text(view, seller(), {}), "Refers to   document 2013-04-01"));

    view.document.kind = DocumentKind::credit_note;
    view.row.number = "CN-000001";
    view.row.open = dollars(0);
    text = render_invoice_text(view, seller(), notes);
    CHECK(has(text, "Credit note CN-000001"));
    CHECK(has(text, "Total credited USD"));
    CHECK(has(text, "credited to account acme"));
    CHECK_FALSE(has(text, "Due "));
    CHECK_FALSE(has(text, "Amount due"));
}

TEST_CASE("amounts of all sizes and signs") {
    DocumentView view = view_of({plain_line("Nothing", 0), plain_line("Back", -5), plain_line("Much", 123456789012)});
    view.document.total = view.row.open = dollars(-5);
    std::string text = render_invoice_text(view, {}, {});
    CHECK(has(text, " 0.00\n"));
    CHECK(has(text, " -0.05\n"));
    CHECK(has(text, " 1,234,567,890.12\n"));
    CHECK(has(text, "Nothing is left to pay"));

    const Currency yen = get(currency_from_code("JPY"));
    Line line = plain_line("Seat", 0);
    line.amount = Amount(1000, yen);
    view = view_of({line});
    view.document.currency = yen;
    text = render_invoice_text(view, {}, {});
    CHECK(has(text, " 1,000\n"));
    CHECK(has(text, "Total JPY"));

    const std::int64_t most = INT64_MAX; // sums go beyond what an Amount holds
    view.allocations.assign(2, {1, "x", day("2013-03-25"), Amount(most, yen)});
    view.row.open = Amount(most, yen);
    CHECK(has(render_invoice_text(view, {}, {}), "Settled otherwise"));
    view = view_of({});
    CHECK(has(render_invoice_text(view, {}, {}), "No lines."));
    CHECK(has(render_invoice_html(view, {}, {}), "<tbody>\n</tbody>"));
}

TEST_CASE("long words and wide letters keep within the page") {
    DocumentView view = view_of({plain_line(std::string(300, 'w'), 100)});
    view.customer["name"] = "\xe6\xa0\xaa\xe5\xbc\x8f\xe4\xbc\x9a\xe7\xa4\xbe"; // four letters of two columns each
    for (int i = 0; i < 60; ++i) view.customer["address"] += "\xe6\xa0\xaa";
    view.document.lines.push_back(plain_line("many words " + std::string(40, ' ') + " and blanks", 1));
    const std::string text = render_invoice_text(view, {}, {});
    std::string line;
    for (const char c : text) {
        if (c != '\n') {
            line += c;
            continue;
        }
        const auto wide = std::count(line.begin(), line.end(), '\xe6'); // 3 bytes, 2 columns
        CHECK(line.size() - static_cast<std::size_t>(wide) <= 76 + (has(line, "\xe5") ? 3 : 0));
        line.clear();
    }
    CHECK(count(text, "w") >= 300);
}

TEST_CASE("a hundred lines are all there") {
    std::vector<Line> lines;
    for (int i = 0; i < 100; ++i) lines.push_back(plain_line("Line number " + std::to_string(i), i));
    const std::string page = render_invoice_html(view_of(lines), {}, {});
    CHECK(count(page, "<th scope=\"row\" class=\"what\">") == 100);
    CHECK(has(page, "<td>49.50</td>")); // 0 + 1 + ... + 99
}

TEST_CASE("calls are priced by the minute, so their number is no factor") {
    Line line = plain_line("Calls", 137);
    line.kind = LineKind::usage;
    line.quantity = 1500;
    line.unit_price = get(parse_unit_price("0.019", usd));
    CHECK(has(render_invoice_text(view_of({line}), {}, {}), "1,500 calls at 0.019 per minute"));
}

TEST_CASE("an explanation writes the sums out and says what each option would have given") {
    const DocumentView view = printed_example_view();
    const Line &line = view.document.lines[0];
    const Terms terms(safesoft(), {}, {}, day("2013-03-20"));
    Explanation explanation;
    explanation.row = view.row;
    explanation.document = view.document;
    explanation.lines = {{1, line, get(all_readings(terms, "proration", inputs_of(line.derivation))), "entry 12"}};
    CHECK(render_explanation_text(explanation) == file_bytes("tests/unit/book/golden/printed_example.explanation.txt"));
}

TEST_CASE("an explanation of a tampered derivation is still printed") {
    Explanation explanation;
    explanation.lines.resize(1);
    Derivation &derivation = explanation.lines[0].line.derivation;
    Step step;
    step.op = Op::add;
    step.name = "sum\n";
    step.args = {7, 8, 9};
    derivation.steps = {step, step};
    derivation.steps[1].args.assign(1000, 0);
    const std::string text = render_explanation_text(explanation);
    CHECK(has(text, "(992 more)"));
    CHECK(text.size() < 1000);
}

TEST_CASE("a book renders its documents with the seller, the contract and the number referred to") {
    TestBook t;
    t.record(printed_example());
    t.run("2013-04-01");
    const std::string draft = get(render_document(t.book, "2013-03-20", "acme", RenderFormat::text));
    CHECK(has(draft, "DRAFT"));
    CHECK(has(draft, "Seller Inc."));
    t.finalize();
    const std::string text = get(render_document(t.book, "INV-000002", {}, RenderFormat::text));
    CHECK(has(text, "Invoice INV-000002"));
    CHECK(has(text, "Acme & Sons"));
    CHECK(has(text, "66.33"));
    CHECK(has(text, "1 x 199.00 x 10/30")); // the pack's price is 199
    CHECK(has(text, safesoft().title));
    CHECK(has(text, "under SS-6.c.i"));
    CHECK(has(get(render_document(t.book, "INV-000002", {}, RenderFormat::html)), "Acme &amp; Sons"));
    t.record({payment("2013-05-16", "663.33")}); // 66.33 of 20 March and 597.00 of 31 March, late
    t.run("2013-05-20");
    t.finalize();
    CHECK(has(get(render_document(t.book, "INT-000001", {}, RenderFormat::text)), "Refers to   INV-00000"));
    CHECK(code(render_document(t.book, "INV-000099", {}, RenderFormat::text)) == "document.unknown");
}
