#include "capi/json_value.hpp"

#include <algorithm>
#include <cassert>

#include "core/json_text.hpp"
#include "core/utf8.hpp"

namespace proviso::capi {
namespace {

/// The text with U+FFFD for every byte that belongs to no well-formed character.
std::string mended(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t size = 1;
        while (size <= 4 && at + size <= text.size() && !is_utf8(text.substr(at, size))) ++size;
        const bool whole = size <= 4 && at + size <= text.size();
        out += whole ? text.substr(at, size) : std::string_view("\xEF\xBF\xBD");
        at += whole ? size : 1;
    }
    return out;
}

void append_text(std::string &out, const std::string &text) {
    append_json_string(out, is_utf8(text) ? std::string_view(text) : std::string_view(mended(text)));
}

} // namespace

Json::Json(std::initializer_list<JsonElement> elements) {
    const auto is_member = [](const JsonElement &element) {
        const Json &pair = element.peek();
        return pair.is_array() && pair.size() == 2 && pair[0].is_string();
    };
    const bool members = std::all_of(elements.begin(), elements.end(), is_member);
    kind_ = members ? Kind::object : Kind::list;
    entries_.reserve(elements.size());
    for (const JsonElement &element : elements) {
        if (!members) {
            entries_.push_back({{}, element.take()});
            continue;
        }
        Json pair = element.take();
        entries_.push_back({std::move(pair.entries_[0].value.text_), std::move(pair.entries_[1].value)});
    }
}

Json Json::array(std::vector<JsonEntry> elements) {
    Json json(Kind::list);
    json.entries_ = std::move(elements);
    return json;
}

Json Json::object(std::vector<JsonEntry> members) {
    Json json(Kind::object);
    json.entries_ = std::move(members);
    return json;
}

Json Json::decimal(std::string text) {
    Json json(Kind::decimal);
    json.text_ = std::move(text);
    return json;
}

const std::string &Json::text() const {
    assert(is_string());
    return text_;
}

bool Json::flag() const {
    assert(is_boolean());
    return number_ != 0;
}

std::uint64_t Json::number() const {
    assert(is_number_integer());
    return number_;
}

Json::const_iterator Json::find(std::string_view key) const {
    const auto found = std::find_if(entries_.begin(), entries_.end(),
                                    [&](const JsonEntry &entry) { return is_object() && entry.key == key; });
    return const_iterator(entries_.data() + (found - entries_.begin()));
}

bool Json::contains(std::string_view key) const { return find(key) != end(); }

const Json &Json::at(std::string_view key) const {
    const auto found = find(key);
    assert(found != end());
    return *found;
}

Json &Json::operator[](std::string_view key) {
    assert(is_null() || is_object());
    kind_ = Kind::object;
    for (JsonEntry &entry : entries_)
        if (entry.key == key) return entry.value;
    return entries_.emplace_back(JsonEntry{std::string(key), {}}).value;
}

const Json &Json::element(std::size_t index) const {
    assert(is_array() && index < entries_.size());
    return entries_[index].value;
}

void Json::push_back(Json element) {
    assert(is_null() || is_array());
    kind_ = Kind::list;
    entries_.push_back({{}, std::move(element)});
}

void Json::update(Json other) {
    assert(other.is_object());
    for (JsonEntry &entry : other.entries_) (*this)[entry.key] = std::move(entry.value);
}

bool Json::operator==(const Json &other) const {
    return kind_ == other.kind_ && number_ == other.number_ && text_ == other.text_ && entries_ == other.entries_;
}

void Json::append_to(std::string &out) const {
    switch (kind_) {
    case Kind::null:
        out += "null";
        return;
    case Kind::flag:
        out += number_ ? "true" : "false";
        return;
    case Kind::natural:
        out += std::to_string(number_);
        return;
    case Kind::negative:
        out += std::to_string(static_cast<std::int64_t>(number_));
        return;
    case Kind::decimal:
        out += text_;
        return;
    case Kind::text:
        append_text(out, text_);
        return;
    case Kind::list:
    case Kind::object:
        break;
    }
    out += is_object() ? '{' : '[';
    bool first = true;
    for (const JsonEntry &entry : entries_) {
        if (!first) out += ',';
        first = false;
        if (is_object()) {
            append_text(out, entry.key);
            out += ':';
        }
        entry.value.append_to(out);
    }
    out += is_object() ? '}' : ']';
}

} // namespace proviso::capi
