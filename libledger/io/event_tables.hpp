// The tables that people keep, and what their rows say as events: one spreadsheet of accounts is enough to start from.
//
// A table has a header row that names its columns (any order, capitals do not matter). The columns of each kind stand
// in event_columns(); docs/tables.md shows them. A row of accounts gives account.opened and, if the cells are there,
// card_form.received and seat.activated. Constant data and pure functions; thread-safe.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/event_form.hpp"

namespace proviso {

/// What kind of rows a file has.
enum class EventTable : std::uint8_t {
    events,   ///< any event: its own keys and the fields of its type
    accounts, ///< one agreement
    payments, ///< money that arrived
    prices,   ///< a published price
};
/// "events", "accounts", "payments", "prices".
[[nodiscard]] std::string_view event_table_name(EventTable table);
[[nodiscard]] std::optional<EventTable> event_table_from_name(std::string_view name);

struct ColumnSpec {
    std::string_view name;
    bool required; ///< the column must be there; a row may still leave an optional event out
    std::string_view summary;
};
/// Of `events` only the event's own keys: every field of docs/events.md is a column too.
[[nodiscard]] std::span<const ColumnSpec> event_columns(EventTable table);
/// True for a column of event_columns() and, in `events`, for a field of any type.
[[nodiscard]] bool is_event_column(EventTable table, std::string_view name);

/// One row: the cells that are not empty, under their columns' names.
struct TableRow {
    std::vector<RawField> cells; ///< `where` is the cell's
    std::string where;           ///< the row's: "accounts.csv:3"

    [[nodiscard]] std::string text(std::string_view column) const; ///< empty if absent
};

/// The events that a row stands for. `contract` is the pack of accounts whose row names none. Errors: column.missing
/// for a cell that the row needs, event.field_type; the events' own form is checked by resolve_event().
[[nodiscard]] Result<std::vector<RawEvent>> events_of_row(EventTable table, const TableRow &row,
                                                          std::string_view contract);

} // namespace proviso
