// Events from the files that people and services give: JSONL, one event a line, and CSV tables with a header row
// (io/event_tables.hpp). Bytes are pushed in blocks of any size; each row comes out as its events or as an error with
// its place (file:line, and the column where one cell is at fault), so that a caller can set bad rows aside and go on.
//
// What makes a whole file useless is an error of feed(): an unknown, missing or repeated column, a row without end.
// The zones of accounts that the file itself opens are known to its later rows. One reader per file and thread.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/csv.hpp"
#include "io/event_form.hpp"
#include "io/event_tables.hpp"
#include "io/line_source.hpp"

namespace proviso {

enum class EventFileForm : std::uint8_t { jsonl, csv };

struct EventReaderOptions {
    std::string name; ///< of the file, for messages
    EventTable table = EventTable::events;
    std::optional<EventFileForm> form; ///< without: JSONL if the first character is '{', else CSV
    EventZones zones;
    std::string contract; ///< rule pack of accounts whose row names none
};

/// One row of a file: its events (none half done: all or the error).
struct EventRow {
    std::uint64_t line = 1; ///< of its first byte, from 1
    std::string raw;        ///< without the line end
    Result<std::vector<Event>> events;
};

class EventReader : private CsvHandler {
  public:
    using Sink = std::function<Result<void>(EventRow)>;

    explicit EventReader(EventReaderOptions options);
    EventReader(const EventReader &) = delete; ///< its zones look back at itself
    EventReader &operator=(const EventReader &) = delete;

    /// Errors: key.unknown, key.duplicate, column.missing, csv.syntax of the header; input.too_large; the sink's.
    [[nodiscard]] Result<void> feed(std::string_view block, const Sink &sink);
    /// The last row. A CSV file without a header is column.missing.
    [[nodiscard]] Result<void> finish(const Sink &sink);

  private:
    Result<void> row(const CsvRow &row) override;
    Result<void> bad_row(const CsvBadRow &row) override;
    [[nodiscard]] Result<void> push(std::string_view block);
    [[nodiscard]] Result<void> take_header(const CsvRow &row);
    [[nodiscard]] Result<void> give(std::uint64_t line, std::string_view raw, Result<std::vector<Event>> events);
    [[nodiscard]] Result<std::vector<Event>> read_json(std::string_view line, const std::string &where) const;
    [[nodiscard]] Result<std::vector<Event>> read_cells(const CsvRow &row, const std::string &where) const;
    [[nodiscard]] Result<std::vector<Event>> resolve(const std::vector<RawEvent> &raw) const;

    EventReaderOptions options_;
    std::optional<CsvScanner> csv_; ///< if the file is CSV
    LineSource lines_;
    std::string head_;                                      ///< bytes before the form is known
    std::vector<std::string> columns_;                      ///< of the header; empty before it
    std::map<std::string, std::string, std::less<>> zones_; ///< of accounts opened in this file
    const Sink *sink_ = nullptr;                            ///< of the call that is running
};

} // namespace proviso
