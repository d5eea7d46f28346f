// calc: the library's calculations by hand. The verbs and their options come from the library's own list.
#include <algorithm>

#include "failure.hpp"
#include "session.hpp"

namespace proviso::cli {
namespace {

std::string option_of(std::string name) {
    std::replace(name.begin(), name.end(), '_', '-');
    return name;
}

const std::vector<Option> shared_options = {
    {"pack", "PACK", "the rule pack: a name, or a file", true},
    {"reading", "R=NAME", "take another option of a reading", false, true},
    {"all-readings", "", "one row for each option of each reading used"},
    {"set", "PARAMETER=VALUE", "give a parameter a value", false, true},
    {"on", "DATE", "the day whose values of the pack count"},
    {"explain", "", "also how it was worked out"},
};

bool is_list_of_objects(const Json &value) { return value.is_array() && !value.empty() && value.front().is_object(); }

/// The columns of a list of objects: the keys of the first.
std::vector<Column> columns_of(const Json &rows) {
    std::vector<Column> columns;
    for (const auto &[key, value] : rows.front().items()) columns.push_back({key, key});
    return columns;
}

std::vector<Json> rows_of(const Json &list) { return {list.begin(), list.end()}; }

/// One row per option, its outputs spread into columns.
std::vector<Json> alternative_rows(const Json &list) {
    std::vector<Json> rows;
    for (const Json &alternative : list) {
        Json row = {
            {"reading", alternative["reading"]}, {"option", alternative["option"]}, {"chosen", alternative["chosen"]}};
        for (const auto &[key, value] : alternative.items())
            if (key != "clauses" && key != "readings" && key != "rounding" && !is_list_of_objects(value))
                row[key] = value;
        if (alternative.contains("error")) row["error"] = alternative["error"]["message"];
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<Column> alternative_columns(const std::vector<Json> &rows) {
    std::vector<Column> columns;
    for (const Json &row : rows)
        for (const auto &[key, value] : row.items())
            if (std::none_of(columns.begin(), columns.end(),
                             [&key = key](const Column &column) { return column.key == key; }))
                columns.push_back({key, key});
    return columns;
}

void print_table(const Json &result, bool explain) {
    std::vector<Json> facts;
    std::string lists;
    for (const auto &[key, value] : result.items()) {
        if (key == "schema" || key == "calculation" || key == "explanation" || key == "all_readings") continue;
        if (is_list_of_objects(value))
            lists += "\n" + table_text(columns_of(value), rows_of(value));
        else
            facts.push_back({{"what", key}, {"value", cell(result, key)}});
    }
    print(table_text({{"what", "what"}, {"value", "value"}}, facts) + lists);
    if (result.contains("all_readings")) {
        const std::vector<Json> rows = alternative_rows(result["all_readings"]);
        print("\n" + table_text(alternative_columns(rows), rows));
    }
    if (explain) print("\n" + result["explanation"].get<std::string>());
}

void print_csv(const Json &result) {
    if (result.contains("all_readings")) {
        const std::vector<Json> rows = alternative_rows(result["all_readings"]);
        return print(csv_text(alternative_columns(rows), rows));
    }
    for (const auto &[key, value] : result.items())
        if (is_list_of_objects(value)) return print(csv_text(columns_of(value), rows_of(value)));
    std::vector<Column> columns;
    for (const auto &[key, value] : result.items())
        if (key != "schema" && key != "explanation") columns.push_back({key, key});
    print(csv_text(columns, {result}));
}

int run(Session &session, const Invocation &invocation, const std::string &method,
        const std::vector<std::string> &inputs) {
    Json arguments = {{"pack", session.add_pack(invocation.text("pack"))}, {"inputs", Json::object()}};
    session.add_data();
    for (const std::string &input : inputs)
        if (invocation.has(option_of(input))) arguments["inputs"][input] = invocation.text(option_of(input));
    arguments["readings"] = pairs(invocation, "reading");
    arguments["set"] = pairs(invocation, "set");
    if (invocation.has("on")) arguments["on"] = invocation.text("on");
    if (invocation.has("all-readings")) arguments["all_readings"] = true;
    Json result = session.ask(method, arguments);
    if (session.format() == "csv")
        print_csv(result);
    else if (session.format() == "table")
        print_table(result, invocation.has("explain"));
    else {
        if (!invocation.has("explain")) result.erase("explanation");
        print(json_text(result));
    }
    return exit_ok;
}

/// The library's list of methods.
Json methods() {
    pv_ctx *context = nullptr;
    pv_error *error = nullptr;
    check(pv_ctx_new(nullptr, &context, &error), error);
    const Context owned(context);
    pv_buffer *made = nullptr;
    check(pv_call_json(context, nullptr, "methods", 7, nullptr, 0, &made, &error), error);
    const Buffer buffer(made);
    return Json::parse(pv_buffer_data(made), pv_buffer_data(made) + pv_buffer_size(made))["methods"];
}

} // namespace

void add_calc(std::vector<Verb> &verbs) {
    for (const Json &method : methods()) {
        if (!method.contains("inputs")) continue;
        const std::string name = method["name"].get<std::string>();
        Verb verb;
        verb.name = "calc " + name.substr(name.find('.') + 1);
        verb.summary = method["summary"].get<std::string>();
        verb.formats = "table json csv";
        std::vector<std::string> inputs;
        for (const Json &input : method["inputs"]) {
            inputs.push_back(input["name"].get<std::string>());
            verb.options.push_back({option_of(inputs.back()), "VALUE", input["summary"].get<std::string>(),
                                    input["required"].get<bool>()});
        }
        verb.options.insert(verb.options.end(), shared_options.begin(), shared_options.end());
        verb.run = [name, inputs](Session &session, const Invocation &invocation) {
            return run(session, invocation, name, inputs);
        };
        verbs.push_back(std::move(verb));
    }
}

} // namespace proviso::cli
