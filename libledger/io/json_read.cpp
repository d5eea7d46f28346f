// The only file of io/ that includes nlohmann's parser: its callback form keeps the raw text of numbers and lets us
// refuse early.
#include <algorithm>
#include <optional>

#include <nlohmann/json.hpp>

#include "io/json.hpp"

namespace proviso {
namespace {

class Builder final : public nlohmann::json_sax<nlohmann::json> {
  public:
    Builder(const std::string &name, std::size_t depth) : name_(name), depth_(depth) {}

    JsonNode root;
    std::optional<Error> error;

    bool null() override { return put({}); }
    bool boolean(bool value) override {
        JsonNode node;
        node.kind = JsonKind::flag;
        node.flag = value;
        return put(std::move(node));
    }
    bool number_integer(number_integer_t value) override { return number(std::to_string(value)); }
    bool number_unsigned(number_unsigned_t value) override { return number(std::to_string(value)); }
    bool number_float(number_float_t, const string_t &raw) override { return number(raw); }
    bool string(string_t &value) override {
        JsonNode node;
        node.kind = JsonKind::text;
        node.text = std::move(value);
        return put(std::move(node));
    }
    bool binary(binary_t &) override { return false; }
    bool start_object(std::size_t) override { return open(JsonKind::object); }
    bool start_array(std::size_t) override { return open(JsonKind::list); }
    bool key(string_t &value) override {
        open_.back()->members.push_back({std::move(value), {}});
        return true;
    }
    bool end_object() override {
        std::vector<std::string_view> keys;
        for (const JsonMember &member : open_.back()->members) keys.push_back(member.key);
        std::sort(keys.begin(), keys.end());
        auto twice = std::adjacent_find(keys.begin(), keys.end());
        if (twice != keys.end()) {
            error = Error(Code::key_duplicate, "the key '" + std::string(*twice) + "' stands twice", "keep one of them",
                          place(pointer()));
            return false;
        }
        open_.pop_back();
        return true;
    }
    bool end_array() override {
        open_.pop_back();
        return true;
    }
    bool parse_error(std::size_t position, const std::string &, const nlohmann::detail::exception &thrown) override {
        const std::string what = thrown.what();
        const bool utf8 = what.find("UTF-8") != std::string::npos;
        error = Error(utf8 ? Code::text_not_utf8 : Code::json_syntax,
                      utf8 ? "the text is not valid UTF-8" : "the text is not one JSON value",
                      utf8 ? "save it as UTF-8" : "check quotes, commas and brackets",
                      place("byte " + std::to_string(position)));
        return false;
    }

  private:
    std::string place(const std::string &inside) const { return name_.empty() ? inside : name_ + ":" + inside; }

    bool number(std::string text) {
        JsonNode node;
        node.kind = JsonKind::number;
        node.text = std::move(text);
        return put(std::move(node));
    }
    bool put(JsonNode node) {
        slot() = std::move(node);
        return true;
    }
    bool open(JsonKind kind) {
        if (open_.size() >= depth_) {
            error = Error(Code::input_too_large, "values are nested more than " + std::to_string(depth_) + " deep", {},
                          place(pointer()));
            return false;
        }
        JsonNode &node = slot();
        node.kind = kind;
        open_.push_back(&node);
        return true;
    }
    /// Where the next value goes. Parents do not move while they are open: only the innermost one grows.
    JsonNode &slot() {
        if (open_.empty()) return root;
        JsonNode &parent = *open_.back();
        return parent.kind == JsonKind::list ? parent.items.emplace_back() : parent.members.back().value;
    }
    /// JSON pointer (RFC 6901) of the innermost open value.
    std::string pointer() const {
        std::string out;
        for (std::size_t i = 0; i + 1 < open_.size(); ++i) {
            const JsonNode &node = *open_[i];
            out += '/';
            if (node.kind == JsonKind::list) {
                out += std::to_string(node.items.size() - 1);
                continue;
            }
            for (char c : node.members.back().key)
                if (c == '~')
                    out += "~0";
                else if (c == '/')
                    out += "~1";
                else
                    out += c;
        }
        return out.empty() ? "/" : out;
    }

    const std::string &name_;
    std::size_t depth_;
    std::vector<JsonNode *> open_;
};

} // namespace

const JsonNode *JsonNode::find(std::string_view key) const {
    auto it = std::find_if(members.begin(), members.end(), [&](const JsonMember &member) { return member.key == key; });
    return it != members.end() ? &it->value : nullptr;
}

Result<JsonNode> read_json(std::string_view bytes, const std::string &name, JsonLimits limits) {
    if (bytes.size() > limits.bytes)
        return Error(Code::input_too_large, "the JSON has more than " + std::to_string(limits.bytes) + " bytes",
                     "split it", name);
    try {
        Builder builder(name, limits.depth);
        const bool good = nlohmann::json::sax_parse(bytes.begin(), bytes.end(), &builder);
        if (builder.error) return std::move(*builder.error);
        if (!good)
            return Error(Code::json_syntax, "the text is not one JSON value", "check quotes, commas and brackets",
                         name);
        return std::move(builder.root);
    } catch (const std::bad_alloc &) {
        return Error(Code::out_of_memory, {}, {}, name);
    } catch (const std::exception &) {
        return Error(Code::json_syntax, "the text is not one JSON value", "check quotes, commas and brackets", name);
    }
}

} // namespace proviso
