#include "book/export_file.hpp"

#include <algorithm>

namespace proviso {
namespace {

constexpr std::size_t piece_bytes = std::size_t{64} << 10;

/// "-0.05" is a number; "-cmd|'/c calc'!A0" is not.
bool is_number(std::string_view text) {
    if (!text.empty() && text[0] == '-') text.remove_prefix(1);
    return !text.empty() && text.find_first_not_of("0123456789.") == std::string_view::npos &&
           std::count(text.begin(), text.end(), '.') <= 1;
}

} // namespace

std::string separated_field(std::string_view text, const FileForm &form) {
    std::string out(text);
    if (!form.raw && !out.empty() && std::string_view("=+-@\t\r").find(out[0]) != std::string_view::npos &&
        !is_number(text))
        out.insert(0, "'");
    if (out.find_first_of(std::string("\"\r\n") + form.separator) == std::string::npos) return out;
    std::string quoted = "\"";
    for (const char c : out) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

ExportFile::ExportFile(const FileSink &sink, FileForm form, std::string name, const std::vector<std::string> &columns)
    : sink_(sink), form_(form) {
    totals_.name = std::move(name);
    line(columns);
}

void ExportFile::row(const std::vector<std::string> &fields) {
    if (totals_.rows++ == 0) totals_.first = fields.front();
    totals_.last = fields.front();
    line(fields);
}

Result<void> ExportFile::total(std::string_view column, Amount amount) {
    Amount &sum =
        totals_.sums
            .try_emplace(std::string(column) + ' ' + std::string(amount.currency().code()), 0, amount.currency())
            .first->second;
    PV_TRY(sum, add(sum, amount));
    return {};
}

FileTotals ExportFile::finish() {
    flush();
    totals_.sha256 = hex(digest_.finish());
    return totals_;
}

void ExportFile::line(const std::vector<std::string> &fields) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0) piece_ += form_.separator;
        piece_ += separated_field(fields[i], form_);
    }
    piece_ += "\r\n";
    if (piece_.size() >= piece_bytes) flush();
}

void ExportFile::flush() {
    digest_.add(piece_);
    if (go_on_ && !piece_.empty()) go_on_ = sink_(totals_.name, piece_);
    piece_.clear();
}

} // namespace proviso
