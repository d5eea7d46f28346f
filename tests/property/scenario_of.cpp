// A random life as a scenario file.
#include "property/lives.hpp"

namespace proviso::test {
namespace {

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

/// JSON's objects are TOML's inline tables but for the sign between key and value; the texts that random_fact.cpp makes
/// hold neither.
std::string inline_tables(std::string json) {
    for (std::size_t at = 0; (at = json.find("\":", at)) != std::string::npos;) json.replace(at, 2, "\" = ");
    return json;
}

std::string value_of(const FieldSpec &field, const std::string &text) {
    switch (field.kind) {
    case FieldKind::quantity:
    case FieldKind::count:
    case FieldKind::day:
    case FieldKind::instant:
    case FieldKind::flag:
        return text;
    case FieldKind::items:
    case FieldKind::lines:
    case FieldKind::counts:
        return inline_tables(text);
    default:
        return quoted(text);
    }
}

} // namespace

std::string scenario_of(const RandomLife &life, const std::string &id, const std::string &note,
                        const std::string &expects) {
    std::string out;
    for (std::size_t at = 0; at < note.size();) {
        const std::size_t end = std::min(note.find('\n', at), note.size());
        out += "# " + note.substr(at, end - at) + "\n";
        at = end + 1;
    }
    for (const UsageTotal &total : life.usage)
        out += "# without form here: " + std::to_string(total.calls) + " calls of " + total.day.text() + "\n";
    for (const Session &session : life.sessions)
        out += "# without form here: a session of " + session.pieces.front().day.text() + "\n";
    out += "[scenario]\nid = " + quoted(id) + "\ntitle = " + quoted("Random life " + std::to_string(life.seed)) +
           "\npacks = [" + quoted(life.pack) + "]\nclauses = []\nthrough = " + life.last.text() + "\n";
    if (!life.choices.empty()) {
        out += "[scenario.readings]\n";
        for (const auto &[reading, option] : life.choices) out += reading + " = " + quoted(option) + "\n";
    }
    for (const Fact &fact : life.facts) {
        out += "\n[[event]]\non = " + fact.on.text() + "\n";
        if (!fact.account.empty()) out += "account = " + quoted(fact.account) + "\n";
        out += "type = " + quoted(fact.type) + "\n";
        for (const auto &[name, text] : fact.fields)
            out += name + " = " + value_of(*event_type(fact.type)->field(name), text) + "\n";
    }
    for (const Refusal &refusal : refusals_of(life))
        out += "\n[[expect.error]]\ncode = " + quoted(code_name(refusal.error.code)) +
               "\nevent = " + std::to_string(refusal.event) + "\n";
    return out + expects;
}

std::string documents_expected(const AccountResult &result) {
    std::string out;
    for (const Document &document : result.documents) {
        out += "\n[[expect.invoice]]\naccount = " + quoted(document.account) +
               "\nkind = " + quoted(document_kind_name(document.kind)) + "\ndate = " + document.date.text() +
               "\nn = " + std::to_string(document.ordinal) + "\ntotal = " + quoted(document.total.text()) + "\n";
        for (const Line &line : document.lines)
            out += "[[expect.invoice.line]]\nkind = " + quoted(line_kind_name(line.kind)) +
                   "\namount = " + quoted(line.amount.text()) + "\n";
    }
    return out;
}

std::string balance_expected(const std::string &account, std::string_view ledger, Day as_of, Amount amount) {
    return "\n[[expect.balance]]\naccount = " + quoted(account) + "\nas_of = " + as_of.text() +
           "\nledger = " + quoted(ledger) + "\namount = " + quoted(amount.text()) + "\n";
}

} // namespace proviso::test
