#include "io/json.hpp"
#include "replay/runner.hpp"

namespace proviso {
namespace {

void append_indented(std::string &out, std::string_view text, std::string_view indent) {
    out += indent;
    for (char c : text) {
        out += c;
        if (c == '\n') out += indent;
    }
    while (!out.empty() && (out.back() == ' ' || out.back() == '\n')) out.pop_back();
    out += '\n';
}

void write_run(JsonWriter &json, const ReplayedRun &run) {
    json.begin_object().text("name", run.name).key("documents").begin_list();
    for (const std::string &document : run.documents) json.raw(document);
    json.end().key("journal").begin_list();
    for (const JournalEntry &entry : run.journal) {
        json.begin_object().text("account", entry.account);
        json.text("currency", entry.postings.empty() ? "" : entry.postings.front().amount.currency().code());
        json.text("date", entry.date.text()).text("key", entry.key).key("postings").begin_list();
        for (const Posting &posting : entry.postings)
            json.begin_list().text(posting.ledger).text(posting.amount.text()).end();
        json.end().text("text", entry.text).end();
    }
    json.end().key("calculations").begin_list();
    for (const std::string &calculation : run.calculations) json.raw(calculation);
    json.end().end();
}

} // namespace

std::string replay_json(const ReplayResult &result) {
    JsonWriter json;
    json.begin_object()
        .text("file", result.file)
        .text("id", result.id)
        .text("title", result.title)
        .flag("passed", result.passed());
    json.key("clauses").begin_list();
    for (const std::string &clause : result.clauses) json.text(clause);
    json.end().key("failures").begin_list();
    for (const Difference &failure : result.failures) {
        json.begin_object()
            .text("code", code_name(failure.code))
            .text("where", failure.where)
            .text("what", failure.what);
        json.text("expected", failure.expected).text("got", failure.got);
        if (!failure.explanation.empty()) json.text("explanation", failure.explanation);
        json.end();
    }
    json.end();
    if (!result.documents.empty()) {
        json.key("documents").begin_list();
        for (const ReplayedDocument &document : result.documents)
            json.begin_object()
                .text("account", document.account)
                .text("document", document.document)
                .text("total", document.total)
                .text("text", document.text)
                .end();
        json.end();
    }
    if (!result.runs.empty()) {
        json.key("runs").begin_list();
        for (const ReplayedRun &run : result.runs) write_run(json, run);
        json.end();
    }
    return json.end().take();
}

std::string replay_text(const ReplayResult &result) {
    std::string out = (result.passed() ? "ok " : "FAILED ") + (result.id.empty() ? result.file : result.id);
    if (!result.title.empty()) out += ": " + result.title;
    out += '\n';
    for (const Difference &failure : result.failures) {
        out += "  " + failure.what + " (" + failure.where + ")\n";
        append_indented(out, "expected: " + failure.expected, "    ");
        append_indented(out, "got:      " + failure.got, "    ");
        if (!failure.explanation.empty()) append_indented(out, failure.explanation, "      ");
    }
    for (const ReplayedDocument &document : result.documents) {
        out += "  " + document.account + " " + document.document + " " + document.total + "\n";
        append_indented(out, document.text, "    ");
    }
    return out;
}

} // namespace proviso
