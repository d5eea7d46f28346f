#include "capi/calc.hpp"

#include "capi/terms.hpp"
#include "core/engine/calculations.hpp"

namespace proviso::capi {
namespace {

constexpr Arg calc_args[] = {
    {"pack", ArgKind::text, true, "the id of a pack of the context"},
    {"inputs", ArgKind::object, true, "the calculation's inputs by name, all as texts"},
    {"readings", ArgKind::object, false, "readings to take instead of the defaults: id to option"},
    {"set", ArgKind::object, false, "parameters to set: id to value as text"},
    {"on", ArgKind::day, false, "the day whose values of the pack count; default: the first that the pack has"},
    {"all_readings", ArgKind::flag, false, "also what each option of each reading used would give"},
};

/// Puts a named output in place: "periods.0.start" becomes {"periods":[{"start":...}]}.
void place(Json &object, std::string_view path, Json value) {
    const std::size_t dot = path.find('.');
    const std::string_view head = path.substr(0, dot);
    const bool is_index = !head.empty() && head.find_first_not_of("0123456789") == std::string_view::npos;
    if (object.is_null()) object = is_index ? Json::array() : Json::object();
    Json *child = nullptr;
    if (object.is_array()) {
        std::size_t index = 0;
        for (const char digit : head) index = index * 10 + static_cast<std::size_t>(digit - '0');
        while (object.size() <= index) object.push_back(nullptr);
        child = &object[index];
    } else {
        child = &object[std::string(head)];
    }
    if (dot == std::string_view::npos)
        *child = std::move(value);
    else
        place(*child, path.substr(dot + 1), std::move(value));
}

Json readings_json(const std::vector<ReadingUse> &uses) {
    Json out = Json::object();
    for (const ReadingUse &use : uses) out[use.reading] = use.option;
    return out;
}

/// What a calculation gave, in the order in which people read it.
void append_calculation(Json &out, const Terms &terms, const Calculation &result) {
    if (result.amount) {
        out["amount"] = result.amount->text();
        out["currency"] = result.amount->currency().code();
        out["exact"] = result.exact.text();
    }
    if (result.fraction) out["fraction"] = result.fraction->text();
    out["clauses"] = to_json(result.clauses);
    out["readings"] = readings_json(result.readings);
    if (result.amount) {
        if (const auto rounding = terms.option("rounding.mode"); rounding)
            out["rounding"] = {{"mode", rounding->option}, {"reading", rounding->reading->id}};
    }
    for (const auto &[name, value] : result.outputs) place(out, name, to_json(value));
}

Result<Json> alternatives_json(const Context &context, const Terms &terms, std::string_view name,
                               const Inputs &inputs) {
    PV_TRY(const std::vector<Alternative> rows, all_readings(terms, name, inputs, context.all_calendars()));
    Json list = Json::array();
    for (const Alternative &row : rows) {
        Json entry = {{"reading", row.reading}, {"option", row.option}, {"chosen", row.chosen}};
        if (row.result)
            append_calculation(entry, terms, *row.result);
        else
            entry["error"] = to_json(row.result.error());
        list.push_back(std::move(entry));
    }
    return list;
}

} // namespace

Result<Answer> run_calculation(const Context &context, std::string_view name, const Json &arguments) {
    if (!calculation(name))
        return Error(Code::calc_unknown, "there is no calculation \"" + std::string(name) + "\"",
                     "see the methods that begin with \"calc.\"", std::string(name));
    PV_CHECK(check_arguments(calc_args, arguments));
    const Call call(context, nullptr, arguments);
    PV_TRY(const LoadedPack *loaded, context.pack(call.text("pack")));
    PV_TRY(const Terms terms, terms_of(context, loaded->value, call));
    PV_TRY(const auto given, call.texts_of("inputs"));
    const Inputs inputs(given.begin(), given.end());
    PV_TRY(const Calculation result, calculate(terms, name, inputs));
    Json out = schema("calc");
    out["calculation"] = name;
    out["pack"] = terms.pack().id;
    append_calculation(out, terms, result);
    if (call.flag("all_readings")) { PV_TRY(out["all_readings"], alternatives_json(context, terms, name, inputs)); }
    out["explanation"] = derivation_text(result.derivation);
    return Answer{std::move(out), {}};
}

Json describe_calculations() {
    Json rows = Json::array();
    for (const CalculationSpec &spec : calculations()) {
        Json inputs = Json::array();
        for (const InputSpec &input : spec.inputs)
            inputs.push_back({{"name", input.name}, {"required", input.required}, {"summary", input.summary}});
        rows.push_back({{"name", std::string(calc_prefix) + std::string(spec.name)},
                        {"summary", spec.summary},
                        {"book", false},
                        {"arguments", describe(calc_args)},
                        {"inputs", std::move(inputs)}});
    }
    return rows;
}

} // namespace proviso::capi
