#include <algorithm>

#include "book/arithmetic_text.hpp"
#include "book/invoice_page.hpp"
#include "book/print_text.hpp"
#include "core/explain/shown_value.hpp"

namespace proviso {
namespace {

void put(std::string &out, std::string_view label, const std::string &value) {
    if (value.empty()) return;
    constexpr std::size_t label_columns = 11;
    out += "  ";
    out += label;
    out.append(label_columns - std::min(label_columns, label.size()), ' ');
    (out += printable(value)) += '\n';
}

void put_all(std::string &out, std::string_view heading, const std::vector<std::string> &lines) {
    if (lines.empty()) return;
    ((out += "  ") += heading) += '\n';
    for (const std::string &line : lines) ((out += "    ") += line) += '\n';
}

void put_derivation(std::string &out, std::string_view heading, const Derivation &derivation) {
    if (derivation.empty()) return;
    const ArithmeticText text = arithmetic_text(derivation);
    put_all(out, std::string(heading) + "given", text.given);
    put_all(out, std::string(heading) + "worked out", text.worked);
}

/// What the option gives: an amount with its distance from the line's way of computing, or why there is none.
struct Outcome {
    std::string value;
    std::string remark;
};
Outcome outcome(const Alternative &row, const Alternative *chosen) {
    if (!row.result.ok()) return {"-", "cannot be worked out: " + row.result.error().what};
    const Calculation &result = row.result.value();
    Outcome outcome;
    outcome.value = result.amount ? grouped(result.amount->text()) : shown_value(result.exact);
    if (row.chosen) {
        outcome.remark = "chosen";
    } else if (result.amount && chosen && chosen->result.ok() && chosen->result.value().amount) {
        const auto difference = subtract(*result.amount, *chosen->result.value().amount);
        if (difference && !difference->is_zero())
            outcome.remark = (difference->minor() > 0 ? "+" : "") + grouped(difference->text());
    }
    return outcome;
}

/// One block per reading: its options, what each gives, and the chosen one marked.
void put_alternatives(std::string &out, const std::vector<Alternative> &rows) {
    if (rows.empty()) return;
    out += "  what each option of the readings gives\n";
    std::size_t option_columns = 0;
    std::size_t value_columns = 0;
    for (const Alternative &row : rows) {
        option_columns = std::max(option_columns, columns(printable(row.option)));
        value_columns = std::max(value_columns, outcome(row, nullptr).value.size());
    }
    for (auto from = rows.begin(); from != rows.end();) {
        const auto to =
            std::find_if(from, rows.end(), [&](const Alternative &row) { return row.reading != from->reading; });
        const auto chosen = std::find_if(from, to, [](const Alternative &row) { return row.chosen; });
        ((out += "    ") += printable(from->reading)) += '\n';
        for (; from != to; ++from) {
            const Outcome result = outcome(*from, chosen == to ? nullptr : &*chosen);
            const std::string option = printable(from->option);
            out += from->chosen ? "    * " : "      ";
            out += option;
            out.append(option_columns - columns(option) + 2 + value_columns - result.value.size(), ' ');
            out += result.value;
            if (!result.remark.empty()) out += "  " + printable(result.remark);
            out += '\n';
        }
    }
}

void put_line(std::string &out, const ExplainedLine &explained, std::size_t lines) {
    const Line &line = explained.line;
    const std::string currency(line.amount.currency().code());
    out += "\nLine " + std::to_string(explained.number) + " of " + std::to_string(lines) + ": " +
           printable(line.text.empty() ? line.sku : line.text) + ", " + grouped(line.amount.text()) + " " + currency +
           "\n";
    if (const std::string period = period_text(line.service); !period.empty())
        put(out, "service", period + (line.service.days() > 1 ? ", both days included" : ""));
    put(out, "clauses", joined(line.clauses, ", "));
    put(out, "readings", readings_text(line.readings, ", "));
    put(out, "exact", shown_value(line.exact));
    if (line.fraction) put(out, "share", line.fraction->text());
    put(out, "rests on", explained.entry_text);
    put_derivation(out, "", line.derivation);
    if (!line.tax.is_zero()) put(out, "tax inside", grouped(line.tax.text()) + " " + currency);
    put_derivation(out, "tax, ", line.tax_derivation);
    put_alternatives(out, explained.alternatives);
}

} // namespace

std::string render_explanation_text(const Explanation &explanation) {
    const Document &document = explanation.document;
    const DocumentRow &row = explanation.row;
    std::string out(kind_title(document.kind));
    out += row.number.empty() ? ", draft " + document.draft_id() : " " + printable(row.number);
    out += ", account " + printable(document.account);
    if (const std::string name = printable(row.account_name); !name.empty()) out += " (" + name + ")";
    out += ", " + document.date.text() + ", " + grouped(document.total.text()) + " " +
           std::string(document.currency.code()) + "\n" + "Rules: " + printable(pack_text(document)) + "\n";
    for (const ExplainedLine &line : explanation.lines) put_line(out, line, document.lines.size());
    return out;
}

} // namespace proviso
