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

std::optional<Instant> instant(TomlTable &form, std::string_view key) {
    const TomlNode *node = form.take(key);
    if (!node) return std::nullopt;
    if (node->kind == TomlKind::instant || node->kind == TomlKind::text) {
        Result<Instant> parsed = Instant::parse(node->text);
        if (parsed) return *parsed;
        form.fail(key, std::move(parsed).error());
        return std::nullopt;
    }
    form.fail(key,
              Error(Code::value_type,
                    "'" + std::string(key) + "' is " + std::string(toml_kind_name(node->kind)) + ", not an instant",
                    "write it with its offset, as 2013-03-20T10:00:00Z"));
    return std::nullopt;
}

} // namespace

ScenarioEvent read_event(TomlTable &form) {
    ScenarioEvent event;
    event.where = form.where();
    event.type = form.text("type");
    event.account = form.maybe_text("account").value_or("");
    event.key = form.maybe_text("key").value_or("");
    event.on = form.maybe_day("on");
    event.at = instant(form, "at");
    event.recorded_at = instant(form, "recorded_at");
    if (event.on && event.at)
        form.fail("at", Error(Code::value_range, "the event has both on and at", "keep one of them"));
    for (const TomlEntry &entry : form.node().entries) {
        if (form.asked(entry.key)) continue;
        const TomlNode *node = form.take(entry.key);
        if (const TomlNode *bad = unusable(*node); bad && !event.refusal)
            event.refusal = Error(Code::event_field_type,
                                  "field '" + entry.key + "' holds " + std::string(toml_kind_name(bad->kind)),
                                  bad->kind == TomlKind::real ? "write numbers with decimals in quotes"
                                                              : "write instants with their offset",
                                  form.where(entry.key));
        event.fields.push_back({entry.key, raw_text(*node), form.where(entry.key)});
    }
    return event;
}

} // namespace proviso::scenario_form
