// Canonical bytes of derivations. One object: "calculation", "steps", "readings"; each step's members stand in the
// order written here, and those that have their usual value are left out. A value's key tells its type: "number"
// (reduced, as text), "day", "text", "truth". The reader takes these bytes and no others: what it accepts, the writer
// gives back unchanged.
#include <array>
#include <charconv>

#include "core/explain/derivation.hpp"
#include "core/json_text.hpp"

namespace proviso {
namespace {

constexpr std::size_t step_bytes_usual = 120;
constexpr std::size_t steps_usual = 16;

bool rounds(Op op) { return op == Op::round || op == Op::power; }

void append_integer(std::string &out, std::int64_t value) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.append(digits.data(), end);
}

void append_member(std::string &out, std::string_view key, std::string_view text) {
    if (text.empty()) return;
    out += key;
    append_json_string(out, text);
}

void append_value(std::string &out, const Value &value) {
    if (const auto *flag = std::get_if<bool>(&value)) {
        out += *flag ? R"(,"truth":true)" : R"(,"truth":false)";
    } else if (const auto *number = std::get_if<Ratio>(&value)) {
        out += R"(,"number":")";
        out += number->text();
        out += '"';
    } else if (const auto *day = std::get_if<Day>(&value)) {
        out += R"(,"day":")";
        out += day->text();
        out += '"';
    } else {
        out += R"(,"text":)";
        append_json_string(out, *std::get_if<std::string>(&value));
    }
}

void append_step(std::string &out, const Step &step) {
    out += R"({"op":")";
    out += op_name(step.op);
    out += '"';
    append_member(out, R"(,"name":)", step.name);
    append_value(out, step.value);
    if (!step.args.empty()) {
        out += R"(,"args":[)";
        for (const std::uint32_t arg : step.args) {
            append_integer(out, arg);
            out += ',';
        }
        out.back() = ']';
    }
    append_member(out, R"(,"source":)", step.source);
    if (!step.clauses.empty()) {
        out += R"(,"clauses":[)";
        for (const std::string &clause : step.clauses) {
            append_json_string(out, clause);
            out += ',';
        }
        out.back() = ']';
    }
    append_member(out, R"(,"reading":)", step.reading);
    append_member(out, R"(,"option":)", step.option);
    if (rounds(step.op)) {
        append_member(out, R"(,"rounding":)", rounding_name(step.rounding));
        out += R"(,"decimals":)";
        append_integer(out, step.decimals);
    }
    out += '}';
}

class Reader {
  public:
    explicit Reader(std::string_view json) : json_(json), cursor_(json) {}

    Result<Derivation> derivation() {
        Derivation derivation;
        cursor_.expect(R"({"calculation":)");
        derivation.calculation = string();
        cursor_.expect(R"(,"steps":[)");
        if (cursor_.peek() == '{') {
            derivation.steps.reserve(steps_usual);
            do step(derivation.steps.emplace_back());
            while (cursor_.accept(','));
        }
        cursor_.expect(R"(],"readings":{)");
        while (cursor_.ok() && cursor_.peek() == '"') {
            ReadingUse use;
            use.reading = string();
            cursor_.expect(":");
            use.option = string();
            if (!derivation.readings.empty() && derivation.readings.back().reading >= use.reading) cursor_.fail();
            derivation.readings.push_back(std::move(use));
            if (!cursor_.accept(',')) break;
            if (cursor_.peek() != '"') cursor_.fail(); // a comma too many
        }
        cursor_.expect("}}");
        if (!cursor_.ok()) return cursor_.error("the derivation");
        return derivation;
    }
    [[nodiscard]] const JsonCursor &cursor() const { return cursor_; }

  private:
    /// A text as the writer writes it. Without escapes that is the text itself between quotes; DEL alone could stand
    /// there and be written otherwise.
    std::string string() {
        const std::size_t start = cursor_.position();
        std::string text = cursor_.string();
        if (!cursor_.ok()) return text;
        const std::size_t length = cursor_.position() - start;
        if (length == text.size() + 2 && text.find('\x7f') == std::string::npos) return text;
        std::string written;
        append_json_string(written, text);
        if (json_.substr(start, length) != written) cursor_.fail();
        return text;
    }

