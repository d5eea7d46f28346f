#include "capi/method.hpp"

#include <algorithm>

#include "core/closest.hpp"

namespace proviso::capi {
namespace {
std::string_view kind_name(ArgKind kind) {
    switch (kind) {
    case ArgKind::text:
        return "text";
    case ArgKind::flag:
        return "flag";
    case ArgKind::count:
        return "count";
    case ArgKind::day:
        return "day";
    case ArgKind::instant:
        return "instant";
    case ArgKind::object:
        return "object";
    case ArgKind::list:
        return "list";
    }
    return "";
}

Error invalid(const Arg &arg, std::string what, std::string todo) {
    return Error(Code::argument_invalid, std::move(what), std::move(todo), std::string(arg.name));
}

/// A day stands for the whole of it: what was known at its end.
Result<Instant> read_instant(std::string_view text) {
    if (text.size() == 10) {
        PV_TRY(const Day day, Day::parse(text));
        return Instant((std::int64_t{day.number()} + 1) * 86'400'000'000 - 1);
    }
    return Instant::parse(text);
}

Result<void> check_value(const Arg &arg, const Json &value) {
    switch (arg.kind) {
    case ArgKind::text:
        if (!value.is_string()) return invalid(arg, "the argument is not a text", "write it in quotes");
        break;
    case ArgKind::flag:
        if (!value.is_boolean()) return invalid(arg, "the argument is not true or false", "write true or false");
        break;
    case ArgKind::count:
        if (!value.is_number_unsigned())
            return invalid(arg, "the argument is not a whole number of 0 or more", "write digits only");
        break;
    case ArgKind::day:
        if (!value.is_string()) return invalid(arg, "the argument is not a date", "write it as \"2013-03-20\"");
        if (const auto day = Day::parse(value.text()); !day) return Error(day.error()).at(std::string(arg.name));
        break;
    case ArgKind::instant:
        if (!value.is_string())
            return invalid(arg, "the argument is not an instant", "write it as \"2013-03-20T10:00:00Z\"");
        if (const auto at = read_instant(value.text()); !at) return Error(at.error()).at(std::string(arg.name));
        break;
    case ArgKind::object:
        if (!value.is_object()) return invalid(arg, "the argument is not an object", "write it in { }");
        break;
    case ArgKind::list:
        if (!value.is_array()) return invalid(arg, "the argument is not a list", "write it in [ ]");
        break;
    }
    return {};
}

} // namespace

bool Call::has(std::string_view name) const { return arguments_->contains(name); }

const Json &Call::value(std::string_view name) const {
    static const Json none;
    const auto found = arguments_->find(name);
    return found == arguments_->end() ? none : *found;
}
std::string Call::text(std::string_view name) const {
    const Json &given = value(name);
    return given.is_string() ? given.get<std::string>() : std::string();
}
bool Call::flag(std::string_view name, bool otherwise) const {
    const Json &given = value(name);
    return given.is_boolean() ? given.get<bool>() : otherwise;
}
std::uint64_t Call::count(std::string_view name, std::uint64_t otherwise) const {
    const Json &given = value(name);
    return given.is_number_unsigned() ? given.get<std::uint64_t>() : otherwise;
}
std::optional<Day> Call::day(std::string_view name) const {
    const Json &given = value(name);
    if (!given.is_string()) return std::nullopt;
    const auto parsed = Day::parse(given.text());
    return parsed ? std::optional(*parsed) : std::nullopt;
}
std::optional<Instant> Call::instant(std::string_view name) const {
    const Json &given = value(name);
    if (!given.is_string()) return std::nullopt;
    const auto parsed = read_instant(given.text());
    return parsed ? std::optional(*parsed) : std::nullopt;
}
Result<std::vector<std::pair<std::string, std::string>>> Call::texts_of(std::string_view name) const {
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const auto &[key, given] : value(name).items()) {
        if (!given.is_string())
            return Error(Code::argument_invalid, "the value is not a text", "write it in quotes",
                         std::string(name) + "." + key);
        pairs.emplace_back(key, given.get<std::string>());
    }
    return pairs;
}

const std::vector<Method> &methods() {
    static const std::vector<Method> all = [] {
        std::vector<Method> rows;
        for (const auto table : {account_methods(), bill_methods(), book_methods(), choice_methods(), compare_methods(),
                                 document_methods(), journal_methods(), license_methods(), pack_methods(),
                                 privacy_methods(), replay_methods(), revision_methods(), suspense_methods()})
            rows.insert(rows.end(), table.begin(), table.end());
        std::stable_sort(rows.begin(), rows.end(), [](const Method &a, const Method &b) { return a.name < b.name; });
        return rows;
    }();
    return all;
}

const Method *find_method(std::string_view name) {
    for (const Method &method : methods())
        if (method.name == name) return &method;
    return nullptr;
}

Result<void> check_arguments(std::span<const Arg> args, const Json &arguments) {
    if (!arguments.is_object())
        return Error(Code::json_syntax, "the arguments are not one JSON object", "write them in { }");
    std::vector<std::string_view> names;
    for (const Arg &arg : args) names.push_back(arg.name);
    for (const auto &[key, value] : arguments.items())
        if (std::find(names.begin(), names.end(), key) == names.end())
            return Error(Code::argument_unknown, "the call has no argument \"" + key + "\"",
                         suggest_name(key, names, "see the method's arguments in `methods`"), key);
    for (const Arg &arg : args)
        if (arg.required && !arguments.contains(arg.name))
            return Error(Code::argument_missing, "the argument \"" + std::string(arg.name) + "\" is missing",
                         "give " + std::string(arg.summary), std::string(arg.name));
    for (const Arg &arg : args)
        if (const auto given = arguments.find(arg.name); given != arguments.end()) PV_CHECK(check_value(arg, *given));
    return {};
}

Json describe(std::span<const Arg> args) {
    Json rows = Json::array();
    for (const Arg &arg : args)
        rows.push_back(
            {{"name", arg.name}, {"kind", kind_name(arg.kind)}, {"required", arg.required}, {"summary", arg.summary}});
    return rows;
}

Json schema(std::string_view name) { return {{"schema", "proviso." + std::string(name) + "/1"}}; }

} // namespace proviso::capi
