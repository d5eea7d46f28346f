#include "core/pack/defect.hpp"

#include <algorithm>
#include <array>

#include "core/pack/pack.hpp"

namespace proviso {
namespace {

constexpr std::array<std::string_view, 8> kind_names = {"other",    "reference", "undefined", "conflict",
                                                        "repeated", "numbering", "open",      "sound"};

std::string default_of(const Pack &pack, const std::string &reading) {
    const Reading *found = pack.reading(reading);
    return found ? found->default_option : std::string();
}

LintRow row_of(const Pack &pack, const TextDefect &defect) {
    LintRow row;
    row.kind = defect_kind_name(defect.kind);
    row.clauses = defect_clauses(defect);
    row.says = defect.says;
    row.actually = defect.actually;
    row.reading = defect.reading;
    row.option = default_of(pack, defect.reading);
    return row;
}

/// What gives a parameter that the text leaves without a value.
std::string given_by(const Parameter &parameter) {
    if (!parameter.answered_by_event.empty()) return "the event " + parameter.answered_by_event + " gives it";
    if (!parameter.answered_by_reading.empty() || !parameter.supplied.empty()) return "the reading gives it";
    switch (parameter.kind) {
    case ParameterKind::required:
        return "an order, a posted price or parameter.set has to give it";
    case ParameterKind::optional:
        return "without it this part of the clause is not applied";
    case ParameterKind::by_reading:
        return "the reading of its clause gives it";
    }
    return {};
}

LintRow row_of(const Pack &pack, const Parameter &parameter) {
    LintRow row;
    row.kind = "unset";
    row.clauses = {parameter.clause};
    row.id = parameter.id;
    row.says = parameter.unit;
    row.actually = given_by(parameter);
    row.reading = parameter.answered_by_reading;
    if (row.reading.empty() && !parameter.supplied.empty()) row.reading = parameter.supplied.front().reading;
    row.option = default_of(pack, row.reading);
    return row;
}

bool lacks_price(const Pack &pack, const Sku &sku) {
    return !sku.price && !sku.included && !pack.parameter(sku.price_parameter);
}

LintRow row_of(const Sku &sku) {
    LintRow row;
    row.kind = "unset";
    row.clauses = {sku.clause};
    row.id = sku.id;
    row.says = "price for each " + sku.per;
    row.actually = "an order or a posted price has to give it";
    return row;
}

} // namespace

std::string_view defect_kind_name(DefectKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

std::optional<DefectKind> defect_kind_from(std::string_view name) {
    const auto found = std::find(kind_names.begin(), kind_names.end(), name);
    if (found == kind_names.end()) return std::nullopt;
    return static_cast<DefectKind>(found - kind_names.begin());
}

std::vector<std::string> defect_clauses(const TextDefect &defect) {
    std::vector<std::string> clauses(1);
    for (const char c : defect.where) {
        if (c == ',')
            clauses.emplace_back();
        else if (c != ' ')
            clauses.back().push_back(c);
    }
    return clauses;
}

std::vector<LintRow> lint(const Pack &pack) {
    std::vector<LintRow> rows;
    for (const TextDefect &defect : pack.defects) rows.push_back(row_of(pack, defect));
    for (const std::string &conflict : pack.conflicts) {
        LintRow row;
        row.kind = "conflict";
        const std::size_t name = conflict.find(": ");
        row.id = conflict.substr(0, name);
        row.says = name == std::string::npos ? std::string() : conflict.substr(name + 2);
        rows.push_back(std::move(row));
    }
    const std::size_t first = rows.size();
    for (const Parameter &parameter : pack.parameters)
        if (parameter.values.empty()) rows.push_back(row_of(pack, parameter));
    for (const Sku &sku : pack.skus)
        if (lacks_price(pack, sku)) rows.push_back(row_of(sku));
    std::stable_sort(rows.begin() + static_cast<std::ptrdiff_t>(first), rows.end(),
                     [](const LintRow &a, const LintRow &b) { return a.id < b.id; });
    return rows;
}

} // namespace proviso
