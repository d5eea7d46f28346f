#include "io/csv.hpp"

#include <algorithm>
#include <cstring>

namespace proviso {
namespace {

constexpr std::size_t first_fields = 32;
/// What follows a bad row is indexed again, in small windows at first: a file of nothing but bad rows stays affordable.
constexpr std::size_t after_bad_row = 256;

constexpr CsvFault too_long{"the row is too long", "look for a quote that is not closed"};
constexpr CsvFault too_many{"the row has too many fields", "look for a missing line end"};
constexpr CsvFault too_wide{"a field is too long", "look for a quote that is not closed"};
constexpr CsvFault stray{"a quote stands inside a field that is not quoted",
                         "put the whole field in quotes and double the quote"};
constexpr CsvFault trailing{"text follows a closing quote", "double a quote that belongs to the text"};
constexpr CsvFault unclosed{"a quote is opened and never closed",
                            "close it, or double a quote that belongs to the text"};

const char *find_byte(const char *begin, const char *end, char wanted) {
    const std::size_t size = static_cast<std::size_t>(end - begin);
    return size == 0 ? nullptr : static_cast<const char *>(std::memchr(begin, wanted, size));
}

/// Bytes up to and with the line end that closes the row, all of them if it is not there. `inside` is kept up.
std::size_t through_row_end(std::string_view bytes, bool &inside) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (bytes[i] == '"') inside = !inside;
        if (bytes[i] == '\n' && !inside) return i + 1;
    }
    return bytes.size();
}

} // namespace

std::string_view CsvField::text(std::string &scratch) const {
    if (!doubled) return raw();
    scratch.clear();
    for (std::size_t i = 0; i < size; ++i) {
        scratch += data[i];
        if (data[i] == '"') ++i; // the second of two
    }
    return scratch;
}

CsvScanner::CsvScanner(CsvHandler &handler, CsvLimits limits, char separator)
    : handler_(handler), limits_(limits), separator_(separator), fields_(first_fields) {}

Result<void> CsvScanner::feed(std::string_view block) {
    if (!started_) { PV_CHECK(start(block)); }
    if (skipping_) skip_line(block);
    while (!carry_.empty() && !block.empty()) {
        PV_CHECK(feed_carry(block));
        if (skipping_) skip_line(block);
    }
    if (!block.empty() && !skipping_) {
        PV_TRY(const std::size_t consumed, scan(block));
        PV_CHECK(let_go());
        if (!skipping_) {
            carry_.assign(block.substr(consumed));
            carry_inside_ = false;
            through_row_end(carry_, carry_inside_);
        }
    }
    return {};
}

Result<void> CsvScanner::finish() {
    // A line end that the file left out; in quotes that never close it ends nothing, and the line is given up.
    if (!started_) {
        started_ = true;
        if (carry_.starts_with("\xEF\xBB\xBF")) carry_.erase(0, 3);
    }
    while (!carry_.empty() && !skipping_) {
        if (carry_.back() != '\n') carry_ += '\n';
        PV_TRY(std::size_t done, scan(carry_));
        if (done != carry_.size() && !skipping_) {
            const bool opened = *field_begin_ == '"';
            begin_row(row_begin_);
            fault_ = opened ? unclosed : stray;
            PV_TRY(const char *after, give_up_line(carry_.data() + carry_.size()));
            done = static_cast<std::size_t>(after - carry_.data());
        }
        PV_CHECK(let_go());
        carry_.erase(0, done);
    }
    return {};
}

/// Passes over a byte-order mark; holds back the first bytes until there are enough of them to tell.
Result<void> CsvScanner::start(std::string_view &block) {
    const std::size_t taken = std::min<std::size_t>(3 - carry_.size(), block.size());
    carry_.append(block.substr(0, taken));
    block.remove_prefix(taken);
    if (carry_.starts_with("\xFF\xFE") || carry_.starts_with("\xFE\xFF"))
        return Error(Code::text_not_utf8, "the file is UTF-16", "save it as UTF-8 or plain CSV");
    if (carry_.size() < 3) return {};
    started_ = true;
    if (carry_ == "\xEF\xBB\xBF") carry_.clear();
    carry_inside_ = false;
    if (!carry_.empty()) { PV_CHECK(scan_carry()); }
    return {};
}

