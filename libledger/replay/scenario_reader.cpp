#include "replay/scenario_reader.hpp"

#include <algorithm>

namespace proviso {
namespace scenario_form {
namespace {

bool is_scalar(const TomlNode &node) {
    switch (node.kind) {
    case TomlKind::text:
    case TomlKind::integer:
    case TomlKind::flag:
    case TomlKind::date:
    case TomlKind::instant:
        return true;
    default:
        return false;
    }
}

void flatten(TomlTable &form, const TomlNode &table, const std::string &prefix,
             std::map<std::string, std::string, std::less<>> &out) {
    for (const TomlEntry &entry : table.entries) {
        const std::string name = prefix + entry.key;
        if (entry.value.kind == TomlKind::table)
            flatten(form, entry.value, name + ".", out);
        else if (is_scalar(entry.value))
            out.insert_or_assign(name, entry.value.text);
        else
            form.fail_at(entry.value.place,
                         Error(Code::value_type, "'" + name + "' is " + std::string(toml_kind_name(entry.value.kind)),
                               "write numbers with decimals in quotes"));
    }
}

} // namespace

std::map<std::string, std::string, std::less<>> read_scalars(TomlTable &form, std::string_view key) {
    std::map<std::string, std::string, std::less<>> out;
    if (const TomlNode *node = form.take_table(key)) flatten(form, *node, {}, out);
    return out;
}

Choices read_choices(TomlTable &form, std::string_view key) {
    Choices choices;
    const TomlNode *node = form.take_table(key);
    if (!node) return choices;
    for (const TomlEntry &entry : node->entries) {
        if (entry.value.kind == TomlKind::text)
            choices.insert_or_assign(entry.key, entry.value.text);
        else
            form.fail_at(entry.value.place,
                         Error(Code::value_type, "the option of " + entry.key + " is not a text", "put it in quotes"));
    }
    return choices;
}

Choices read_reading_texts(TomlTable &form, std::string_view key) {
    Choices choices;
    const TomlNode *node = form.take(key);
    if (!node) return choices;
    const bool list = node->kind == TomlKind::list;
    for (std::size_t i = 0; i < (list ? node->items.size() : 1); ++i) {
        const TomlNode &item = list ? node->items[i] : *node;
        const std::size_t split = item.kind == TomlKind::text ? item.text.find('=') : std::string::npos;
        if (split == std::string::npos || split == 0 || split + 1 == item.text.size())
            form.fail_at(item.place, Error(Code::value_range, "a reading is written as id=option", "correct it"));
        else
            choices.insert_or_assign(item.text.substr(0, split), item.text.substr(split + 1));
    }
    return choices;
}

} // namespace scenario_form

namespace {
using namespace scenario_form;

ExpectedUnder read_under(TomlTable &form) {
    ExpectedUnder under;
    under.where = form.where();
    under.readings = read_reading_texts(form, "reading");
    under.set = read_scalars(form, "set");
    under.expect = read_expectations(form);
    under.expect.exhaustive = form.flag("exhaustive", false);
    if (form.has("date")) under.expect.documents.push_back(read_document(form)); // the short form: one invoice
    if (!form.has("reading") && !form.has("set"))
        form.fail(
            {}, Error(Code::key_missing, "expect.under names neither a reading nor a parameter", "add reading or set"));
    form.finish();
    return under;
}

void read_head(TomlTable &form, Scenario &scenario) {
    scenario.id = form.text("id");
    scenario.title = form.maybe_text("title").value_or("");
    scenario.packs = form.texts("packs");
    if (auto pack = form.maybe_text("pack")) {
        if (!scenario.packs.empty())
            form.fail("pack", Error(Code::value_range, "pack and packs stand together", "keep one of them"));
        scenario.packs = {*pack};
    }
    if (scenario.packs.empty())
        form.fail({}, Error(Code::key_missing, "the scenario names no pack", "add packs = [\"...\"]"));
    scenario.clauses = form.texts("clauses");
    scenario.through = form.day("through");
    scenario.zone = form.maybe_text("zone").value_or("");
    scenario.expect.exhaustive = form.flag("exhaustive", false);
    scenario.readings = read_choices(form, "readings");
    scenario.set = read_scalars(form, "set");
    form.finish();
}

} // namespace

ScenarioFile read_scenario(std::string_view bytes, const std::string &name) {
    ScenarioFile file;
    Result<TomlNode> root = parse_toml(bytes, name, scenario_size_limit);
    if (!root) {
        file.errors.push_back(std::move(root).error());
        return file;
    }
    TomlErrors errors{name, {}};
    TomlTable form(*root, errors, "the scenario file");
    Scenario &scenario = file.scenario;
    scenario.file = name;
    TomlTable head = form.table("scenario", Need::required);
    read_head(head, scenario);
    for (TomlTable &event : form.tables("event", "event")) scenario.events.push_back(read_event(event));
    if (scenario.events.size() > scenario_events_limit)
        form.fail("event", Error(Code::input_too_large, "the scenario has more than 100,000 events", "split it"));
    const auto seals = std::count_if(scenario.events.begin(), scenario.events.end(), [](const ScenarioEvent &event) {
        return event.raw.type == "documents.finalized" || event.raw.type == "period.closed";
    });
    if (static_cast<std::size_t>(seals) > scenario_runs_limit)
        form.fail("event", Error(Code::input_too_large, "time is sealed more than 1,000 times", "split the scenario"));
    const bool exhaustive = scenario.expect.exhaustive;
    TomlTable expect = form.table("expect");
    scenario.expect = read_expectations(expect);
    scenario.expect.exhaustive = exhaustive;
    for (TomlTable &under : expect.tables("under", "under")) scenario.under.push_back(read_under(under));
    if (scenario.under.size() > scenario_runs_limit)
        expect.fail("under",
                    Error(Code::input_too_large, "more than 1,000 other readings are asked for", "split the scenario"));
    expect.finish();
    form.finish();
    file.errors = std::move(errors.list);
    return file;
}

} // namespace proviso
