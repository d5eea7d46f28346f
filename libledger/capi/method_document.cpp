// invoice.show, invoice.render, invoice.mark_sent, explain: documents and why they say what they say.
#include "book/credits.hpp"
#include "book/documents.hpp"
#include "book/render_invoice.hpp"
#include "capi/book_json.hpp"
#include "capi/method.hpp"

namespace proviso::capi {
namespace {

Json head_of(const DocumentRow &row, const Document &document) {
    Json out = to_json(row);
    out["tax"] = document.tax.text();
    out["refers_to"] = document.refers_to;
    out["pack"] = {{"id", document.pack}, {"version", document.pack_version}, {"revision", document.pack_revision}};
    return out;
}

Result<Answer> show(const Call &call) {
    PV_TRY(const DocumentView view, show_document(call.book(), call.text("ref"), call.text("account")));
    PV_TRY(const BookInfo info, call.book().info());
    Json out = schema("invoice");
    out.update(head_of(view.row, view.document));
    out["sha256"] = view.sha256;
    out["fingerprint"] = view.fingerprint;
    out["seller"] = to_json(info.seller);
    out["customer"] = to_json(view.customer);
    Json lines = Json::array();
    for (std::size_t i = 0; i < view.document.lines.size(); ++i)
        lines.push_back(to_json(view.document.lines[i], i + 1));
    out["lines"] = std::move(lines);
    Json payments = Json::array();
    for (const Allocation &allocation : view.allocations) payments.push_back(to_json(allocation));
    out["payments"] = std::move(payments);
    return Answer{std::move(out), {}};
}

Result<Answer> render(const Call &call) {
    const std::string format = call.text("format");
    if (format != "text" && format != "html")
        return Error(Code::argument_invalid, "a document has no format \"" + format + "\"", "give text or html",
                     "format");
    PV_TRY(std::string text, render_document(call.book(), call.text("ref"), call.text("account"),
                                             format == "html" ? RenderFormat::html : RenderFormat::text));
    Json out = schema("rendered");
    out["format"] = format;
    out["text"] = std::move(text);
    return Answer{std::move(out), {}};
}

Result<Answer> grant(const Call &call) {
    CreditRequest request;
    request.document = call.text("ref");
    request.account = call.text("account");
    request.line = call.count("line");
    request.amount = call.text("amount");
    request.reason = call.text("reason");
    request.by = call.text("by");
    request.clause = call.text("clause");
    request.on = call.day("on");
    PV_TRY(const CreditReport report, grant_credit(call.book(), request));
    Json out = schema("credit");
    out["account"] = report.account;
    out["document"] = report.document;
    out["line"] = report.line;
    out["on"] = to_json(report.on);
    out["amount"] = report.amount.text();
    out["currency"] = std::string(report.amount.currency().code());
    out["event"] = report.event;
    out["head"] = to_json(report.head);
    return Answer{std::move(out), {}};
}

Result<Answer> sent(const Call &call) {
    std::vector<std::string> refs;
    for (const Json &ref : call.value("refs")) {
        if (!ref.is_string())
            return Error(Code::argument_invalid, "a reference is not a text", "write it in quotes", "refs");
        refs.push_back(ref.get<std::string>());
    }
    PV_TRY(const Head head, mark_sent(call.book(), refs, call.text("channel"), call.day("on")));
    Json out = schema("mark-sent");
    out["documents"] = refs.size();
    out["head"] = to_json(head);
    return Answer{std::move(out), {}};
}

Json alternative_json(const Alternative &alternative) {
    Json row = {{"reading", alternative.reading}, {"option", alternative.option}, {"chosen", alternative.chosen}};
    if (!alternative.result) {
        row["error"] = to_json(alternative.result.error());
        return row;
    }
    if (alternative.result->amount) row["amount"] = alternative.result->amount->text();
    row["exact"] = alternative.result->exact.text();
    if (alternative.result->fraction) row["fraction"] = alternative.result->fraction->text();
    for (const auto &[name, value] : alternative.result->outputs) row["outputs"][name] = to_json(value);
    return row;
}

Result<Answer> explain(const Call &call) {
    PV_TRY(const Explanation found, explain_document(call.book(), call.text("ref"), call.text("account"),
                                                     call.count("line"), call.flag("alternatives", true)));
    Json out = schema("explanation");
    out.update(head_of(found.row, found.document));
    Json lines = Json::array();
    for (const ExplainedLine &explained : found.lines) {
        Json row = to_json(explained.line, explained.number);
        row["rests_on"] = explained.entry_text;
        PV_TRY(row["derivation"], parse_json(derivation_json(explained.line.derivation)));
        row["explanation"] = derivation_text(explained.line.derivation);
        Json alternatives = Json::array();
        for (const Alternative &alternative : explained.alternatives)
            alternatives.push_back(alternative_json(alternative));
        row["alternatives"] = std::move(alternatives);
        lines.push_back(std::move(row));
    }
    out["lines"] = std::move(lines);
    out["text"] = render_explanation_text(found);
    return Answer{std::move(out), {}};
}

constexpr Arg ref{"ref", ArgKind::text, true, "the document's number, or with an account its draft id"};
constexpr Arg account{"account", ArgKind::text, false, "the account, for draft ids"};
constexpr Arg show_args[] = {ref, account};
constexpr Arg render_args[] = {ref, account, {"format", ArgKind::text, true, "\"text\" or \"html\""}};
constexpr Arg sent_args[] = {
    {"refs", ArgKind::list, true, "numbers of documents"},
    {"channel", ArgKind::text, true, "how: email, post, portal, ..."},
    {"on", ArgKind::day, false, "the day on which they were sent; default: today, by the clock"}};
constexpr Arg explain_args[] = {
    ref,
    account,
    {"line", ArgKind::count, false, "one line, counted from 1; default: all"},
    {"alternatives", ArgKind::flag, false, "what each refused option would have given; default true"}};

constexpr Arg credit_args[] = {
    ref,
    account,
    {"line", ArgKind::count, false, "the line, counted from 1; default: the document's lines in their order"},
    {"amount", ArgKind::text, false, "how much; default: all that is left"},
    {"reason", ArgKind::text, true, "why, as the credit note prints it; no names"},
    {"by", ArgKind::text, true, "who grants it"},
    {"clause", ArgKind::text, false, "the clause that grants it; none: goodwill"},
    {"on", ArgKind::day, false, "the day; default: today, by the clock, and no earlier than the first open day"}};

constexpr Method table[] = {
    {"credit", "grant a credit against a line of an issued document; the next run makes the credit note", true,
     credit_args, grant},
    {"explain", "how each line of a document came about, and what other readings would have given", true, explain_args,
     explain},
    {"invoice.mark_sent", "record that documents were sent", true, sent_args, sent},
    {"invoice.render", "a document as plain text or as one HTML file", true, render_args, render},
    {"invoice.show", "a document with its lines", true, show_args, show},
};

} // namespace

std::span<const Method> document_methods() { return table; }

} // namespace proviso::capi
