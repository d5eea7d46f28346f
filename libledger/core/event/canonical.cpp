// Canonical bytes of an event, written and read back. Field names and the event's own keys never collide (a test of the
// table says so), so that all keys stand in one flat object in byte order.
#include <algorithm>
#include <array>

#include "core/event/event.hpp"
#include "core/json_text.hpp"

namespace proviso {
namespace {

constexpr std::size_t bytes_usual = 256;

struct Member {
    std::string name;
    std::string json;
};

bool is_bare(FieldKind kind) {
    return kind != FieldKind::text && kind != FieldKind::amount && kind != FieldKind::price &&
           kind != FieldKind::ratio && kind != FieldKind::seconds && kind != FieldKind::day &&
           kind != FieldKind::instant;
}

void append_pieces(std::string &out, const std::vector<DayPiece> &pieces) {
    out += '[';
    for (const DayPiece &piece : pieces) {
        if (out.back() == ']') out += ',';
        out += '[';
        append_json_string(out, piece.day.text());
        out += ',' + std::to_string(piece.micros) + ']';
    }
    out += ']';
}

/// The event's own keys, in byte order.
enum class Own : std::uint8_t { account, at, days, key, on, type, zone_assumed };
constexpr std::array<std::string_view, 7> own_names{"account", "at", "days", "key", "on", "type", "zone_assumed"};

bool has(const Event &event, Own own) {
    switch (own) {
    case Own::account:
        return !event.account.empty();
    case Own::at:
        return event.at.has_value();
    case Own::days:
        return !event.pieces.empty();
    case Own::key:
        return !event.key.empty();
    case Own::zone_assumed:
        return event.zone_assumed;
    case Own::on:
    case Own::type:
        break;
    }
    return true;
}

void append_own(std::string &out, const Event &event, const TypeSpec &type, Own own) {
    switch (own) {
    case Own::account:
        return append_json_string(out, event.account);
    case Own::at:
        return append_json_string(out, event.at->text());
    case Own::days:
        return append_pieces(out, event.pieces);
    case Own::key:
        return append_json_string(out, event.key);
    case Own::on:
        return append_json_string(out, event.on.text());
    case Own::type:
        return append_json_string(out, type.name);
    case Own::zone_assumed:
        out += "true";
    }
}

void append_field(std::string &out, const TypeSpec &type, const Field &field) {
    const FieldSpec *spec = type.field(field.name);
    if (spec && is_bare(spec->kind))
        out += field.text;
    else
        append_json_string(out, field.text);
}

bool by_name(const Field &a, const Field &b) { return a.name < b.name; }

/// Calls `visit(name, append)` for every member in byte order; `append(out)` writes its value. The fields are sorted
/// almost always: two sorted lists are merged, and nothing is copied.
template <class Visit> void each_member(const Event &event, Visit visit) {
    if (!std::is_sorted(event.fields.begin(), event.fields.end(), by_name)) {
        Event sorted = event;
        std::stable_sort(sorted.fields.begin(), sorted.fields.end(), by_name);
        return each_member(sorted, visit);
    }
    const TypeSpec &type = event_type(event.type);
    std::size_t own = 0;
    const auto own_before = [&](std::string_view name) {
        for (; own < own_names.size() && (name.empty() || own_names[own] < name); ++own)
            if (const auto which = static_cast<Own>(own); has(event, which))
                visit(own_names[own], [&](std::string &out) { append_own(out, event, type, which); });
    };
    for (const Field &field : event.fields) {
        own_before(field.name);
        visit(std::string_view(field.name), [&](std::string &out) { append_field(out, type, field); });
    }
    own_before({});
}

std::vector<Member> members_of(const Event &event) {
    std::vector<Member> members;
    each_member(event, [&](std::string_view name, const auto &append) {
        append(members.emplace_back(Member{std::string(name), {}}).json);
    });
    return members;
}

std::vector<DayPiece> read_pieces(std::string_view text) {
    JsonCursor json(text);
    std::vector<DayPiece> pieces;
    json.expect("[");
    while (json.ok() && json.peek() != ']') {
        if (!pieces.empty()) json.expect(",");
        json.expect("[");
        const auto day = Day::parse(json.string());
        json.expect(",");
        const std::int64_t micros = json.integer();
        json.expect("]");
        if (!day || !json.ok()) return {};
        pieces.push_back({*day, micros});
    }
    return pieces;
}

/// The members of a canonical object that are not fields of the type.
struct Envelope {
    std::string type, account, key;
    std::optional<Day> on;
    std::optional<Instant> at;
    std::vector<DayPiece> pieces;
    bool zone_assumed = false;
    std::vector<RawField> fields;
    bool ok = true;

    /// `raw` is the value's bytes if it is no string.
    void take(std::string name, std::string_view raw, std::string text) {
        if (name == "type")
            type = std::move(text);
        else if (name == "account")
            account = std::move(text);
        else if (name == "key")
            key = std::move(text);
        else if (name == "on") {
            if (const auto day = Day::parse(text))
                on = *day;
            else
                ok = false;
        } else if (name == "at") {
            if (const auto instant = Instant::parse(text))
                at = *instant;
            else
                ok = false;
        } else if (name == "days") {
            pieces = read_pieces(raw);
            ok = ok && !pieces.empty();
        } else if (name == "zone_assumed") {
            zone_assumed = raw == "true";
        } else {
            fields.push_back({std::move(name), std::move(text), {}});
        }
    }
};

} // namespace

std::string canonical_json(const Event &event) {
    std::string out = "{";
    out.reserve(bytes_usual);
    each_member(event, [&](std::string_view name, const auto &append) {
        append_json_key(out, name);
        append(out);
    });
    return out += '}';
}

Result<Event> event_from_kept_json(std::string_view text) {
    JsonCursor json(text);
    Envelope envelope;
    json.expect("{");
    while (json.ok() && json.peek() != '}') {
        if (json.position() > 1) json.expect(",");
        std::string name = json.string();
        json.expect(":");
        if (json.peek() == '"') {
            std::string value = json.string();
            if (json.ok()) envelope.take(std::move(name), {}, std::move(value));
        } else {
            const std::string_view raw = json.raw();
            if (json.ok()) envelope.take(std::move(name), raw, std::string(raw));
        }
    }
    json.expect("}");
    if (!json.ok() || !json.at_end() || !envelope.ok) return json.error("the event");
    PV_TRY(Event event, make_event(envelope.type, envelope.on, envelope.at, std::move(envelope.account),
                                   std::move(envelope.key), envelope.fields));
    event.pieces = std::move(envelope.pieces);
    event.zone_assumed = envelope.zone_assumed;
    return event;
}

Result<Event> event_from_canonical_json(std::string_view text) {
    PV_TRY(Event event, event_from_kept_json(text));
    if (canonical_json(event) != text) return Error(Code::json_syntax, "the event is not written canonically");
    return event;
}

std::string first_difference(const Event &a, const Event &b) {
    const auto left = members_of(a);
    const auto right = members_of(b);
    for (std::size_t i = 0; i < left.size() || i < right.size(); ++i) {
        if (i >= left.size()) return right[i].name;
        if (i >= right.size()) return left[i].name;
        if (left[i].name != right[i].name) return std::min(left[i].name, right[i].name);
        if (left[i].json != right[i].json) return left[i].name;
    }
    return {};
}

} // namespace proviso
