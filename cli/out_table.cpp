#include <algorithm>

#include "out.hpp"

namespace proviso::cli {
namespace {

const Json *find(const Json &row, const std::string &key) {
    const Json *at = &row;
    for (std::size_t begin = 0; begin <= key.size();) {
        const std::size_t dot = std::min(key.find('.', begin), key.size());
        const std::string part = key.substr(begin, dot - begin);
        if (!at->is_object() || !at->contains(part)) return nullptr;
        at = &(*at)[part];
        begin = dot + 1;
    }
    return at;
}

std::string text_of(const Json &value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_null()) return {};
    if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
    if (value.is_array()) {
        std::string joined;
        for (const Json &item : value) joined += (joined.empty() ? "" : " ") + text_of(item);
        return joined;
    }
    if (value.is_object()) {
        std::string joined;
        for (const auto &[key, item] : value.items()) joined += (joined.empty() ? "" : " ") + key + "=" + text_of(item);
        return joined;
    }
    return value.dump();
}

/// Code points, which is near enough to columns for the texts that a bill has.
std::size_t width(const std::string &text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// A cell of one line: control characters would move the cursor of whoever reads the table.
std::string one_line(std::string text) {
    for (char &c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    return text;
}

void pad(std::string &line, const std::string &text, std::size_t to, Align align) {
    const std::string space(to - width(text), ' ');
    line += align == Align::right ? space + text : text + space;
}

} // namespace

std::string cell(const Json &row, const std::string &key) {
    const Json *value = find(row, key);
    return value ? text_of(*value) : std::string();
}

Table::Table(std::vector<Column> columns) : columns_(std::move(columns)) {
    for (const Column &column : columns_) widths_.push_back(width(column.title));
}

void Table::measure(const Json &row) {
    for (std::size_t i = 0; i < columns_.size(); ++i)
        widths_[i] = std::max(widths_[i], width(one_line(cell(row, columns_[i].key))));
}

std::string Table::joined(const std::vector<std::string> &cells) const {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) line += "  ";
        pad(line, cells[i], widths_[i], columns_[i].align);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    return line + "\n";
}

std::string Table::head() const {
    std::vector<std::string> titles, dashes;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        titles.push_back(columns_[i].title);
        dashes.emplace_back(widths_[i], '-');
    }
    return joined(titles) + joined(dashes);
}

std::string Table::line(const Json &row) const {
    std::vector<std::string> cells;
    for (const Column &column : columns_) cells.push_back(one_line(cell(row, column.key)));
    return joined(cells);
}

std::string table_text(const std::vector<Column> &columns, const std::vector<Json> &rows) {
    if (rows.empty()) return {};
    Table table(columns);
    for (const Json &row : rows) table.measure(row);
    std::string out = table.head();
    for (const Json &row : rows) out += table.line(row);
    return out;
}

} // namespace proviso::cli
