#include "io/event_form.hpp"

#include <algorithm>
#include <cstdlib>

#include "core/utf8.hpp"

namespace proviso {
namespace {

Error form(const RawEvent &raw, std::string what, std::string todo) {
    return Error(Code::event_field_type, std::move(what), std::move(todo), raw.where);
}

/// The dates of an event, or why they cannot be read.
struct Dates {
    std::optional<Day> on;
    std::optional<Instant> at, recorded_at;
    std::optional<Error> error;
};

Dates read_dates(const RawEvent &raw) {
    Dates dates;
    if (!raw.on.empty()) {
        const auto day = Day::parse(raw.on);
        if (day)
            dates.on = *day;
        else
            dates.error = form(raw, "`on` is not a date that exists: " + excerpt(raw.on), "write it as 2013-03-20");
    }
    const auto read = [&](std::string_view name, const std::string &text, std::optional<Instant> &into) {
        if (text.empty()) return;
        const auto instant = Instant::parse(text);
        if (instant)
            into = *instant;
        else if (!dates.error)
            dates.error = form(raw, "`" + std::string(name) + "` is not an instant: " + excerpt(text),
                               "write it with its offset: 2013-03-20T10:00:00-07:00");
    };
    read("at", raw.at, dates.at);
    read("recorded_at", raw.recorded_at, dates.recorded_at);
    return dates;
}

struct AccountZone {
    Zone zone = Zone::utc();
    bool assumed = false; ///< nobody said so
};

Result<AccountZone> zone_for(const RawEvent &raw, const EventZones &zones) {
    std::string name = zones.of ? zones.of(raw.account) : std::string();
    if (name.empty()) name = zones.otherwise;
    if (name.empty() || !zones.database) return AccountZone{Zone::utc(), true};
    auto zone = zones.database->zone(name);
    if (!zone) return std::move(zone.error()).at(raw.where);
    return AccountZone{std::move(*zone), false};
}

/// The instant whose civil day is the event's: of a call its answer, of a session its start unless a date is given.
std::optional<Instant> deciding_instant(const Event &event, bool has_day) {
    if (event.type == EventType::call_ended) {
        if (const auto started = event.instant("started")) return started;
        if (event.at) return Instant(event.at->micros() - event.number("seconds"));
        return std::nullopt;
    }
    if (event.type == EventType::login_session && !has_day && !event.at) return event.instant("start");
    return event.at;
}

/// Where an outage stands in its month and year: how long before or after it lie the midnights that bound them, so that
/// time in a month can be told without zones.
Result<void> place_outage(Event &event, const Zone &zone, Instant at) {
    const CivilDate civil = event.on.civil();
    const CivilDate marks[] = {
        {civil.year, civil.month, 1},
        {civil.month == 12 ? civil.year + 1 : civil.year, civil.month == 12 ? 1 : civil.month + 1, 1},
        {civil.year, 1, 1},
        {civil.year + 1, 1, 1}};
    event.pieces.clear();
    for (const CivilDate &mark : marks) {
        const auto day = Day::of(mark);
        if (!day) continue; // beyond the calendar
        // A day may begin after midnight, where clocks go forward then.
        auto midnight = zone.instant(*day, 0);
        if (!midnight) midnight = zone.instant(*day, micros_per_day / 24);
        if (!midnight) return std::move(midnight.error());
        event.pieces.push_back({*day, std::abs(at.micros() - midnight->instant.micros())});
    }
    return {};
}

Result<void> settle_day(Event &event, const RawEvent &raw, const EventZones &zones, std::optional<Day> given) {
    const auto instant = deciding_instant(event, given.has_value());
    const bool is_session = event.type == EventType::login_session;
    if (!instant && !is_session) return {};
    PV_TRY(const AccountZone place, zone_for(raw, zones));
    event.zone_assumed = place.assumed;
    if (instant) {
        const Day day = place.zone.local(*instant).day;
        if (given && *given != day)
            return form(raw, "`on` is " + given->text() + ", and the instant falls on " + day.text(),
                        "leave `on` out, or correct one");
        event.on = day;
        const bool is_outage = event.type == EventType::outage_opened || event.type == EventType::outage_closed;
        if (is_outage) PV_CHECK(place_outage(event, place.zone, *instant));
    }
    if (is_session) {
        auto pieces = place.zone.split_by_day(*event.instant("start"), *event.instant("end"));
        if (!pieces) return std::move(pieces.error()).at(raw.where);
        event.pieces = std::move(*pieces);
    }
    return {};
}

bool may_stand_for_command(std::string_view type) {
    return type == event_type(EventType::documents_finalized).name || type == event_type(EventType::period_closed).name;
}

/// Calls and sessions can be dated by their own fields; make_event wants a date, which settle_day() then corrects.
std::optional<Day> provisional_day(const RawEvent &raw, std::optional<Day> on, std::optional<Instant> at) {
    if (on) return on;
    if (at) return at->utc_day();
    const std::string_view own = raw.type == event_type(EventType::login_session).name ? "start"
                                 : raw.type == event_type(EventType::call_ended).name  ? "started"
                                                                                       : "";
    for (const RawField &field : raw.fields)
        if (field.name == own)
            if (const auto instant = Instant::parse(field.text)) return instant->utc_day();
    return std::nullopt;
}

bool is_about_names(Code code) {
    return code == Code::event_type_unknown || code == Code::event_field_unknown || code == Code::key_duplicate ||
           code == Code::event_field_missing;
}

/// A list of flat objects as JSON without white space, its parts in the order found.
Result<std::string> list_text(const JsonNode &list) {
    JsonWriter out;
    out.begin_list();
    for (const JsonNode &item : list.items) {
        if (item.kind != JsonKind::object) return Error(Code::event_field_type, "an entry is not an object");
        out.begin_object();
        for (const JsonMember &member : item.members) {
            if (member.value.kind == JsonKind::text)
                out.text(member.key, member.value.text);
            else if (member.value.kind == JsonKind::number)
                out.key(member.key).raw(member.value.text);
            else
                return Error(Code::event_field_type, "part \"" + member.key + "\" is neither a text nor a number");
        }
        out.end();
    }
    out.end();
    return out.take();
}

Result<std::string> scalar_text(const JsonNode &value) {
    switch (value.kind) {
    case JsonKind::text:
    case JsonKind::number:
        return value.text;
    case JsonKind::flag:
        return std::string(value.flag ? "true" : "false");
    case JsonKind::list:
        return list_text(value);
    case JsonKind::null:
    case JsonKind::object:
        break;
    }
    return Error(Code::event_field_type, "the value is neither a text, a number, a flag nor a list");
}

} // namespace

Result<Event> resolve_event(const RawEvent &raw, const EventZones &zones, EventDoor door) {
    const TypeSpec *spec = event_type(raw.type);
    if (spec && spec->engine_made && (door == EventDoor::import || !may_stand_for_command(raw.type)))
        return Error(Code::event_type_unknown, "event " + raw.type + " is made by the program and cannot be given",
                     "use the command that makes it", raw.where);
    const Dates dates = read_dates(raw);
    const auto day = dates.error ? std::optional(Day(0)) : provisional_day(raw, dates.on, dates.at);
    auto made = make_event(raw.type, day, dates.at, raw.account, raw.key, raw.fields);
    // What is wrong with type and field names comes before what is wrong with dates.
    if (dates.error && (made || !is_about_names(made.error().code))) return *dates.error;
    if (!made) {
        if (made.error().where.empty()) made.error().where = raw.where;
        return made;
    }
    made->recorded_at = dates.recorded_at;
    PV_CHECK(settle_day(*made, raw, zones, dates.on));
    return made;
}

Result<std::vector<RawField>> json_scalars(const JsonNode &node, const std::string &where) {
    if (node.kind != JsonKind::object)
        return Error(Code::event_field_type, "the row is not a JSON object", "write {\"type\":...}", where);
    std::vector<RawField> out;
    for (const JsonMember &member : node.members) {
        auto text = scalar_text(member.value);
        if (!text) {
            text.error().what = "\"" + excerpt(member.key) + "\": " + text.error().what;
            return std::move(text.error()).at(where);
        }
        out.push_back({member.key, std::move(*text), where});
    }
    return out;
}

Result<std::string> list_json(std::string_view text) {
    PV_TRY(const JsonNode node, read_json(text));
    if (node.kind != JsonKind::list)
        return Error(Code::event_field_type, "the value is not a list", "write [{\"sku\":...}]");
    return list_text(node);
}

Result<RawEvent> raw_event_from_json(const JsonNode &node, std::string where) {
    PV_TRY(const auto members, json_scalars(node, where));
    RawEvent raw;
    raw.where = std::move(where);
    for (const RawField &member : members) {
        std::string *own = member.name == "type"          ? &raw.type
                           : member.name == "on"          ? &raw.on
                           : member.name == "at"          ? &raw.at
                           : member.name == "account"     ? &raw.account
                           : member.name == "key"         ? &raw.key
                           : member.name == "recorded_at" ? &raw.recorded_at
                                                          : nullptr;
        if (own)
            *own = member.text;
        else
            raw.fields.push_back(member);
    }
    return raw;
}

} // namespace proviso
