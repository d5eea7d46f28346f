// [[event]]: keys that every event has, and its own fields as raw text.
#include "io/json.hpp"
#include "replay/scenario_reader.hpp"

namespace proviso::scenario_form {
namespace {

void write(JsonWriter &json, const TomlNode &node) {
    switch (node.kind) {
    case TomlKind::integer:
        json.integer(node.integer);
        break;
    case TomlKind::flag:
        json.flag(node.flag);
        break;
    case TomlKind::list:
        json.begin_list();
        for (const TomlNode &item : node.items) write(json, item);
        json.end();
        break;
    case TomlKind::table:
        json.begin_object();
        for (const TomlEntry &entry : node.entries) write(json.key(entry.key), entry.value);
        json.end();
        break;
    default:
        json.text(node.text);
    }
}

/// A number with decimals has lost its digits to the parser already, and a time without offset names no instant.
const TomlNode *unusable(const TomlNode &node) {
    if (node.kind == TomlKind::real || node.kind == TomlKind::time || node.kind == TomlKind::local_time) return &node;
    for (const TomlNode &item : node.items)
        if (const TomlNode *found = unusable(item)) return found;
    for (const TomlEntry &entry : node.entries)
        if (const TomlNode *found = unusable(entry.value)) return found;
    return nullptr;
}

std::string raw_text(const TomlNode &node) {
    if (node.kind != TomlKind::list && node.kind != TomlKind::table) return node.text;
    JsonWriter json;
    write(json, node);
    return json.take();
}

/// A date or an instant as text; resolve_event() reads it. Kinds that are neither are errors of the file.
std::string moment(TomlTable &form, std::string_view key, TomlKind kind) {
    const TomlNode *node = form.take(key);
    if (!node) return {};
    if (node->kind == kind) return node->text;
    form.fail(key,
              Error(Code::value_type,
                    "'" + std::string(key) + "' is " + std::string(toml_kind_name(node->kind)) + ", not " +
                        std::string(toml_kind_name(kind)),
                    kind == TomlKind::date ? "write it without quotes, as 2013-03-20"
                                           : "write it without quotes and with its offset, as 2013-03-20T10:00:00Z"));
    return {};
}

} // namespace

ScenarioEvent read_event(TomlTable &form) {
    ScenarioEvent event;
    RawEvent &raw = event.raw;
    raw.where = form.where();
    raw.type = form.text("type");
    raw.account = form.maybe_text("account").value_or("");
    raw.key = form.maybe_text("key").value_or("");
    raw.on = moment(form, "on", TomlKind::date);
    raw.at = moment(form, "at", TomlKind::instant);
    raw.recorded_at = moment(form, "recorded_at", TomlKind::instant);
    for (const TomlEntry &entry : form.node().entries) {
        if (form.asked(entry.key)) continue;
        const TomlNode *node = form.take(entry.key);
        if (const TomlNode *bad = unusable(*node); bad && !event.refusal)
            event.refusal = Error(Code::event_field_type,
                                  "field '" + entry.key + "' holds " + std::string(toml_kind_name(bad->kind)),
                                  bad->kind == TomlKind::real ? "write numbers with decimals in quotes"
                                                              : "write instants with their offset",
                                  form.where(entry.key));
        raw.fields.push_back({entry.key, raw_text(*node), form.where(entry.key)});
    }
    return event;
}

} // namespace proviso::scenario_form