/// Takes as much of the block as ends the row that carry_ begins, or as makes it too long.
Result<void> CsvScanner::feed_carry(std::string_view &block) {
    const std::size_t room = limits_.row_bytes + 2 - std::min(carry_.size(), limits_.row_bytes + 1);
    const std::size_t taken = through_row_end(block.substr(0, room), carry_inside_);
    carry_.append(block.substr(0, taken));
    block.remove_prefix(taken);
    const bool complete = !carry_inside_ && carry_.back() == '\n';
    if (complete || carry_.size() > limits_.row_bytes) { PV_CHECK(scan_carry()); }
    return {};
}

Result<void> CsvScanner::scan_carry() {
    PV_TRY(const std::size_t consumed, scan(carry_));
    PV_CHECK(let_go());
    carry_.erase(0, consumed);
    carry_inside_ = false;
    through_row_end(carry_, carry_inside_);
    return {};
}

void CsvScanner::skip_line(std::string_view &block) {
    const char *line_end = find_byte(block.data(), block.data() + block.size(), '\n');
    if (line_end == nullptr) {
        block = {};
        return;
    }
    skipping_ = false;
    block.remove_prefix(static_cast<std::size_t>(line_end + 1 - block.data()));
}

/// Gives every complete row; what it returns is where the first incomplete one begins.
Result<std::size_t> CsvScanner::scan(std::string_view data) {
    const char *const end = data.data() + data.size();
    const char *at = data.data();
    begin_row(at);
    index_.inside_quotes = false;
    std::size_t window = csv_window;
    while (at != end) {
        const std::size_t size = std::min(window, static_cast<std::size_t>(end - at));
        window = std::min(2 * window, csv_window);
        index_csv(at, size, separator_, index_);
        quotes_ = quotes_ || index_.has_quotes;
        PV_TRY(const char *bad, walk(at));
        at = bad != nullptr ? bad : at + size;
        if (fault_.what.empty() && static_cast<std::size_t>(at - row_begin_) > limits_.row_bytes) fault_ = too_long;
        if (fault_.what.empty()) continue;
        PV_TRY(const char *after, give_up_line(end));
        if (after == nullptr) break; // the rest of the line has not been fed
        at = after;
        begin_row(at);
        index_.inside_quotes = false;
        window = after_bad_row;
    }
    return skipping_ ? data.size() : static_cast<std::size_t>(row_begin_ - data.data());
}

/// Goes through the indexed structure of the window. Null, or the place at which a row turned out to be bad.
Result<const char *> CsvScanner::walk(const char *window) {
    std::size_t quoted = 0;
    for (std::size_t k = 0; k < index_.structure_count; ++k) {
        k = take_plain_fields(window, k);
        if (k == index_.structure_count) break;
        const char *const at = window + index_.structure[k];
        const char *field_end = at;
        const bool row_ends = *at != separator_;
        if (row_ends) {
            if (field_end != field_begin_ && field_end[-1] == '\r') --field_end;
            if (field_end == row_begin_) { // a blank line
                ++line_;
                begin_row(at + 1);
                continue;
            }
        }
        if (!add_field(field_begin_, field_end)) {
            // Whatever lies beyond the limit is too long first of all.
            if (static_cast<std::size_t>(at - row_begin_) > limits_.row_bytes) fault_ = too_long;
            return at;
        }
        field_begin_ = at + 1;
        if (!row_ends) continue;
        if (static_cast<std::size_t>(at - row_begin_) > limits_.row_bytes) {
            fault_ = too_long;
            return at;
        }
        for (; quoted < index_.quoted_lines.size() && window + index_.quoted_lines[quoted] < at; ++quoted)
            ++quoted_lines_;
        PV_CHECK(end_row(field_end));
        begin_row(at + 1);
    }
    quoted_lines_ += index_.quoted_lines.size() - quoted;
    return nullptr;
}

