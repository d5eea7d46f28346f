// The one door from outside forms to events: JSON objects, scenario tables and CSV rows become a RawEvent, and
// resolve_event() makes it an Event. Here instants get their civil day, sessions their pieces by day, outages their place in
// month and year, and calls the day of their answer; nothing later needs a time zone.
//
// Pure functions of their arguments and the zone database; thread-safe.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/event/event.hpp"
#include "io/json.hpp"
#include "io/zones.hpp"

namespace proviso {

/// An event as a reader found it: everything still text. Empty parts are absent.
struct RawEvent {
    std::string type;
    std::string on; ///< "2013-03-20"
    std::string at; ///< RFC 3339 with its offset
    std::string account;
    std::string key;
    std::string recorded_at; ///< RFC 3339
    std::vector<RawField> fields;
    std::string where; ///< for messages: "events.jsonl:12"
};

/// Which zone an account's days are told in.
struct EventZones {
    const ZoneDatabase *database = nullptr;                  ///< must outlive
    std::function<std::string(std::string_view account)> of; ///< "" if the account has none; may be empty
    std::string otherwise;                                   ///< where the account has none; "" = UTC, assumed
};

/// What a reader may take that an import may not.
enum class EventDoor : std::uint8_t {
    import,   ///< events of the engine are refused
    scenario, ///< documents.finalized and period.closed stand for the commands
};

/// Errors: those of make_event; event.field_type for dates that do not exist, for `on` that contradicts the instant;
/// zone.unknown. `where` is the field's, else the event's. A session without `on` and `at` counts on its first day.
[[nodiscard]] Result<Event> resolve_event(const RawEvent &raw, const EventZones &zones,
                                          EventDoor door = EventDoor::import);

/// An object whose members are the event's own keys and the fields of its type. Texts, numbers, flags and lists of flat
/// objects; null and nested objects are event.field_type.
[[nodiscard]] Result<RawEvent> raw_event_from_json(const JsonNode &node, std::string where);

/// The members of an object as text: texts, numbers as written, flags, lists of flat objects as JSON without white
/// space.
[[nodiscard]] Result<std::vector<RawField>> json_scalars(const JsonNode &node, const std::string &where);
/// JSON text of a list of flat objects, without white space: what RawField wants. Errors: json.syntax,
/// event.field_type.
[[nodiscard]] Result<std::string> list_json(std::string_view text);

} // namespace proviso
