#include "capi/json.hpp"

#include <set>
#include <vector>

#include "core/utf8.hpp"

namespace proviso::capi {
namespace {
constexpr int depth_limit = 64;

/// Refuses what nlohmann's parser lets pass: keys that stand twice, and nesting without end.
class Strict {
  public:
    bool operator()(int depth, Json::parse_event_t event, Json &parsed) {
        using parse_event = Json::parse_event_t;
        if (depth > depth_limit) too_deep = true;
        if (event == parse_event::object_start) keys_.emplace_back();
        if (event == parse_event::object_end && !keys_.empty()) keys_.pop_back();
        if (event == parse_event::key && !keys_.empty()) {
            const auto &key = parsed.get_ref<const std::string &>();
            if (!keys_.back().insert(key).second && duplicate.empty()) duplicate = key;
        }
        return true;
    }
    bool too_deep = false;
    std::string duplicate;

  private:
    std::vector<std::set<std::string, std::less<>>> keys_;
};
} // namespace

Result<Json> parse_json(std::string_view text) {
    if (!is_utf8(text)) return Error(Code::text_not_utf8, "the JSON text is not valid UTF-8");
    Strict strict;
    const auto check = [&strict](int depth, Json::parse_event_t event, Json &parsed) {
        return strict(depth, event, parsed);
    };
    Json value = Json::parse(text.begin(), text.end(), check, /*allow_exceptions=*/false);
    if (value.is_discarded())
        return Error(Code::json_syntax, "the text is not one JSON value", "check quotes, commas and brackets");
    if (strict.too_deep) return Error(Code::input_too_large, "the JSON is nested more than 64 values deep");
    if (!strict.duplicate.empty())
        return Error(Code::key_duplicate, "the key \"" + strict.duplicate + "\" stands twice");
    return value;
}

std::string json_text(const Json &value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

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
