#include "book/call_profile.hpp"

#include "book/usage.hpp"
#include "core/json_text.hpp"
#include "io/cdr/layout.hpp"
#include "io/json.hpp"

namespace proviso {
namespace {

void append_text(std::string &out, std::string_view key, std::string_view value) {
    if (value.empty()) return;
    out += key;
    out += " = ";
    append_json_string(out, value); // JSON's escapes are TOML's
    out += '\n';
}

void append_list(std::string &out, std::string_view key, const std::vector<std::string> &values) {
    out += key;
    out += " = [";
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i != 0) out += ", ";
        append_json_string(out, values[i]);
    }
    out += "]\n";
}

void append_table(std::string &out, std::string_view name,
                  const std::map<std::string, std::string, std::less<>> &values) {
    if (values.empty()) return;
    ((out += '[') += name) += "]\n";
    for (const auto &[key, value] : values) {
        append_json_string(out, key);
        out += " = ";
        append_json_string(out, value);
        out += '\n';
    }
}

/// The mapping as a mapping file.
std::string mapping_text(const CallMapping &mapping) {
    std::string out;
    append_text(out, "format", mapping.format);
    append_text(out, "account", mapping.account);
    append_text(out, "time", mapping.time);
    append_table(out, "columns", mapping.columns);
    append_table(out, "accounts", mapping.accounts);
    out += "[answered]\n";
    append_list(out, "values", mapping.answered_values);
    out += "[internal]\n";
    append_text(out, "charge_as", mapping.internal_sku);
    append_list(out, "contexts", mapping.internal_contexts);
    if (!mapping.inbound_contexts.empty()) {
        out += "[inbound]\n";
        append_list(out, "contexts", mapping.inbound_contexts);
    }
    out += "[numbers]\n";
    append_text(out, "country", mapping.country);
    out += "national_digits = " + std::to_string(mapping.national_digits) + "\n";
    append_text(out, "area", mapping.area);
    append_list(out, "international", mapping.international);
    append_text(out, "strip", mapping.strip);
    return out;
}

/// Takes the first row and ends the scan.
class FirstRow final : public CsvHandler {
  public:
    FirstRow(const std::string &format, const CallMapping &mapping) : format_(format), mapping_(mapping) {}
    Result<void> row(const CsvRow &row) override {
        if (std::exchange(seen_, true)) return {};
        const auto layout = call_layout(format_, mapping_, row);
        if (layout && layout->header) header_ = row.raw;
        return {};
    }
    Result<void> bad_row(const CsvBadRow & /*row*/) override {
        seen_ = true;
        return {};
    }
    [[nodiscard]] std::string take() { return std::move(header_); }

  private:
    const std::string &format_;
    const CallMapping &mapping_;
    std::string header_;
    bool seen_ = false;
};

} // namespace

std::string call_profile_text(const CallProfile &profile) {
    return JsonWriter()
        .begin_object()
        .text("format", profile.format)
        .text("zone", profile.zone)
        .text("header", profile.header)
        .text("head", profile.head)
        .text("mapping", mapping_text(profile.mapping))
        .end()
        .take();
}

Result<std::optional<CallProfile>> read_call_profile(std::string_view block) {
    if (block.empty() || block.front() != '{') return std::optional<CallProfile>();
    const auto json = read_json(block);
    const Error damaged(Code::book_damaged, "how a call file was read is no longer known", "verify the book");
    if (!json) return damaged;
    const auto text = [&](std::string_view key) {
        const JsonNode *value = json->find(key);
        return value ? value->text : std::string();
    };
    CallProfile profile{text("format"), text("zone"), text("header"), text("head"), {}};
    auto mapping = read_call_mapping(text("mapping"), "mapping");
    if (!mapping) return damaged;
    profile.mapping = std::move(*mapping);
    return std::optional(std::move(profile));
}

std::string call_header(std::string_view beginning, const std::string &format, const CallMapping &mapping) {
    FirstRow first(format, mapping);
    CsvScanner scanner(first);
    // What is wrong with the file, the import itself will say.
    if (scanner.feed(beginning)) static_cast<void>(scanner.finish());
    return first.take();
}

Result<void> call_profiles(Book &book, const std::string &kind, const std::string &source, const std::string &file,
                           const std::function<bool(const CallProfile &)> &visit) {
    PV_TRY(const std::vector<UsageBatchRow> batches, list_usage_batches(book));
    for (auto batch = batches.rbegin(); batch != batches.rend(); ++batch) {
        const UsageBatchHead &head = batch->head;
        if (head.kind != kind || head.source != source || (!file.empty() && head.file != file)) continue;
        Result<std::optional<CallProfile>> profile = std::optional<CallProfile>();
        PV_CHECK(read_usage_blocks(book, batch->batch, [&](std::string_view block, std::uint64_t) {
            profile = read_call_profile(block);
            return false;
        }));
        if (!profile) return std::move(profile.error());
        if (*profile && !visit(**profile)) return {};
    }
    return {};
}

} // namespace proviso