/// Takes fields that end in a separator as long as there is nothing to look out for: no quotes, room, no limit reached.
/// Returns the place in the structure of what is left to walk().
std::size_t CsvScanner::take_plain_fields(const char *window, std::size_t k) {
    if (quotes_) return k;
    const std::uint32_t *const structure = index_.structure.data();
    const std::size_t end = index_.structure_count, room = fields_.size(), widest = limits_.field_bytes;
    const char separator = separator_, *field = field_begin_;
    CsvField *const fields = fields_.data();
    std::size_t count = field_count_;
    for (; k < end && count < room; ++k) {
        const char *const at = window + structure[k];
        const auto size = static_cast<std::size_t>(at - field);
        if (*at != separator || size > widest) break;
        fields[count++] = {field, static_cast<std::uint32_t>(size), false, false};
        field = at + 1;
    }
    field_begin_ = field;
    field_count_ = count;
    return k;
}

Result<void> CsvScanner::end_row(const char *line_end) {
    CsvRow row;
    row.fields = {fields_.data(), field_count_};
    row.raw = {row_begin_, static_cast<std::size_t>(line_end - row_begin_)};
    row.number = ++rows_;
    row.line = line_;
    line_ += 1 + quoted_lines_;
    lent_ = true;
    return handler_.row(row);
}

bool CsvScanner::make_room() {
    if (field_count_ < fields_.size()) return true;
    if (field_count_ >= limits_.fields) {
        fault_ = too_many;
        return false;
    }
    fields_.resize(fields_.size() * 2);
    return true;
}

bool CsvScanner::refuse_wide() {
    fault_ = too_wide;
    return false;
}

/// Quotes are parted from the text, and stand where they may.
bool CsvScanner::check_quotes(CsvField &field) {
    const char *begin = field.data, *end = field.data + field.size;
    if (field.size == 0 || *begin != '"') {
        if (find_byte(begin, end, '"') == nullptr) return true;
        fault_ = stray;
        return false;
    }
    ++begin;
    if (begin == end || end[-1] != '"') {
        fault_ = trailing;
        return false;
    }
    --end;
    field = {begin, static_cast<std::uint32_t>(end - begin), true, false};
    for (const char *quote = begin; (quote = find_byte(quote, end, '"')) != nullptr; quote += 2) {
        if (quote + 1 == end || quote[1] != '"') {
            fault_ = trailing;
            return false;
        }
        field.doubled = true;
    }
    return true;
}

/// Rejects the line on which the bad row began. Returns the place after it, or null if its end is not in sight: then
/// the row is left for later, or the rest of a line beyond the limit is skipped.
Result<const char *> CsvScanner::give_up_line(const char *end) {
    const char *line_end = find_byte(row_begin_, end, '\n');
    if (line_end == nullptr) {
        if (static_cast<std::size_t>(end - row_begin_) <= limits_.row_bytes) return nullptr;
        skipping_ = true;
        line_end = end;
    }
    std::string_view raw(row_begin_, static_cast<std::size_t>(line_end - row_begin_));
    if (raw.ends_with('\r')) raw.remove_suffix(1);
    CsvBadRow bad;
    // Never more than the limit: how much of a longer line is in sight depends on the blocks.
    bad.raw = raw.substr(0, std::min(bad_row_bytes, limits_.row_bytes));
    bad.number = ++rows_;
    bad.line = line_++;
    bad.fault = fault_;
    lent_ = true;
    PV_CHECK(handler_.bad_row(bad));
    return skipping_ ? nullptr : line_end + 1;
}

void CsvScanner::begin_row(const char *at) {
    row_begin_ = field_begin_ = at;
    field_count_ = 0;
    quoted_lines_ = 0;
    quotes_ = index_.has_quotes;
    fault_ = {};
}

Result<void> CsvScanner::let_go() {
    if (!lent_) return {};
    lent_ = false;
    return handler_.release();
}

} // namespace proviso
