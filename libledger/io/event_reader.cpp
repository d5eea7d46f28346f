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
    auto outside = std::move(options_.zones.of);
    options_.zones.of = [this, outside = std::move(outside)](std::string_view account) {
        const auto own = zones_.find(account);
        if (own != zones_.end()) return own->second;
        return outside ? outside(account) : std::string();
    };
}

Result<void> EventReader::feed(std::string_view block, const Sink &sink) {
    sink_ = &sink;
    std::string head;
    if (!options_.form) {
        head_.append(block);
        const char first = first_character(head_);
        if (first == '\0' && head_.size() < longest_line) return {};
        options_.form = first == '{' ? EventFileForm::jsonl : EventFileForm::csv;
        head = std::move(head_);
        block = head;
    }
    auto pushed = push(block);
    if (!pushed && pushed.error().code == Code::input_too_large)
        pushed.error().where = options_.name + ":" + pushed.error().where;
    return pushed;
}

Result<void> EventReader::push(std::string_view block) {
    if (options_.form == EventFileForm::csv) {
        if (!csv_) csv_.emplace(static_cast<CsvHandler &>(*this));
        return csv_->feed(block);
    }
    return lines_.feed(block, [this](std::uint64_t number, std::string_view line) {
        return give(number, line, read_json(line, place(options_.name, number)));
    });
}

Result<void> EventReader::finish(const Sink &sink) {
    sink_ = &sink;
    if (options_.form == EventFileForm::jsonl)
        return lines_.finish([this](std::uint64_t number, std::string_view line) {
            return give(number, line, read_json(line, place(options_.name, number)));
        });
    if (csv_) PV_CHECK(csv_->finish());
    if (columns_.empty())
        return Error(Code::column_missing, "the file has no header row", "name the columns in the first row",
                     place(options_.name, 1));
    return {};
}

Result<void> EventReader::row(const CsvRow &row) {
    // Spreadsheets leave rows of empty cells behind; they say nothing.
    const auto is_empty = [](const CsvField &field) { return trimmed(field.raw()).empty(); };
    if (std::all_of(row.fields.begin(), row.fields.end(), is_empty)) return {};
    if (columns_.empty()) return take_header(row);
    return give(row.line, row.raw, read_cells(row, place(options_.name, row.line)));
}

Result<void> EventReader::bad_row(const CsvBadRow &row) {
    Error error(Code::csv_syntax, std::string(row.fault.what), std::string(row.fault.todo),
                place(options_.name, row.line));
    if (columns_.empty()) return error;
    return give(row.line, row.raw, std::move(error));
}

Result<void> EventReader::give(std::uint64_t line, std::string_view raw, Result<std::vector<Event>> events) {
    EventRow out{line, std::string(raw), std::move(events)};
    if (out.events) {
        for (const Event &event : *out.events)
            if (event.type == EventType::account_opened && !event.text("zone").empty())
                zones_.emplace(event.account, event.text("zone"));
    } else if (out.events.error().where.empty()) {
        out.events.error().where = place(options_.name, line);
    }
    return (*sink_)(std::move(out));
}

Result<void> EventReader::take_header(const CsvRow &row) {
    const std::string where = place(options_.name, row.line);
    std::vector<std::string_view> known;
    for (const ColumnSpec &column : event_columns(options_.table)) known.push_back(column.name);
    std::string scratch;
    for (std::size_t i = 0; i < row.fields.size(); ++i) {
        const std::string name = lower(trimmed(row.fields[i].text(scratch)));
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

Result<std::vector<Event>> EventReader::read_json(std::string_view line, const std::string &where) const {
    PV_TRY(const JsonNode node, proviso::read_json(line, where));
    if (options_.table == EventTable::events) {
        PV_TRY(RawEvent event, raw_event_from_json(node, where));
        return resolve({std::move(event)});
    }
    PV_TRY(const auto members, json_scalars(node, where));
    TableRow row{{}, where};
    for (const RawField &member : members) {
        if (!is_event_column(options_.table, member.name))
            return Error(Code::key_unknown, "there is no column \"" + excerpt(member.name) + "\"",
                         "take it out, or use a column of docs/tables.md", where);
        if (!member.text.empty()) row.cells.push_back(member);
    }
    PV_TRY(const auto events, events_of_row(options_.table, row, options_.contract));
    return resolve(events);
}

Result<std::vector<Event>> EventReader::read_cells(const CsvRow &row, const std::string &where) const {
    if (!is_utf8(row.raw))
        return Error(Code::text_not_utf8, "the row is not UTF-8", "save the file as CSV UTF-8", where);
    if (row.fields.size() != columns_.size())
        return Error(Code::csv_syntax,
                     "the row has " + std::to_string(row.fields.size()) + " cells and the header " +
                         std::to_string(columns_.size()),
                     "make them as many; put a cell with commas in quotes", where);
    TableRow cells{{}, where};
    std::string scratch;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const std::string_view text = trimmed(row.fields[i].text(scratch));
        if (text.empty()) continue;
        const std::string at = where + ":" + std::to_string(i + 1);
        if (columns_[i].empty())
            return Error(Code::csv_syntax, "a cell stands under no column name: " + excerpt(text),
                         "name the column, or empty the cell", at);
        cells.cells.push_back({columns_[i], std::string(text), at});
    }
    PV_TRY(const auto events, events_of_row(options_.table, cells, options_.contract));
    return resolve(events);
}

Result<std::vector<Event>> EventReader::resolve(const std::vector<RawEvent> &raw) const {
    std::vector<Event> events;
    for (const RawEvent &one : raw) {
        PV_TRY(Event event, resolve_event(one, options_.zones));
        events.push_back(std::move(event));
    }
    return events;
}

} // namespace proviso
