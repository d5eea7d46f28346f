#include "capi/json.hpp"

#include "io/json.hpp"

namespace proviso::capi {
namespace {
constexpr std::size_t bytes_max = std::size_t{512} << 20; // a rate deck is one of its texts
}

Result<Json> parse_json(std::string_view text) {
    JsonLimits limits;
    limits.bytes = bytes_max;
    PV_CHECK(
        read_json(text, {}, limits)); // strict, where the parser below is not: keys that stand twice, nesting, UTF-8
    Json value = Json::parse(text.begin(), text.end(), nullptr, /*allow_exceptions=*/false);
    if (value.is_discarded())
        return Error(Code::json_syntax, "the text holds a number that cannot be kept",
                     "write numbers with decimals as text");
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
