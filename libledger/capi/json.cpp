#include "capi/json.hpp"

#include <charconv>

#include "io/json.hpp"

namespace proviso::capi {
namespace {
constexpr std::size_t bytes_max = std::size_t{512} << 20; // a rate deck is one of its texts

/// A whole number that 64 bits hold, with or without sign; else the text.
Json number_of(const std::string &text) {
    const char *const end = text.data() + text.size();
    std::uint64_t natural = 0;
    if (const auto read = std::from_chars(text.data(), end, natural); read.ec == std::errc() && read.ptr == end)
        return natural;
    std::int64_t whole = 0;
    if (const auto read = std::from_chars(text.data(), end, whole); read.ec == std::errc() && read.ptr == end)
        return whole;
    return Json::decimal(text);
}

Json value_of(JsonNode node) {
    switch (node.kind) {
    case JsonKind::null:
        return {};
    case JsonKind::flag:
        return node.flag;
    case JsonKind::number:
        return number_of(node.text);
    case JsonKind::text:
        return std::move(node.text);
    case JsonKind::list:
    case JsonKind::object:
        break;
    }
    std::vector<JsonEntry> entries; // the reader let no key stand twice
    entries.reserve(node.items.size() + node.members.size());
    for (JsonNode &item : node.items) entries.push_back({{}, value_of(std::move(item))});
    for (JsonMember &member : node.members)
        entries.push_back({std::move(member.key), value_of(std::move(member.value))});
    return node.kind == JsonKind::list ? Json::array(std::move(entries)) : Json::object(std::move(entries));
}

} // namespace

Result<Json> parse_json(std::string_view text) {
    JsonLimits limits;
    limits.bytes = bytes_max;
    PV_TRY(JsonNode root, read_json(text, {}, limits));
    return value_of(std::move(root));
}

std::string json_text(const Json &value) {
    std::string out;
    value.append_to(out);
    return out;
}

Json to_json(Day day) { return day.text(); }
Json to_json(Instant instant) { return instant.text(); }
Json to_json(std::optional<Day> day) { return day ? Json(day->text()) : Json(nullptr); }
Json to_json(std::optional<Instant> instant) { return instant ? Json(instant->text()) : Json(nullptr); }

Json to_json(const Value &value) {
    if (const auto *number = std::get_if<Ratio>(&value)) {
        const Int128 whole = number->numerator();
        if (number->is_integer() && whole >= INT64_MIN && whole <= INT64_MAX) return static_cast<std::int64_t>(whole);
        return number->text();
    }
    if (const auto *truth = std::get_if<bool>(&value)) return *truth;
    return value_text(value);
}

Json to_json(const std::vector<std::string> &texts) {
    Json list = Json::array();
    for (const std::string &text : texts) list.push_back(text);
    return list;
}

Json to_json(const Error &error) {
    Json out = {{"code", code_name(error.code)},
                {"message", error.what.empty() ? std::string(code_text(error.code)) : error.what}};
    if (!error.where.empty()) out["where"] = error.where;
    if (!error.clause.empty()) out["clause"] = error.clause;
    if (!error.todo.empty()) out["todo"] = error.todo;
    return out;
}

} // namespace proviso::capi