    /// A whole number as the writer writes it.
    std::int64_t integer() {
        const std::size_t start = cursor_.position();
        const std::int64_t value = cursor_.integer();
        std::string written;
        append_integer(written, value);
        if (json_.substr(start, cursor_.position() - start) != written) cursor_.fail();
        return value;
    }

    /// The text of an optional member; an empty one is not canonical, since the writer leaves it out.
    std::string member(std::string_view key) {
        if (!cursor_.accept_text(key)) return {};
        std::string text = string();
        if (text.empty()) cursor_.fail();
        return text;
    }

    template <class Item> Item take(Result<Item> result) {
        if (result) return std::move(*result);
        cursor_.fail();
        return Item{};
    }

    Value value() {
        if (cursor_.accept_text(R"(,"number":)")) return number(string());
        if (cursor_.accept_text(R"(,"day":)")) return take(Day::parse(string()));
        if (cursor_.accept_text(R"(,"text":)")) return string();
        cursor_.expect(R"(,"truth":)");
        return cursor_.boolean();
    }

    /// Small whole numbers, the most of them, without the general parser.
    Ratio number(const std::string &text) {
        std::int64_t whole = 0;
        const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), whole);
        const bool is_whole = status == std::errc{} && end == text.data() + text.size();
        const Ratio value = is_whole ? Ratio(whole) : take(Ratio::parse(text));
        const bool plain = is_whole && text[0] != '0' && text[0] != '-'; // from_chars takes no other spelling
        if (!plain && value.text() != text) cursor_.fail();
        return value;
    }

    template <class Add> void list(std::string_view key, Add add) {
        if (!cursor_.accept_text(key)) return;
        do add();
        while (cursor_.accept(','));
        cursor_.expect("]");
    }

    void step(Step &step) {
        cursor_.expect(R"({"op":)");
        const auto op = op_from_name(string());
        if (!op) return cursor_.fail();
        step.op = *op;
        step.name = member(R"(,"name":)");
        step.value = value();
        list(R"(,"args":[)", [&] {
            const std::int64_t arg = integer();
            if (arg < 0 || arg > UINT32_MAX) cursor_.fail();
            step.args.push_back(static_cast<std::uint32_t>(arg));
        });
        step.source = member(R"(,"source":)");
        list(R"(,"clauses":[)", [&] { step.clauses.push_back(string()); });
        step.reading = member(R"(,"reading":)");
        step.option = member(R"(,"option":)");
        if (rounds(step.op)) {
            cursor_.expect(R"(,"rounding":)");
            step.rounding = take(rounding_from_name(string()));
            cursor_.expect(R"(,"decimals":)");
            const std::int64_t decimals = integer();
            if (decimals < INT8_MIN || decimals > INT8_MAX) cursor_.fail();
            step.decimals = static_cast<std::int8_t>(decimals);
        }
        cursor_.expect("}");
    }

    std::string_view json_;
    JsonCursor cursor_;
};

} // namespace

void append_derivation_json(std::string &out, const Derivation &derivation) {
    out += R"({"calculation":)";
    append_json_string(out, derivation.calculation);
    out += R"(,"steps":[)";
    for (const Step &step : derivation.steps) {
        append_step(out, step);
        out += ',';
    }
    if (out.back() == ',') out.pop_back();
    out += R"(],"readings":{)";
    for (const ReadingUse &use : derivation.readings) {
        append_json_string(out, use.reading);
        out += ':';
        append_json_string(out, use.option);
        out += ',';
    }
    if (out.back() == ',') out.pop_back();
    out += "}}";
}

std::string derivation_json(const Derivation &derivation) {
    std::string out;
    out.reserve(64 + derivation.steps.size() * step_bytes_usual);
    append_derivation_json(out, derivation);
    return out;
}

Result<Derivation> derivation_at_front(std::string_view json, std::size_t &length) {
    Reader reader(json);
    PV_TRY(Derivation derivation, reader.derivation());
    length = reader.cursor().position();
    return derivation;
}

Result<Derivation> derivation_from_json(std::string_view json) {
    Reader reader(json);
    PV_TRY(Derivation derivation, reader.derivation());
    if (!reader.cursor().at_end()) return reader.cursor().error("the derivation");
    return derivation;
}

} // namespace proviso
