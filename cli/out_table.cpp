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

std::string table_text(const std::vector<Column> &columns, const std::vector<Json> &rows) {
    if (rows.empty()) return {};
    std::vector<std::vector<std::string>> cells;
    std::vector<std::size_t> widths;
    for (const Column &column : columns) widths.push_back(width(column.title));
    for (const Json &row : rows) {
        std::vector<std::string> &line = cells.emplace_back();
        for (std::size_t i = 0; i < columns.size(); ++i) {
            line.push_back(one_line(cell(row, columns[i].key)));
            widths[i] = std::max(widths[i], width(line.back()));
        }
    }
    std::string out;
    const auto add_line = [&](const auto &text_at, bool dashes) {
        std::string line;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (i > 0) line += "  ";
            if (dashes)
                line += std::string(widths[i], '-');
            else
                pad(line, text_at(i), widths[i], columns[i].align);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + "\n";
    };
    add_line([&](std::size_t i) { return columns[i].title; }, false);
    add_line([](std::size_t) { return std::string(); }, true);
    for (const auto &line : cells) add_line([&](std::size_t i) { return line[i]; }, false);
    return out;
}

} // namespace proviso::cli
