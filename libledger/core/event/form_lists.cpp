// The list fields: order items, journal lines, audited counts. Each is a JSON array of flat objects.
#include <optional>

#include "core/event/form.hpp"
#include "core/json_text.hpp"

namespace proviso {
namespace {

struct Entry {
    std::vector<Field> fields;
    [[nodiscard]] const Field *find(std::string_view name) const {
        for (const Field &field : fields)
            if (field.name == name) return &field;
        return nullptr;
    }
    [[nodiscard]] std::string text(std::string_view name) const {
        const Field *field = find(name);
        return field ? field->text : std::string();
    }
};

constexpr FieldSpec part(std::string_view name, FieldKind kind, bool required, std::string_view otherwise = {}) {
    return {name, kind, required, {}, otherwise, false, {}};
}
constexpr FieldSpec item_parts[] = {
    part("sku", FieldKind::text, true),
    part("quantity", FieldKind::quantity, true),
    part("unit_price", FieldKind::price, false),
    part("term", FieldKind::text, false),
};
constexpr FieldSpec count_parts[] = {
    part("sku", FieldKind::text, true),
    part("count", FieldKind::count, true),
};
constexpr FieldSpec line_parts[] = {
    part("ledger", FieldKind::text, true),
    part("amount", FieldKind::amount, true),
};

Error in_entry(Error error, std::size_t number) {
    error.what = "entry " + std::to_string(number) + ": " + error.what;
    return error;
}

Error not_a_list(std::string what) {
    return Error(Code::event_field_type, std::move(what), "give a JSON array of objects");
}

/// A journal line may be negative: the sign is set aside and put back.
Result<Field> read_part(const FieldSpec &spec, std::string_view text, bool signed_amount) {
    const bool minus = signed_amount && !text.empty() && text.front() == '-';
    auto field = read_scalar(spec, minus ? text.substr(1) : text);
    if (field && minus) field->text.insert(field->text.begin(), '-');
    return field;
}

Result<Entry> read_entry(JsonCursor &json, std::span<const FieldSpec> parts) {
    Entry entry;
    if (!json.accept('{')) return not_a_list("an entry is not an object");
    while (json.ok() && json.peek() != '}') {
        if (!entry.fields.empty()) json.expect(",");
        const std::string name = json.string();
        json.expect(":");
        const std::string text = json.peek() == '"' ? json.string() : std::string(json.raw());
        if (!json.ok()) break;
        const FieldSpec *spec = nullptr;
        for (const FieldSpec &candidate : parts)
            if (candidate.name == name) spec = &candidate;
        if (!spec) return Error(Code::event_field_unknown, "there is no part \"" + name + "\" here", "take it out");
        if (entry.find(name)) return Error(Code::key_duplicate, "part \"" + name + "\" stands twice", "take one out");
        PV_TRY(Field field, read_part(*spec, text, spec->name == "amount"));
        entry.fields.push_back(std::move(field));
    }
    if (!json.accept('}')) return not_a_list("the list is not closed or has white space");
    for (const FieldSpec &spec : parts)
        if (spec.required && !entry.find(spec.name))
            return Error(Code::event_field_missing, "part \"" + std::string(spec.name) + "\" is missing", "add it");
    return entry;
}

Result<std::vector<Entry>> read_entries(std::string_view text, std::span<const FieldSpec> parts) {
    JsonCursor json(text);
    std::vector<Entry> entries;
    if (!json.accept('[')) return not_a_list("the value is not a list");
    while (json.ok() && json.peek() != ']') {
        if (!entries.empty()) json.expect(",");
        auto entry = read_entry(json, parts);
        if (!entry) return in_entry(std::move(entry.error()), entries.size() + 1);
        entries.push_back(std::move(*entry));
        if (entries.size() > most_items) return not_a_list("the list has more than 1000 entries");
    }
    if (!json.accept(']') || !json.at_end()) return not_a_list("the list is not closed or has white space");
    if (entries.empty()) return not_a_list("the list is empty");
    return entries;
}

} // namespace

Result<std::vector<OrderItem>> read_items(std::string_view json) {
    PV_TRY(const auto entries, read_entries(json, item_parts));
    std::vector<OrderItem> items;
    for (const Entry &entry : entries)
        items.push_back(
            {entry.text("sku"), entry.find("quantity")->number, entry.text("unit_price"), entry.text("term")});
    return items;
}

Result<std::vector<OrderItem>> read_counts(std::string_view json) {
    PV_TRY(const auto entries, read_entries(json, count_parts));
    std::vector<OrderItem> counts;
    for (const Entry &entry : entries) counts.push_back({entry.text("sku"), entry.find("count")->number, {}, {}});
    return counts;
}

Result<std::vector<JournalLine>> read_lines(std::string_view json) {
    PV_TRY(const auto entries, read_entries(json, line_parts));
    std::vector<JournalLine> lines;
    for (const Entry &entry : entries) lines.push_back({entry.text("ledger"), entry.text("amount")});
    return lines;
}

std::string items_json(const std::vector<OrderItem> &items) {
    std::string out;
    for (const OrderItem &item : items) {
        out += out.empty() ? "[{" : ",{";
        append_json_key(out, "quantity");
        out += std::to_string(item.quantity);
        append_json_key(out, "sku");
        append_json_string(out, item.sku);
        if (!item.term.empty()) {
            append_json_key(out, "term");
            append_json_string(out, item.term);
        }
        if (!item.unit_price.empty()) {
            append_json_key(out, "unit_price");
            append_json_string(out, item.unit_price);
        }
        out += '}';
    }
    return out + ']';
}

std::string counts_json(const std::vector<OrderItem> &counts) {
    std::string out;
    for (const OrderItem &item : counts) {
        out += out.empty() ? "[{" : ",{";
        append_json_key(out, "count");
        out += std::to_string(item.quantity);
        append_json_key(out, "sku");
        append_json_string(out, item.sku);
        out += '}';
    }
    return out + ']';
}

std::string lines_json(const std::vector<JournalLine> &lines) {
    std::string out;
    for (const JournalLine &line : lines) {
        out += out.empty() ? "[{" : ",{";
        append_json_key(out, "amount");
        append_json_string(out, line.amount);
        append_json_key(out, "ledger");
        append_json_string(out, line.ledger);
        out += '}';
    }
    return out + ']';
}

} // namespace proviso
