#include <algorithm>

#include "core/event/event.hpp"
#include "io/pack_form.hpp"

namespace proviso {
namespace {

constexpr std::string_view form_names[] = {"a number", "a text", "a list of texts", "true or false"};

/// The text that parse_parameter_value() reads: TOML's own types are put in its spelling.
std::optional<std::string> value_text_of(const TomlNode &node, ParameterForm form) {
    switch (form) {
    case ParameterForm::number:
        if (node.kind == TomlKind::integer || node.kind == TomlKind::text) return node.text;
        return std::nullopt;
    case ParameterForm::text:
        return node.kind == TomlKind::text ? std::optional(node.text) : std::nullopt;
    case ParameterForm::flag:
        return node.kind == TomlKind::flag ? std::optional(node.text) : std::nullopt;
    case ParameterForm::list:
        break;
    }
    if (node.kind != TomlKind::list) return std::nullopt;
    std::string joined;
    for (const TomlNode &item : node.items) {
        if (item.kind != TomlKind::text && item.kind != TomlKind::integer) return std::nullopt;
        joined += (joined.empty() ? "" : " ") + item.text;
    }
    return joined;
}

std::optional<ParameterValue> read_one(TomlTable &form, const std::string &key, const TomlNode &node,
                                       const Parameter &parameter) {
    const ParameterForm wanted = parameter_form(parameter.unit);
    const std::optional<std::string> text = value_text_of(node, wanted);
    if (!text) {
        form.fail(key, Error(Code::value_type,
                             "the value of " + parameter.id + " is " + std::string(toml_kind_name(node.kind)) +
                                 ", but its unit '" + parameter.unit + "' asks for " +
                                 std::string(form_names[static_cast<std::size_t>(wanted)]),
                             "write numbers with decimals in quotes"));
        return std::nullopt;
    }
    Result<ParameterValue> value = parse_parameter_value(parameter, *text);
    if (value) return std::move(*value);
    form.fail(key, std::move(value).error());
    return std::nullopt;
}

void read_value(TomlTable &form, const Parameter &parameter, std::vector<ParameterValue> &values) {
    const TomlNode *node = form.take("value", Need::required);
    std::optional<Day> from = form.maybe_day("from");
    std::optional<Day> until = form.maybe_day("until");
    if (!node) return;
    std::optional<ParameterValue> value = read_one(form, "value", *node, parameter);
    if (!value) return;
    value->from = from.value_or(day_first);
    value->until = until.value_or(day_last);
    values.push_back(std::move(*value));
}

ParameterKind read_kind(TomlTable &form) {
    std::string kind = form.maybe_text("kind").value_or("required");
    if (kind == "required") return ParameterKind::required;
    if (kind == "optional") return ParameterKind::optional;
    if (kind == "by_reading") return ParameterKind::by_reading;
    form.fail("kind", Error(Code::value_range, "there is no kind of parameter '" + kind + "'",
                            "use required, optional or by_reading"));
    return ParameterKind::required;
}

/// What gives the answer where no component reads the parameter itself.
void read_answer(TomlTable &form, Parameter &parameter) {
    parameter.answered_by_reading = form.maybe_text("answered_by_reading").value_or("");
    parameter.answered_by_event = form.maybe_text("answered_by_event").value_or("");
    if (!parameter.answered_elsewhere()) return;
    const std::string_view key = parameter.answered_by_event.empty() ? "answered_by_reading" : "answered_by_event";
    if (!parameter.answered_by_event.empty() && !event_type(parameter.answered_by_event))
        form.fail(key, Error(Code::event_type_unknown, "there is no event '" + parameter.answered_by_event + "'",
                             "use a type of docs/events.md"));
    if (!parameter.answered_by_event.empty() && !parameter.answered_by_reading.empty())
        form.fail(key,
                  Error(Code::key_unknown, "answered_by_event and answered_by_reading stand together", "keep one"));
    if (parameter.recorded_only)
        form.fail(key,
                  Error(Code::key_unknown, "recorded_only and " + std::string(key) + " stand together", "keep one"));
    for (const std::string_view value : {"value", "values"})
        if (form.has(value))
            form.fail(value, Error(Code::key_unknown,
                                   "the parameter has a value, and " + std::string(key) + " says that it needs none",
                                   "keep one"));
}

void read_parameter(TomlTable &form, std::string id, Pack &pack) {
    Parameter parameter;
    parameter.id = std::move(id);
    parameter.unit = form.text("unit");
    parameter.clause = form.text("clause");
    parameter.kind = read_kind(form);
    parameter.recorded_only = form.flag("recorded_only", false);
    (void)form.maybe_text("note");
    read_answer(form, parameter);
    if (form.has("value")) {
        read_value(form, parameter, parameter.values);
        if (form.has("values"))
            form.fail("values", Error(Code::key_unknown, "value and values stand together", "keep one"));
    }
    for (TomlTable &dated : form.tables("values", "value")) {
        Parameter at_value = parameter;
        at_value.clause = dated.maybe_text("clause").value_or(parameter.clause);
        read_value(dated, at_value, parameter.values);
        dated.finish();
    }
    form.finish();
    pack.parameters.push_back(std::move(parameter));
}

} // namespace

void read_supplied_values(TomlTable &form, const std::string &reading, const std::string &option, Pack &pack) {
    for (const TomlEntry &entry : form.node().entries) {
        const TomlNode *node = form.take(entry.key);
        const auto parameter = std::find_if(pack.parameters.begin(), pack.parameters.end(),
                                            [&](const Parameter &candidate) { return candidate.id == entry.key; });
        if (!node) continue;
        if (parameter == pack.parameters.end()) {
            form.fail(entry.key, Error(Code::parameter_unknown, "the pack has no parameter " + entry.key,
                                       "add it or correct the id"));
            continue;
        }
        if (auto value = read_one(form, entry.key, *node, *parameter))
            parameter->supplied.push_back({reading, option, std::move(*value)});
    }
    form.finish();
}

void read_parameter_group(TomlTable &group, const std::string &prefix, TomlErrors &errors, Pack &pack,
                          PackPlaces &places) {
    for (const TomlEntry &entry : group.node().entries) {
        std::string id = prefix + "." + entry.key;
        const TomlNode *node = group.take(entry.key);
        if (node->kind != TomlKind::table) {
            errors.add(entry.place, Error(Code::value_type, "parameter " + id + " is not a table",
                                          "write it as { value = 30, unit = \"day\", clause = \"...\" }"));
            continue;
        }
        places.emplace("parameter:" + id, entry.place);
        TomlTable form(*node, errors, "parameter " + id);
        read_parameter(form, std::move(id), pack);
    }
}

} // namespace proviso
