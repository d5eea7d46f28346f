#include "io/event_reader.hpp"

#include <algorithm>

#include "core/closest.hpp"
#include "core/utf8.hpp"

namespace proviso {
namespace {

std::string place(const std::string &name, std::uint64_t line) { return name + ":" + std::to_string(line); }

std::string_view trimmed(std::string_view cell) {
    while (!cell.empty() && (cell.front() == ' ' || cell.front() == '\t')) cell.remove_prefix(1);
    while (!cell.empty() && (cell.back() == ' ' || cell.back() == '\t')) cell.remove_suffix(1);
    return cell;
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char &c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

/// The first character that is not blank, after a byte order mark; '\0' if there is none yet.
char first_character(std::string_view bytes) {
    for (const char c : bytes)
        if (c != ' ' && c != '\t' && c != '\r' && c != '\n' && static_cast<unsigned char>(c) < 0x80) return c;
    return '\0';
}

} // namespace

EventReader::EventReader(EventReaderOptions options) : options_(std::move(options)) {
    if (options_.form) source_.emplace(*options_.form);
    lines_ = options_.form == RowForm::lines;
    auto outside = std::move(options_.zones.of);
    options_.zones.of = [this, outside = std::move(outside)](std::string_view account) {
        const auto own = zones_.find(account);
        if (own != zones_.end()) return own->second;
        return outside ? outside(account) : std::string();
    };
}

Result<void> EventReader::feed(std::string_view bytes, const Sink &sink) {
    if (source_) return source_->feed(bytes, rows(sink));
    head_.append(bytes);
    const char first = first_character(head_);
    if (first == '\0' && head_.size() < longest_row) return {};
    lines_ = first == '{';
    source_.emplace(lines_ ? RowForm::lines : RowForm::csv);
    const std::string head = std::move(head_);
    head_.clear();
    return source_->feed(head, rows(sink));
}

Result<void> EventReader::finish(const Sink &sink) {
    if (source_) PV_CHECK(source_->finish(rows(sink)));
    if (!lines_ && columns_.empty())
        return Error(Code::column_missing, "the file has no header row", "name the columns in the first row",
                     place(options_.name, 1));
    return {};
}

RowSource::Sink EventReader::rows(const Sink &sink) {
    return [this, &sink](const TextRow &row) { return take(row, sink); };
}

Result<void> EventReader::take(const TextRow &row, const Sink &sink) {
    if (!lines_ && columns_.empty()) return take_header(row);
    EventRow out{row.line, std::string(row.raw), read(row)};
    if (out.events) {
        for (const Event &event : *out.events)
            if (event.type == EventType::account_opened && !event.text("zone").empty())
                zones_.emplace(event.account, event.text("zone"));
    } else if (out.events.error().where.empty()) {
        out.events.error().where = place(options_.name, row.line);
    }
    return sink(std::move(out));
}

Result<void> EventReader::take_header(const TextRow &row) {
    const std::string where = place(options_.name, row.line);
    if (row.error) return row.error->at(where);
    auto cells = csv_cells(row.raw);
    if (!cells) return std::move(cells.error()).at(where);
    std::vector<std::string_view> known;
    for (const ColumnSpec &column : event_columns(options_.table)) known.push_back(column.name);
    for (std::size_t i = 0; i < cells->size(); ++i) {
        const std::string name = lower(trimmed((*cells)[i]));
        const std::string at = where + ":" + std::to_string(i + 1);
        if (!name.empty() && !is_event_column(options_.table, name))
            return Error(Code::key_unknown,
                         "there is no column \"" + excerpt(name) + "\" in " +
                             std::string(event_table_name(options_.table)),
                         suggest_name(name, known, "take it out, or use a column of docs/tables.md"), at);
        if (!name.empty() && std::find(columns_.begin(), columns_.end(), name) != columns_.end())
            return Error(Code::key_duplicate, "column \"" + name + "\" stands twice", "take one out", at);
        columns_.push_back(name);
    }
    for (const ColumnSpec &column : event_columns(options_.table))
        if (column.required && std::find(columns_.begin(), columns_.end(), column.name) == columns_.end())
            return Error(Code::column_missing, "there is no column \"" + std::string(column.name) + "\"",
                         "add it: " + std::string(column.summary), where);
    return {};
}

Result<std::vector<Event>> EventReader::read(const TextRow &row) {
    const std::string where = place(options_.name, row.line);
    if (row.error) return row.error->at(where);
    std::vector<RawEvent> raw;
    if (lines_) {
        PV_TRY(raw, read_json_row(row, where));
    } else {
        PV_TRY(const TableRow cells, read_csv_row(row, where));
        PV_TRY(raw, events_of_row(options_.table, cells, options_.contract));
    }
    std::vector<Event> events;
    for (const RawEvent &one : raw) {
        PV_TRY(Event event, resolve_event(one, options_.zones));
        events.push_back(std::move(event));
    }
    return events;
}

Result<std::vector<RawEvent>> EventReader::read_json_row(const TextRow &row, const std::string &where) {
    PV_TRY(const JsonNode node, read_json(row.raw, where));
    if (options_.table == EventTable::events) {
        PV_TRY(RawEvent event, raw_event_from_json(node, where));
        return std::vector{std::move(event)};
    }
    PV_TRY(const auto members, json_scalars(node, where));
    TableRow cells{{}, where};
    for (const RawField &member : members) {
        if (!is_event_column(options_.table, member.name))
            return Error(Code::key_unknown, "there is no column \"" + excerpt(member.name) + "\"",
                         "take it out, or use a column of docs/tables.md", where);
        if (!member.text.empty()) cells.cells.push_back(member);
    }
    return events_of_row(options_.table, cells, options_.contract);
}

Result<TableRow> EventReader::read_csv_row(const TextRow &row, const std::string &where) const {
    PV_TRY(const auto cells, csv_cells(row.raw));
    if (cells.size() != columns_.size())
        return Error(Code::csv_syntax,
                     "the row has " + std::to_string(cells.size()) + " cells and the header " +
                         std::to_string(columns_.size()),
                     "make them as many; put a cell with commas in quotes", where);
    TableRow out{{}, where};
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string_view text = trimmed(cells[i]);
        if (text.empty()) continue;
        const std::string at = where + ":" + std::to_string(i + 1);
        if (columns_[i].empty())
            return Error(Code::csv_syntax, "a cell stands under no column name: " + excerpt(text),
                         "name the column, or empty the cell", at);
        out.cells.push_back({columns_[i], std::string(text), at});
    }
    return out;
}

} // namespace proviso
