#include "io/toml_reader.hpp"

#include <algorithm>

namespace proviso {
namespace {

const TomlNode empty_table{};

std::string quoted(std::string_view key) { return "'" + std::string(key) + "'"; }

} // namespace

std::string_view toml_kind_name(TomlKind kind) {
    switch (kind) {
    case TomlKind::text:
        return "a text";
    case TomlKind::integer:
        return "a whole number";
    case TomlKind::real:
        return "a number with decimals";
    case TomlKind::flag:
        return "true or false";
    case TomlKind::date:
        return "a date";
    case TomlKind::time:
        return "a time of day";
    case TomlKind::local_time:
        return "a date and time without offset";
    case TomlKind::instant:
        return "a date and time with offset";
    case TomlKind::list:
        return "a list";
    case TomlKind::table:
        return "a table";
    }
    return "a value";
}

const TomlEntry *TomlNode::entry(std::string_view key) const {
    auto it = std::lower_bound(by_key.begin(), by_key.end(), key, [&](std::uint32_t index, std::string_view wanted) {
        return entries[index].key < wanted;
    });
    return it != by_key.end() && entries[*it].key == key ? &entries[*it] : nullptr;
}

void TomlErrors::add(TomlPlace place, Error error) {
    if (list.size() >= toml_errors_limit) return;
    if (error.where.empty()) error.where = toml_where(name, place);
    list.push_back(std::move(error));
}

TomlTable::TomlTable(const TomlNode &node, TomlErrors &errors, std::string what)
    : node_(&node), errors_(&errors), what_(std::move(what)) {}

TomlPlace TomlTable::place(std::string_view key) const {
    const TomlEntry *entry = key.empty() ? nullptr : node_->entry(key);
    return entry ? entry->place : node_->place;
}
std::string TomlTable::where(std::string_view key) const { return toml_where(errors_->name, place(key)); }

void TomlTable::fail(std::string_view key, Error error) {
    if (!absent_) errors_->add(place(key), std::move(error));
}

const TomlNode *TomlTable::take(std::string_view key, Need need) {
    asked_.emplace(key);
    if (const TomlEntry *entry = node_->entry(key)) return &entry->value;
    if (need == Need::required) fail({}, Error(Code::key_missing, what_ + " has no " + quoted(key), "add it"));
    return nullptr;
}

void TomlTable::wrong_type(std::string_view key, const TomlNode &node, std::string_view wanted) {
    std::string todo;
    if (node.kind == TomlKind::real)
        todo = "write it as text, in quotes: numbers with decimals are not read as numbers";
    else if (wanted == "a text")
        todo = "put it in quotes";
    else if (wanted == "a date")
        todo = "write it without quotes, as 2013-03-20";
    fail(key, Error(Code::value_type,
                    quoted(key) + " of " + what_ + " is " + std::string(toml_kind_name(node.kind)) + ", not " +
                        std::string(wanted),
                    std::move(todo)));
}

const TomlNode *TomlTable::take_kind(std::string_view key, TomlKind kind, Need need) {
    const TomlNode *node = take(key, need);
    if (!node || node->kind == kind) return node;
    wrong_type(key, *node, toml_kind_name(kind));
    return nullptr;
}

std::string TomlTable::text(std::string_view key, Need need) {
    const TomlNode *node = take_kind(key, TomlKind::text, need);
    if (!node) return {};
    if (node->text.empty() && need == Need::required)
        fail(key, Error(Code::value_range, quoted(key) + " of " + what_ + " is empty", "write a text"));
    return node->text;
}

std::optional<std::string> TomlTable::maybe_text(std::string_view key) {
    const TomlNode *node = take_kind(key, TomlKind::text, Need::optional);
    return node ? std::optional(node->text) : std::nullopt;
}

std::optional<std::int64_t> TomlTable::maybe_integer(std::string_view key, std::int64_t least, std::int64_t most) {
    const TomlNode *node = take_kind(key, TomlKind::integer, Need::optional);
    if (!node) return std::nullopt;
    if (node->integer < least || node->integer > most) {
        fail(key, Error(Code::value_range, quoted(key) + " of " + what_ + " is " + node->text,
                        "write a number from " + std::to_string(least) + " to " + std::to_string(most)));
        return std::nullopt;
    }
    return node->integer;
}

std::int64_t TomlTable::integer(std::string_view key, std::int64_t least, std::int64_t most) {
    if (!take(key, Need::required)) return least;
    return maybe_integer(key, least, most).value_or(least);
}

bool TomlTable::flag(std::string_view key, bool otherwise) {
    const TomlNode *node = take_kind(key, TomlKind::flag, Need::optional);
    return node ? node->flag : otherwise;
}

std::optional<Day> TomlTable::maybe_day(std::string_view key) {
    const TomlNode *node = take_kind(key, TomlKind::date, Need::optional);
    return node ? std::optional(node->day) : std::nullopt;
}

Day TomlTable::day(std::string_view key) {
    const TomlNode *node = take_kind(key, TomlKind::date, Need::required);
    return node ? node->day : Day{};
}

std::optional<Ratio> TomlTable::maybe_ratio(std::string_view key) {
    const TomlNode *node = take(key);
    if (!node) return std::nullopt;
    if (node->kind == TomlKind::integer) return Ratio(node->integer);
    if (node->kind != TomlKind::text) {
        wrong_type(key, *node, "a whole number or a text");
        return std::nullopt;
    }
    Result<Ratio> ratio = Ratio::parse(node->text);
    if (ratio) return *ratio;
    fail(key, std::move(ratio).error());
    return std::nullopt;
}

std::optional<Amount> TomlTable::maybe_amount(std::string_view key, Currency currency) {
    const TomlNode *node = take_kind(key, TomlKind::text, Need::optional);
    if (!node) return std::nullopt;
    Result<Amount> amount = parse_amount(node->text, currency);
    if (amount) return *amount;
    fail(key, std::move(amount).error());
    return std::nullopt;
}

Amount TomlTable::amount(std::string_view key, Currency currency) {
    if (!take(key, Need::required)) return Amount(0, currency);
    return maybe_amount(key, currency).value_or(Amount(0, currency));
}

std::vector<std::string> TomlTable::texts(std::string_view key, Need need) {
    std::vector<std::string> out;
    const TomlNode *node = take_kind(key, TomlKind::list, need);
    if (!node) return out;
    for (const TomlNode &item : node->items) {
        if (item.kind == TomlKind::text)
            out.push_back(item.text);
        else
            errors_->add(item.place, Error(Code::value_type,
                                           "an entry of " + quoted(key) + " of " + what_ + " is " +
                                               std::string(toml_kind_name(item.kind)) + ", not a text",
                                           "put it in quotes"));
    }
    return out;
}

TomlTable TomlTable::table(std::string_view key, Need need) {
    const TomlNode *node = take_kind(key, TomlKind::table, need);
    TomlTable form(node ? *node : empty_table, *errors_, "[" + std::string(key) + "]");
    form.absent_ = !node;
    return form;
}

std::optional<TomlTable> TomlTable::maybe_table(std::string_view key) {
    const TomlNode *node = take_kind(key, TomlKind::table, Need::optional);
    if (!node) return std::nullopt;
    return TomlTable(*node, *errors_, "[" + std::string(key) + "]");
}

std::vector<TomlTable> TomlTable::tables(std::string_view key, std::string_view what) {
    std::vector<TomlTable> out;
    const TomlNode *node = take_kind(key, TomlKind::list, Need::optional);
    if (!node) return out;
    for (const TomlNode &item : node->items) {
        std::string name = std::string(what) + " " + std::to_string(&item - node->items.data() + 1);
        if (item.kind == TomlKind::table)
            out.emplace_back(item, *errors_, std::move(name));
        else
            errors_->add(item.place, Error(Code::value_type,
                                           name + " is " + std::string(toml_kind_name(item.kind)) + ", not a table",
                                           "write it under [[" + std::string(key) + "]]"));
    }
    return out;
}

void TomlTable::finish() {
    for (const TomlEntry &entry : node_->entries)
        if (!asked_.contains(entry.key)) {
            std::string known;
            for (const std::string &key : asked_) known += (known.empty() ? "" : ", ") + key;
            errors_->add(entry.place, Error(Code::key_unknown, what_ + " has the unknown key " + quoted(entry.key),
                                            known.empty() ? "remove it" : "use one of " + known));
        }
}

} // namespace proviso
