// Canonical bytes of an event, written and read back. Field names and the event's own keys never collide (a test of the
// table says so), so that all keys stand in one flat object in byte order.
#include <algorithm>

#include "core/event/event.hpp"
#include "core/json_text.hpp"

namespace proviso {
namespace {

struct Member {
    std::string name;
    std::string json;
};

std::string quoted(std::string_view text) {
    std::string out;
    append_json_string(out, text);
    return out;
}

bool is_bare(FieldKind kind) {
    return kind != FieldKind::text && kind != FieldKind::amount && kind != FieldKind::price &&
           kind != FieldKind::ratio && kind != FieldKind::seconds && kind != FieldKind::day &&
           kind != FieldKind::instant;
}

std::string pieces_json(const std::vector<DayPiece> &pieces) {
    std::string out = "[";
    for (const DayPiece &piece : pieces) {
        if (out.size() > 1) out += ',';
        out += '[' + quoted(piece.day.text()) + ',' + std::to_string(piece.micros) + ']';
    }
    return out + ']';
}

std::vector<Member> members_of(const Event &event) {
    const TypeSpec &type = event_type(event.type);
    std::vector<Member> members{{"on", quoted(event.on.text())}, {"type", quoted(type.name)}};
    if (!event.account.empty()) members.push_back({"account", quoted(event.account)});
    if (event.at) members.push_back({"at", quoted(event.at->text())});
    if (!event.key.empty()) members.push_back({"key", quoted(event.key)});
    if (!event.pieces.empty()) members.push_back({"days", pieces_json(event.pieces)});
    if (event.zone_assumed) members.push_back({"zone_assumed", "true"});
    for (const Field &field : event.fields) {
        const FieldSpec *spec = type.field(field.name);
        members.push_back({field.name, spec && is_bare(spec->kind) ? field.text : quoted(field.text)});
    }
    std::stable_sort(members.begin(), members.end(), [](const Member &a, const Member &b) { return a.name < b.name; });
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
    for (const Member &member : members_of(event)) {
        append_json_key(out, member.name);
        out += member.json;
    }
    return out + '}';
}

Result<Event> event_from_kept_json(std::string_view text) {
    JsonCursor json(text);
    Envelope envelope;
    json.expect("{");
    while (json.ok() && json.peek() != '}') {
        if (json.position() > 1) json.expect(",");
        std::string name = json.string();
        json.expect(":");
        const bool is_string = json.peek() == '"';
        const std::string_view raw = json.raw();
        if (!json.ok()) break;
        envelope.take(std::move(name), raw, is_string ? JsonCursor(raw).string() : std::string(raw));
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
