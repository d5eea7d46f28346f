// Events: dated facts, each of one type of the closed list in types.def with the fields that the type knows.
//
// Form is checked when an Event is made (io/ readers go through make_event); what a fact means is the engine's affair.
// An event is never changed. Values; thread-safe to read.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/money/amount.hpp"
#include "core/time/day.hpp"

namespace proviso {

enum class EventType : std::uint8_t {
#define PV_EVENT(identifier, name, scope, phase, summary) identifier,
#include "core/event/types.def"
#undef PV_EVENT
};

/// What a field holds. Amounts and prices stay text until the agreement's currency is known.
enum class FieldKind : std::uint8_t {
    text,     ///< 1 to 4,096 bytes of UTF-8, no control characters
    amount,   ///< "66.33", optionally with a currency: "66.33 USD"
    price,    ///< as amount, more decimals allowed
    ratio,    ///< "0.0825", "1/120"
    quantity, ///< integer above 0
    count,    ///< integer, 0 or more
    seconds,  ///< string or integer, 0 or more, up to 6 decimals: "12.4"
    day,      ///< "2013-03-20"
    instant,  ///< RFC 3339
    flag,     ///< true or false
    items,    ///< order items: JSON array of {sku, quantity, unit_price?, term?}
    lines,    ///< journal lines: JSON array of {ledger, amount}
    counts,   ///< what was counted: JSON array of {sku, count}
};
/// "text", "amount", ...: the kind's name in docs/events.md and in messages.
[[nodiscard]] std::string_view field_kind_name(FieldKind kind);

struct FieldSpec {
    std::string_view name;
    FieldKind kind;
    bool required;
    std::string_view choices;   ///< "card|cheque|wire|cash|ach"; empty = free
    std::string_view otherwise; ///< the value that an absent field gets: "per-minute"; empty = it stays absent
    bool personal;              ///< may identify a person: a book's chain holds only a salted commitment
    std::string_view summary;   ///< meaning, unit
};

struct TypeSpec {
    EventType type;
    std::string_view name; ///< "seat.activated"
    bool book_wide;        ///< may stand without an account (prices, terms, tax rates, choices)
    bool engine_made;      ///< never given from outside
    std::uint8_t phase;    ///< order within a day: 0 prices, 1 accounts, 3 activations, ... (types.def)
    std::string_view summary;
    std::span<const FieldSpec> fields; ///< required ones first

    [[nodiscard]] const FieldSpec *field(std::string_view field_name) const; ///< null if the type has none
};

[[nodiscard]] std::span<const TypeSpec> event_types(); ///< sorted by name
[[nodiscard]] const TypeSpec *event_type(std::string_view name);
[[nodiscard]] const TypeSpec &event_type(EventType type);

struct OrderItem {
    std::string sku;
    std::int64_t quantity = 1;
    std::string unit_price; ///< empty if none
    std::string term;       ///< empty if none
};
struct JournalLine {
    std::string ledger;
    std::string amount;
};

struct Field {
    std::string name;
    std::string text;        ///< canonical text: "66.33", "2", "2013-03-20", "true"
    std::int64_t number = 0; ///< the quantity or count; microseconds; the day's number; the instant's micros; 0 or 1
};

/// A part of a [start, end) span that lies in one civil day of the account's zone.
struct DayPiece {
    Day day;
    std::int64_t micros = 0;
};

struct Event {
    EventType type{};
    Day on;                    ///< the civil day it counts on, in the account's zone
    std::optional<Instant> at; ///< given as an instant
    std::string account;       ///< empty for book-wide events
    std::string key;           ///< empty if none
    std::optional<Instant> recorded_at;
    std::vector<Field> fields;      ///< sorted by name
    std::vector<OrderItem> items;   ///< of the field `items`; of `found`: sku and counted quantity
    std::vector<JournalLine> lines; ///< of the field `lines`
    std::vector<DayPiece> pieces;   ///< by io/: the days of a session; the month and year of an outage
    bool zone_assumed = false;      ///< UTC was used for want of a zone, and hours matter
    std::uint64_t sequence = 0;     ///< position in its source: 1-based in a scenario, entry number in a book
    std::uint32_t seals = 0;        ///< how often documents had been sealed when it was recorded

    [[nodiscard]] const Field *field(std::string_view name) const;
    [[nodiscard]] std::string_view text(std::string_view name) const; ///< empty if absent
    [[nodiscard]] std::int64_t number(std::string_view name, std::int64_t otherwise = 0) const;
    [[nodiscard]] bool flag(std::string_view name, bool otherwise) const;
    [[nodiscard]] std::optional<Day> day(std::string_view name) const;
    [[nodiscard]] std::optional<Instant> instant(std::string_view name) const;
};

/// One raw field as a reader found it: a scalar's text (numbers as written), or JSON without white space for items,
/// lines and counts.
struct RawField {
    std::string name;
    std::string text;
    std::string where; ///< for messages
};

/// Checks form against the type's fields and builds the event. `on`/`at` come resolved. Errors in order of precedence:
/// event.type_unknown, event.field_unknown, event.field_missing, event.field_type, event.quantity_*,
/// event.amount_negative, event.date_missing, event.account_missing, and last event.end_before_start. key.duplicate
/// counts as an unknown field. Absent fields with a default get it, so that what is written out and what is meant have
/// the same content. `where` of an error is the field's; a reader adds the row's or event's where the field has none.
[[nodiscard]] Result<Event> make_event(std::string_view type, std::optional<Day> on, std::optional<Instant> at,
                                       std::string account, std::string key, std::span<const RawField> fields);

/// The bytes that identify an event's content and are hashed: one JSON object, all keys in byte order, quantities,
/// counts and flags as JSON numbers and literals, everything else as strings; "days" and "zone_assumed" carry what
/// zones gave. `sequence` and `recorded_at` are not part of it.
[[nodiscard]] std::string canonical_json(const Event &event);
/// Reads canonical_json back, byte for byte; no zone data is needed. Error: json.syntax, and those of make_event.
[[nodiscard]] Result<Event> event_from_canonical_json(std::string_view json);
/// The same for bytes that canonical_json is known to have written (a book's, which are chained): they are not written
/// again to compare. Errors as above, but not every other spelling is noticed.
[[nodiscard]] Result<Event> event_from_kept_json(std::string_view json);
/// The name of the first key in which two events differ ("amount", "on"), empty if their content is the same.
[[nodiscard]] std::string first_difference(const Event &a, const Event &b);

/// The order of events within an account: by day, phase, then content (never by file order). Within a phase openings
/// come before what refers to them: activations before releases, removals of contacts before new ones, closings last.
[[nodiscard]] bool event_before(const Event &a, const Event &b);

} // namespace proviso
