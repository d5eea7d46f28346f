#include <algorithm>

#include "out.hpp"

namespace proviso::cli {
namespace {

/// "-0.05" is a number; "-cmd|'/c calc'!A0" is not.
bool is_number(const std::string &text) {
    const std::size_t begin = text.size() > 1 && text[0] == '-' ? 1 : 0;
    return text.find_first_not_of("0123456789.", begin) == std::string::npos && begin < text.size() &&
           std::count(text.begin(), text.end(), '.') <= 1;
}

std::string field(std::string text, bool raw) {
    if (!raw && !text.empty() && std::string("=+-@\t\r").find(text[0]) != std::string::npos && !is_number(text))
        text.insert(0, "'");
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

} // namespace

std::string csv_head(const std::vector<Column> &columns) {
    std::string out;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        std::string key = columns[i].key;
        std::replace(key.begin(), key.end(), '.', '_');
        out += (i > 0 ? "," : "") + key;
    }
    return out + "\r\n";
}

std::string csv_line(const std::vector<Column> &columns, const Json &row, bool raw) {
    std::string out;
    for (std::size_t i = 0; i < columns.size(); ++i) out += (i > 0 ? "," : "") + field(cell(row, columns[i].key), raw);
    return out + "\r\n";
}

std::string csv_text(const std::vector<Column> &columns, const std::vector<Json> &rows, bool raw) {
    std::string out = csv_head(columns);
    for (const Json &row : rows) out += csv_line(columns, row, raw);
    return out;
}

} // namespace proviso::cli
