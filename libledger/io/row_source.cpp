#include "io/row_source.hpp"

#include <algorithm>

#include "core/utf8.hpp"

namespace proviso {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

Error bad_csv(std::size_t cell, std::string what, std::string todo) {
    return Error(Code::csv_syntax, "cell " + std::to_string(cell) + ": " + std::move(what), std::move(todo));
}

} // namespace

Result<std::vector<std::string>> csv_cells(std::string_view raw) {
    std::vector<std::string> cells;
    std::size_t at = 0;
    for (;;) {
        std::string cell;
        if (at < raw.size() && raw[at] == '"') {
            for (++at;; ++at) {
                if (at >= raw.size())
                    return bad_csv(cells.size() + 1, "a quote is not closed",
                                   "close it, or double quotes inside a cell");
                if (raw[at] != '"') {
                    cell += raw[at];
                    continue;
                }
                if (at + 1 >= raw.size() || raw[at + 1] != '"') break;
                cell += raw[++at];
            }
            ++at;
            if (at < raw.size() && raw[at] != ',')
                return bad_csv(cells.size() + 1, "text follows the closing quote", "double quotes inside a cell");
        } else {
            while (at < raw.size() && raw[at] != ',') {
                if (raw[at] == '"')
                    return bad_csv(cells.size() + 1, "a quote stands inside an unquoted cell",
                                   "put the whole cell in quotes and double the quotes inside");
                cell += raw[at++];
            }
        }
        cells.push_back(std::move(cell));
        if (cells.size() > most_cells)
            return Error(Code::input_too_large, "the row has more than 1000 cells", "use fewer columns");
        if (at >= raw.size()) return cells;
        ++at; // the comma
    }
}

Result<void> RowSource::feed(std::string_view bytes, const Sink &sink) {
    rest_.append(bytes);
    if (!begun_) {
        if (rest_.size() < byte_order_mark.size() && byte_order_mark.substr(0, rest_.size()) == rest_) return {};
        if (rest_.compare(0, byte_order_mark.size(), byte_order_mark) == 0) rest_.erase(0, byte_order_mark.size());
        begun_ = true;
    }
    std::size_t start = 0;
    for (; scanned_ < rest_.size(); ++scanned_) {
        const char c = rest_[scanned_];
        if (c == '"' && form_ == RowForm::csv) quoted_ = !quoted_;
        if (c != '\n' || quoted_) continue;
        std::string_view raw = std::string_view(rest_).substr(start, scanned_ - start);
        if (const auto end = raw.find('\n'); end != std::string_view::npos && !csv_cells(raw)) {
            // A stray quote has joined lines: the first is the bad row, the others are read again.
            raw = raw.substr(0, end);
            scanned_ = start + end;
        }
        PV_CHECK(give(raw, sink));
        start = scanned_ + 1;
    }
    rest_.erase(0, start);
    scanned_ -= start;
    if (rest_.size() > longest_row)
        return Error(Code::input_too_large, "a row is longer than 1 MiB", quoted_ ? "close its quote" : "split the row",
                     std::to_string(line_));
    return {};
}

Result<void> RowSource::finish(const Sink &sink) {
    while (!rest_.empty()) {
        const std::string last = std::move(rest_);
        rest_.clear();
        scanned_ = 0;
        const auto end = quoted_ ? last.find('\n') : std::string::npos;
        quoted_ = false;
        PV_CHECK(give(std::string_view(last).substr(0, end), sink));
        // An open quote has swallowed the rest of the file: its first line is the bad row, the others are read again.
        if (end != std::string::npos) PV_CHECK(feed(std::string_view(last).substr(end + 1), sink));
    }
    return {};
}

Result<void> RowSource::give(std::string_view raw, const Sink &sink) {
    TextRow row;
    row.line = line_;
    line_ += 1 + static_cast<std::uint64_t>(std::count(raw.begin(), raw.end(), '\n'));
    if (!raw.empty() && raw.back() == '\r') raw.remove_suffix(1);
    if (raw.empty()) return {};
    row.raw = raw;
    if (!is_utf8(raw))
        row.error = Error(Code::text_not_utf8, "the row is not UTF-8", "save the file as CSV UTF-8");
    else if (raw.find('\0') != std::string_view::npos)
        row.error = Error(Code::csv_syntax, "the row has a NUL byte", "save the file as text");
    return sink(row);
}

} // namespace proviso
