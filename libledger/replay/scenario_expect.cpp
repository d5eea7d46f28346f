// [[expect.*]]: what a scenario says must come out.
#include "replay/scenario_reader.hpp"

namespace proviso::scenario_form {
namespace {

/// An enumeration by name; `names` lists those that exist.
template <class T>
std::optional<T> named(TomlTable &form, std::string_view key, std::optional<T> (*find)(std::string_view), Need need) {
    const std::string name = need == Need::required ? form.text(key) : form.maybe_text(key).value_or("");
    if (name.empty()) return std::nullopt;
    std::optional<T> found = find(name);
    if (!found)
        form.fail(key,
                  Error(Code::value_range, "there is no " + std::string(key) + " '" + name + "'", "correct the name"));
    return found;
}

std::optional<Code> code_named(std::string_view name) {
    const Code code = code_from_name(name);
    return code == Code::ok ? std::nullopt : std::optional(code);
}

std::optional<Status> status_named(std::string_view name) {
    for (Status status : {Status::pending, Status::active, Status::suspended, Status::ending, Status::ended})
        if (status_name(status) == name) return status;
    return std::nullopt;
}

std::optional<bool> answer_named(std::string_view name) {
    if (name == "allow") return true;
    if (name == "deny") return false;
    return std::nullopt;
}

std::optional<std::uint64_t> event_number(TomlTable &form) {
    auto number = form.maybe_integer("event", 1, static_cast<std::int64_t>(scenario_events_limit));
    return number ? std::optional(static_cast<std::uint64_t>(*number)) : std::nullopt;
}

std::optional<Instant> maybe_instant(TomlTable &form, std::string_view key) {
    const TomlNode *node = form.take(key);
    if (!node) return std::nullopt;
    Result<Instant> parsed = Instant::parse(node->kind == TomlKind::instant ? node->text : std::string());
    if (parsed) return *parsed;
    form.fail(key,
              Error(Code::value_type,
                    "'" + std::string(key) + "' is " + std::string(toml_kind_name(node->kind)) + ", not an instant",
                    "write it with its offset, as 2013-03-20T10:00:00Z"));
    return std::nullopt;
}

ExpectedLine read_line(TomlTable &form) {
    ExpectedLine line;
    line.where = form.where();
    line.kind = named<LineKind>(form, "kind", line_kind_from_name, Need::optional);
    line.sku = form.maybe_text("sku");
    line.amount = form.maybe_text("amount");
    line.tax = form.maybe_text("tax");
    line.unit_price = form.maybe_text("unit_price");
    line.fraction = form.maybe_text("fraction");
    line.quantity = form.maybe_integer("quantity", 0, std::numeric_limits<std::int64_t>::max());
    line.exact = form.maybe_ratio("exact");
    line.from = form.maybe_day("from");
    line.until = form.maybe_day("until");
    line.clauses = form.texts("clauses");
    line.readings = read_choices(form, "readings");
    form.finish();
    return line;
}

ExpectedException read_exception(TomlTable &form) {
    ExpectedException expected;
    expected.where = form.where();
    expected.code = named<Code>(form, "code", code_named, Need::required).value_or(Code::ok);
    expected.event = event_number(form);
    expected.account = form.maybe_text("account");
    expected.clause = form.maybe_text("clause");
    expected.on = form.maybe_day("on");
    form.finish();
    return expected;
}

ExpectedNoDocument read_no_document(TomlTable &form) {
    ExpectedNoDocument expected{form.text("account"), form.maybe_day("date"), std::nullopt, form.where()};
    expected.kind = named<DocumentKind>(form, "kind", document_kind_from_name, Need::optional);
    form.finish();
    return expected;
}

ExpectedBalance read_balance(TomlTable &form) {
    ExpectedBalance expected{form.maybe_text("account").value_or(""), form.text("ledger"), form.day("as_of"),
                             form.text("amount"), form.where()};
    form.finish();
    return expected;
}

ExpectedState read_state(TomlTable &form) {
    ExpectedState expected{form.text("account"), form.day("as_of"), Status::pending, form.where()};
    expected.status = named<Status>(form, "status", status_named, Need::required).value_or(Status::pending);
    form.finish();
    return expected;
}

ExpectedDeadline read_deadline(TomlTable &form, bool stands) {
    ExpectedDeadline expected;
    expected.where = form.where();
    expected.account = form.text("account");
    expected.name = form.text("name");
    expected.as_of = form.day("as_of");
    expected.date = form.maybe_day("date");
    expected.clause = form.maybe_text("clause");
    expected.owner = form.maybe_text("owner");
    expected.within = form.maybe_text("within");
    expected.about = form.maybe_text("about");
    if (stands && expected.date.has_value() == expected.within.has_value())
        form.fail({}, Error(Code::value_range, "a deadline has either a date or a time in words", "give one of them"));
    form.finish();
    return expected;
}

ExpectedStanding read_standing(TomlTable &form) {
    ExpectedStanding expected{form.text("account"),    form.text("name"),         form.text("value"),
                              form.maybe_day("since"), form.maybe_text("clause"), form.where()};
    form.finish();
    return expected;
}

ExpectedError read_error(TomlTable &form) {
    ExpectedError expected;
    expected.where = form.where();
    expected.code = named<Code>(form, "code", code_named, Need::required).value_or(Code::ok);
    expected.event = event_number(form);
    expected.clause = form.maybe_text("clause");
    form.finish();
    return expected;
}

ExpectedDecision read_decision(TomlTable &form) {
    ExpectedDecision expected;
    expected.where = form.where();
    expected.account = form.text("account");
    expected.on = form.maybe_day("on");
    expected.at = maybe_instant(form, "at");
    if (expected.on.has_value() == expected.at.has_value())
        form.fail({}, Error(Code::value_range, "a decision is asked for either on a date or at an instant",
                            "give one of them"));
    expected.ask = form.text("ask");
    for (auto &[name, value] : read_scalars(form, "with")) expected.with.emplace_back(name, value);
    expected.error = named<Code>(form, "error", code_named, Need::optional);
    expected.allow =
        named<bool>(form, "answer", answer_named, expected.error ? Need::optional : Need::required).value_or(false);
    expected.clause = form.maybe_text("clause");
    if (form.has("failed")) expected.failed = form.texts("failed");
    expected.readings = read_choices(form, "readings");
    form.finish();
    return expected;
}

ExpectedCalculation read_calculation(TomlTable &form) {
    ExpectedCalculation expected;
    expected.where = form.where();
    expected.name = form.text("calculation");
    expected.pack = form.maybe_text("pack").value_or("");
    expected.with = read_scalars(form, "with");
    expected.amount = form.maybe_text("amount");
    expected.fraction = form.maybe_text("fraction");
    expected.exact = form.maybe_ratio("exact");
    expected.outputs = read_scalars(form, "outputs");
    expected.clauses = form.texts("clauses");
    expected.readings = read_choices(form, "readings");
    expected.error = named<Code>(form, "error", code_named, Need::optional);
    form.finish();
    return expected;
}

} // namespace

ExpectedDocument read_document(TomlTable &form) {
    ExpectedDocument document;
    document.where = form.where();
    document.account = form.text("account");
    document.date = form.day("date");
    document.kind =
        named<DocumentKind>(form, "kind", document_kind_from_name, Need::optional).value_or(DocumentKind::invoice);
    document.ordinal = form.maybe_integer("n", 1, 1'000'000);
    document.total = form.maybe_text("total");
    document.tax = form.maybe_text("tax");
    document.refers_to = form.maybe_text("refers_to");
    document.due = form.maybe_day("due");
    document.exact = form.maybe_ratio("exact");
    document.clauses = form.texts("clauses");
    document.readings = read_choices(form, "readings");
    if (form.has("line")) {
        document.lines.emplace();
        for (TomlTable &line : form.tables("line", "line")) document.lines->push_back(read_line(line));
        if (document.lines->size() > scenario_lines_limit)
            form.fail("line", Error(Code::input_too_large, "more than 1,000 lines are expected of one document",
                                    "split the scenario"));
    }
    return document;
}

Expectations read_expectations(TomlTable &form) {
    Expectations expect;
    for (TomlTable &each : form.tables("invoice", "invoice")) {
        expect.documents.push_back(read_document(each));
        each.finish();
    }
    for (TomlTable &each : form.tables("no_invoice", "no_invoice"))
        expect.no_documents.push_back(read_no_document(each));
    for (TomlTable &each : form.tables("balance", "balance")) expect.balances.push_back(read_balance(each));
    for (TomlTable &each : form.tables("state", "state")) expect.states.push_back(read_state(each));
    for (TomlTable &each : form.tables("deadline", "deadline")) expect.deadlines.push_back(read_deadline(each, true));
    for (TomlTable &each : form.tables("no_deadline", "no_deadline"))
        expect.no_deadlines.push_back(read_deadline(each, false));
    for (TomlTable &each : form.tables("standing", "standing")) expect.standings.push_back(read_standing(each));
    for (TomlTable &each : form.tables("exception", "exception")) expect.exceptions.push_back(read_exception(each));
    for (TomlTable &each : form.tables("no_exception", "no_exception"))
        expect.no_exceptions.push_back(read_exception(each));
    for (TomlTable &each : form.tables("error", "error")) expect.errors.push_back(read_error(each));
    for (TomlTable &each : form.tables("decision", "decision")) expect.decisions.push_back(read_decision(each));
    for (TomlTable &each : form.tables("calculation", "calculation"))
        expect.calculations.push_back(read_calculation(each));
    return expect;
}

} // namespace proviso::scenario_form
