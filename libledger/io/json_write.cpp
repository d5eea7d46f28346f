#include <cassert>
#include <utility>

#include "core/json_text.hpp"
#include "io/json.hpp"

namespace proviso {

void JsonWriter::before_value() {
    assert(open_.empty() ? out_.empty() : keyed_ == (open_.back() == '{'));
    if (!keyed_ && !first_) out_ += ',';
    first_ = false;
    keyed_ = false;
}

JsonWriter &JsonWriter::begin_object() {
    before_value();
    out_ += '{';
    open_ += '{';
    first_ = true;
    return *this;
}

JsonWriter &JsonWriter::begin_list() {
    before_value();
    out_ += '[';
    open_ += '[';
    first_ = true;
    return *this;
}

JsonWriter &JsonWriter::end() {
    assert(!open_.empty() && !keyed_);
    out_ += open_.back() == '{' ? '}' : ']';
    open_.pop_back();
    first_ = false;
    return *this;
}

JsonWriter &JsonWriter::key(std::string_view key) {
    assert(!open_.empty() && open_.back() == '{' && !keyed_);
    if (!first_) out_ += ',';
    first_ = false;
    append_json_string(out_, key);
    out_ += ':';
    keyed_ = true;
    return *this;
}

JsonWriter &JsonWriter::text(std::string_view value) {
    before_value();
    append_json_string(out_, value);
    return *this;
}

JsonWriter &JsonWriter::integer(std::int64_t value) { return raw(std::to_string(value)); }
JsonWriter &JsonWriter::flag(bool value) { return raw(value ? "true" : "false"); }
JsonWriter &JsonWriter::null() { return raw("null"); }

JsonWriter &JsonWriter::raw(std::string_view json) {
    before_value();
    out_ += json;
    return *this;
}

std::string JsonWriter::take() {
    assert(open_.empty());
    first_ = true;
    return std::exchange(out_, {});
}

} // namespace proviso
