#include "io/cdr/mapping.hpp"

#include <algorithm>

#include "io/cdr/digits.hpp"
#include "io/toml_reader.hpp"

namespace proviso {
namespace {

constexpr std::string_view column_names[call_column_count] = {
    "account", "source",      "number", "started", "answered",  "ended", "duration",
    "seconds", "disposition", "id",     "context", "direction", "sku",   "place"};
constexpr std::size_t mapping_size_limit = 4 << 20;

bool is_column(std::string_view name) {
    return std::find(std::begin(column_names), std::end(column_names), name) != std::end(column_names);
}

Error no_column(std::string_view name) {
    return Error(Code::mapping_invalid, "'" + std::string(name) + "' is no column of calls",
                 "use account, source, number, started, answered, ended, duration, seconds, disposition, id, context, "
                 "direction, sku or place");
}

bool all_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }

/// Every key with a text for value.
void read_texts(TomlTable table, bool columns, std::map<std::string, std::string, std::less<>> &into) {
    for (const TomlEntry &entry : table.node().entries) {
        const std::string text = table.text(entry.key);
        if (columns && !is_column(entry.key))
            table.fail(entry.key, no_column(entry.key));
        else if (text.empty())
            table.fail(entry.key, Error(Code::value_range, "'" + entry.key + "' is empty", "name a column or account"));
        else
            into.insert_or_assign(entry.key, text);
    }
    table.finish();
}

std::string digits(TomlTable &table, std::string_view key, const std::string &otherwise) {
    const std::string text = table.maybe_text(key).value_or(otherwise);
    if (!all_digits(text) || text.size() > 10)
        table.fail(key, Error(Code::value_range, std::string(key) + " is not a few digits", "write digits only"));
    return text;
}

void read_numbers(TomlTable table, CallMapping &mapping) {
    mapping.country = digits(table, "country", mapping.country);
    mapping.area = digits(table, "area", mapping.area);
    mapping.strip = digits(table, "strip", mapping.strip);
    mapping.national_digits =
        static_cast<std::uint32_t>(table.maybe_integer("national_digits", 4, 14).value_or(mapping.national_digits));
    if (table.has("international")) mapping.international = table.texts("international");
    for (const std::string &prefix : mapping.international)
        if (prefix.empty() || !all_digits(prefix))
            table.fail("international", Error(Code::value_range, "'" + prefix + "' is no prefix", "write digits only"));
    table.finish();
}

void read_form(TomlTable &file, CallMapping &mapping) {
    mapping.format = file.maybe_text("format").value_or("");
    mapping.account = file.maybe_text("account").value_or("");
    mapping.time = file.maybe_text("time").value_or(mapping.time);
    if (mapping.time != "iso" && mapping.time != "d/m/y" && mapping.time != "m/d/y")
        file.fail("time",
                  Error(Code::value_range, "'" + mapping.time + "' is no form of time", "use iso, d/m/y or m/d/y"));
    if (auto table = file.maybe_table("columns")) read_texts(*table, true, mapping.columns);
    if (auto table = file.maybe_table("accounts")) read_texts(*table, false, mapping.accounts);
    if (auto table = file.maybe_table("answered")) {
        mapping.answered_values = table->texts("values", Need::required);
        table->finish();
    }
    if (auto table = file.maybe_table("internal")) {
        mapping.internal_sku = table->maybe_text("charge_as").value_or("");
        mapping.internal_contexts = table->texts("contexts");
        table->finish();
    }
    if (auto table = file.maybe_table("inbound")) {
        mapping.inbound_contexts = table->texts("contexts", Need::required);
        table->finish();
    }
    if (auto table = file.maybe_table("numbers")) read_numbers(*table, mapping);
    file.finish();
}

} // namespace

std::string_view call_column_name(CallColumn column) { return column_names[static_cast<std::size_t>(column)]; }

Result<CallMapping> read_call_mapping(std::string_view bytes, const std::string &name) {
    PV_TRY(const TomlNode root, parse_toml(bytes, name, mapping_size_limit));
    TomlErrors errors{name, {}};
    TomlTable file(root, errors, "the mapping file");
    CallMapping mapping;
    read_form(file, mapping);
    if (!errors.none()) return std::move(errors.list.front());
    return mapping;
}

Result<void> add_columns(CallMapping &mapping, std::string_view columns) {
    while (!columns.empty()) {
        const std::size_t end = std::min(columns.find(','), columns.size());
        const std::string_view part = columns.substr(0, end);
        const std::size_t equals = part.find('=');
        if (equals == std::string_view::npos || equals == 0 || equals + 1 == part.size())
            return Error(Code::mapping_invalid, "'" + std::string(part) + "' names no column",
                         "write column=header,column=header");
        const std::string_view column = part.substr(0, equals);
        if (!is_column(column)) return no_column(column);
        if (!mapping.columns.try_emplace(std::string(column), part.substr(equals + 1)).second)
            return Error(Code::mapping_invalid, "column '" + std::string(column) + "' is named twice",
                         "name each column once");
        columns.remove_prefix(std::min(end + 1, columns.size()));
    }
    return {};
}

} // namespace proviso
