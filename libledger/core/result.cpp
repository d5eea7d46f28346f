#include "core/result.hpp"

namespace proviso {
namespace {
struct Row {
    Code code;
    std::string_view name;
    CodeKind kind;
    std::string_view text;
};
constexpr Row rows[] = {
#define PV_CODE(identifier, number, name, kind, text) {Code::identifier, name, CodeKind::kind, text},
#include "core/errors.def"
#undef PV_CODE
};
const Row *find(Code code) {
    for (const Row &row : rows)
        if (row.code == code) return &row;
    return nullptr;
}
} // namespace

std::string_view code_name(Code code) {
    if (code == Code::ok) return "ok";
    const Row *row = find(code);
    return row ? row->name : "unknown";
}
std::string_view code_text(Code code) {
    const Row *row = find(code);
    return row ? row->text : "";
}
CodeKind code_kind(Code code) {
    const Row *row = find(code);
    return row ? row->kind : CodeKind::fault;
}
Code code_from_name(std::string_view name) {
    for (const Row &row : rows)
        if (row.name == name) return row.code;
    return Code::ok;
}

std::string Error::render() const {
    std::string out = "error[";
    out += code_name(code);
    out += ']';
    if (!where.empty()) out += ' ' + where;
    out += ": ";
    out += what.empty() ? std::string(code_text(code)) : what;
    if (!todo.empty()) out += "; " + todo;
    if (!clause.empty()) out += " (" + clause + ")";
    return out;
}

} // namespace proviso
