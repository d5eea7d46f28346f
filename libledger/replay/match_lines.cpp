#include <algorithm>

#include "replay/compare.hpp"

namespace proviso::compare_form {
namespace {

std::vector<std::string> cited_by(const Line &line) {
    std::vector<std::string> clauses = line.derivation.clauses();
    clauses.insert(clauses.end(), line.clauses.begin(), line.clauses.end());
    return clauses;
}

std::vector<ReadingUse> readings_of(const Line &line) {
    std::vector<ReadingUse> readings = line.readings;
    readings.insert(readings.end(), line.derivation.readings.begin(), line.derivation.readings.end());
    return readings;
}

/// An amount that is written with fewer decimals than the currency has is the same amount: "66" is 66.00.
bool same_amount(const std::string &expected, Amount amount) {
    Result<Amount> parsed = parse_amount(expected, amount.currency());
    return parsed && *parsed == amount;
}

bool same_price(const std::string &expected, const std::optional<UnitPrice> &price) {
    if (!price) return false;
    Result<UnitPrice> parsed = parse_unit_price(expected, price->currency);
    return parsed && parsed->ratio() == price->ratio();
}

/// Tries to give the expected line `from` a line, moving others out of the way (augmenting paths).
bool assign(std::size_t from, const std::vector<std::vector<std::size_t>> &fits, std::vector<bool> &tried,
            std::vector<std::ptrdiff_t> &taken_by) {
    for (std::size_t line : fits[from])
        if (taken_by[line] < 0) {
            taken_by[line] = static_cast<std::ptrdiff_t>(from);
            return true;
        }
    // Depth is at most the number of expected lines, which the reader bounds.
    for (std::size_t line : fits[from]) {
        if (tried[line]) continue;
        tried[line] = true;
        if (assign(static_cast<std::size_t>(taken_by[line]), fits, tried, taken_by)) {
            taken_by[line] = static_cast<std::ptrdiff_t>(from);
            return true;
        }
    }
    return false;
}

} // namespace

std::string joined(const std::vector<std::string> &texts) {
    std::string out;
    for (const std::string &text : texts) out += (out.empty() ? "" : ", ") + text;
    return out;
}

std::string missing_clause(const std::vector<std::string> &expected, const std::vector<std::string> &cited) {
    for (const std::string &clause : expected)
        if (std::find(cited.begin(), cited.end(), clause) == cited.end()) return "does not cite " + clause;
    return {};
}

std::string missing_reading(const Choices &expected, const std::vector<ReadingUse> &used) {
    for (const auto &[reading, option] : expected)
        if (std::find(used.begin(), used.end(), ReadingUse{reading, option}) == used.end())
            return "does not go through " + reading + "=" + option;
    return {};
}

std::string line_difference(const ExpectedLine &expected, const Line &line) {
    if (expected.kind && *expected.kind != line.kind) return "kind";
    if (expected.sku && *expected.sku != line.sku) return "sku";
    if (expected.amount && !same_amount(*expected.amount, line.amount)) return "amount";
    if (expected.tax && !same_amount(*expected.tax, line.tax)) return "tax";
    if (expected.quantity && *expected.quantity != line.quantity) return "quantity";
    if (expected.unit_price && !same_price(*expected.unit_price, line.unit_price)) return "unit_price";
    if (expected.fraction && (!line.fraction || line.fraction->text() != *expected.fraction)) return "fraction";
    if (expected.exact && *expected.exact != line.exact) return "exact";
    if (expected.from && *expected.from != line.service.from) return "from";
    if (expected.until && *expected.until != line.service.until) return "until";
    if (std::string clause = missing_clause(expected.clauses, cited_by(line)); !clause.empty()) return clause;
    return missing_reading(expected.readings, readings_of(line));
}

std::string describe(const ExpectedLine &expected) {
    std::vector<std::string> parts;
    const auto add_text = [&](std::string_view name, const std::optional<std::string> &value) {
        if (value) parts.push_back(std::string(name) + " " + *value);
    };
    if (expected.kind) parts.push_back(std::string(line_kind_name(*expected.kind)));
    add_text("sku", expected.sku);
    add_text("amount", expected.amount);
    add_text("tax", expected.tax);
    if (expected.quantity) parts.push_back("quantity " + std::to_string(*expected.quantity));
    add_text("unit_price", expected.unit_price);
    add_text("fraction", expected.fraction);
    if (expected.exact) parts.push_back("exact " + expected.exact->text());
    if (expected.from) parts.push_back("from " + expected.from->text());
    if (expected.until) parts.push_back("until " + expected.until->text());
    if (!expected.clauses.empty()) parts.push_back("clauses " + joined(expected.clauses));
    for (const auto &[reading, option] : expected.readings) parts.push_back(reading + "=" + option);
    return parts.empty() ? "any line" : joined(parts);
}

std::string describe(const Line &line) {
    std::vector<std::string> parts{std::string(line_kind_name(line.kind))};
    if (!line.sku.empty()) parts.push_back("sku " + line.sku);
    parts.push_back("amount " + line.amount.text());
    if (!line.tax.is_zero()) parts.push_back("tax " + line.tax.text());
    parts.push_back("quantity " + std::to_string(line.quantity));
    if (line.unit_price) parts.push_back("unit_price " + line.unit_price->text());
    if (line.fraction) parts.push_back("fraction " + line.fraction->text());
    parts.push_back("exact " + line.exact.text());
    parts.push_back(line.service.from.text() + " until " + line.service.until.text());
    parts.push_back("clauses " + joined(line.clauses));
    for (const ReadingUse &use : line.readings) parts.push_back(use.reading + "=" + use.option);
    return joined(parts);
}

std::vector<std::ptrdiff_t> match_lines(const std::vector<ExpectedLine> &expected, const std::vector<Line> &lines) {
    std::vector<std::vector<std::size_t>> fits(expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
        for (std::size_t j = 0; j < lines.size(); ++j)
            if (line_difference(expected[i], lines[j]).empty()) fits[i].push_back(j);
    std::vector<std::ptrdiff_t> taken_by(lines.size(), -1);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        std::vector<bool> tried(lines.size(), false);
        assign(i, fits, tried, taken_by);
    }
    std::vector<std::ptrdiff_t> result(expected.size(), -1);
    for (std::size_t j = 0; j < taken_by.size(); ++j)
        if (taken_by[j] >= 0) result[static_cast<std::size_t>(taken_by[j])] = static_cast<std::ptrdiff_t>(j);
    return result;
}

} // namespace proviso::compare_form
