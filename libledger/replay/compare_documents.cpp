#include <algorithm>

#include "replay/compare.hpp"

namespace proviso::compare_form {
namespace {

std::string title(const ExpectedDocument &expected) {
    return std::string(document_kind_name(expected.kind)) + " " + expected.account + " " + expected.date.text() +
           (expected.ordinal ? "#" + std::to_string(*expected.ordinal) : std::string());
}

std::string summary(const Document &document) {
    return std::string(document_kind_name(document.kind)) + " " + document.draft_id() + " of " + document.total.text();
}

std::string indented(const std::string &text) {
    std::string out = "    ";
    for (char c : text) {
        out += c;
        if (c == '\n') out += "    ";
    }
    while (!out.empty() && (out.back() == ' ' || out.back() == '\n')) out.pop_back();
    return out;
}

std::string explain(const Line &line) { return describe(line) + "\n" + indented(derivation_text(line.derivation)); }

std::string explain(const Document &document) {
    std::string out;
    for (const Line &line : document.lines) out += (out.empty() ? "" : "\n") + explain(line);
    return out;
}

/// Compares one expected document with one that came out.
class DocumentComparison {
  public:
    DocumentComparison(const ExpectedDocument &expected, const Document &document)
        : expected_(expected), document_(document) {}

    std::vector<Difference> run() {
        amount("total", expected_.total, document_.total);
        amount("tax", expected_.tax, document_.tax);
        if (expected_.due && *expected_.due != document_.due)
            differ("due", expected_.due->text(), document_.due.text());
        if (expected_.refers_to && *expected_.refers_to != document_.refers_to)
            differ("refers_to", *expected_.refers_to, document_.refers_to);
        exact();
        cited();
        lines();
        return std::move(out_);
    }

  private:
    void differ(const std::string &what, std::string expected, std::string got, std::string explanation = {}) {
        out_.push_back({expected_.where, title(expected_) + ": " + what, std::move(expected), std::move(got),
                        std::move(explanation)});
    }

    void amount(const std::string &what, const std::optional<std::string> &expected, Amount got) {
        if (!expected) return;
        Result<Amount> parsed = parse_amount(*expected, got.currency());
        if (!parsed) return differ(what, *expected, got.text(), parsed.error().render());
        if (*parsed != got) differ(what, *expected, got.text(), explain(document_));
    }

    void exact() {
        if (!expected_.exact) return;
        Ratio sum;
        for (const Line &line : document_.lines) {
            Result<Ratio> next = add(sum, line.exact);
            if (!next) return differ("exact", expected_.exact->text(), next.error().render());
            sum = *next;
        }
        if (sum != *expected_.exact) differ("exact", expected_.exact->text(), sum.text(), explain(document_));
    }

    void cited() {
        std::vector<std::string> clauses;
        std::vector<ReadingUse> readings;
        for (const Line &line : document_.lines) {
            for (const std::string &clause : line.clauses) clauses.push_back(clause);
            for (std::string &clause : line.derivation.clauses()) clauses.push_back(std::move(clause));
            readings.insert(readings.end(), line.readings.begin(), line.readings.end());
            readings.insert(readings.end(), line.derivation.readings.begin(), line.derivation.readings.end());
        }
        if (std::string missing = missing_clause(expected_.clauses, clauses); !missing.empty())
            differ("clauses", joined(expected_.clauses), "the document " + missing, explain(document_));
        if (std::string missing = missing_reading(expected_.readings, readings); !missing.empty())
            differ("readings", missing, "other readings", explain(document_));
    }

    void lines() {
        if (!expected_.lines) return;
        const std::vector<std::ptrdiff_t> matched = match_lines(*expected_.lines, document_.lines);
        std::vector<bool> taken(document_.lines.size(), false);
        for (std::ptrdiff_t line : matched)
            if (line >= 0) taken[static_cast<std::size_t>(line)] = true;
        std::size_t next = 0; // the n-th line without partner is told with the n-th expected one
        for (std::size_t i = 0; i < matched.size(); ++i) {
            if (matched[i] >= 0) continue;
            const ExpectedLine &expected = (*expected_.lines)[i];
            while (next < taken.size() && taken[next]) ++next;
            if (next == taken.size()) {
                differ("line " + std::to_string(i + 1), describe(expected), "no line is left");
            } else {
                const Line &line = document_.lines[next++];
                differ("line " + std::to_string(i + 1) + " (" + line_difference(expected, line) + ")",
                       describe(expected), describe(line), explain(line));
            }
            out_.back().where = expected.where;
        }
        for (; next < taken.size(); ++next)
            if (!taken[next])
                differ("lines", "no further line", describe(document_.lines[next]), explain(document_.lines[next]));
    }

    const ExpectedDocument &expected_;
    const Document &document_;
    std::vector<Difference> out_;
};

const std::vector<Document> &documents_of(const Outcome &outcome, const std::string &account) {
    static const std::vector<Document> none;
    auto found = outcome.accounts.find(account);
    return found == outcome.accounts.end() ? none : found->second.result.documents;
}

} // namespace

void compare_documents(const Scenario &scenario, const Expectations &expect, const Outcome &outcome,
                       std::vector<Difference> &out) {
    std::vector<const Document *> claimed;
    const auto is_claimed = [&](const Document *document) {
        return std::find(claimed.begin(), claimed.end(), document) != claimed.end();
    };
    for (const ExpectedDocument &expected : expect.documents) {
        const Document *best = nullptr;
        std::vector<Difference> least;
        for (const Document &document : documents_of(outcome, expected.account)) {
            if (document.kind != expected.kind || document.date != expected.date || is_claimed(&document)) continue;
            if (expected.ordinal && *expected.ordinal != document.ordinal) continue;
            std::vector<Difference> differences = DocumentComparison(expected, document).run();
            if (best && differences.size() >= least.size()) continue;
            best = &document;
            least = std::move(differences);
        }
        if (best) {
            claimed.push_back(best);
            out.insert(out.end(), least.begin(), least.end());
            continue;
        }
        std::vector<std::string> others;
        for (const Document &document : documents_of(outcome, expected.account)) others.push_back(summary(document));
        out.push_back({expected.where,
                       title(expected),
                       expected.total ? "a document of " + *expected.total : "a document",
                       others.empty() ? "the account has no document" : "only " + joined(others),
                       {}});
    }
    for (const ExpectedNoDocument &expected : expect.no_documents)
        for (const Document &document : documents_of(outcome, expected.account))
            if ((!expected.date || *expected.date == document.date) &&
                (!expected.kind || *expected.kind == document.kind))
                out.push_back({expected.where, "no_invoice " + expected.account, "no document", summary(document),
                               explain(document)});
    if (!expect.exhaustive) return;
    for (const auto &[account, own] : outcome.accounts)
        for (const Document &document : own.result.documents)
            if (!is_claimed(&document))
                out.push_back({scenario.file, "exhaustive " + account, "no other document", summary(document),
                               explain(document)});
}

} // namespace proviso::compare_form
