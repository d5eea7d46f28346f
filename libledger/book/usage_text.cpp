#include "book/usage_text.hpp"

#include "core/json_text.hpp"

namespace proviso {
namespace {

void total_json(std::string &out, const UsageTotal &total) {
    out += "{\"day\":";
    append_json_string(out, total.day.text());
    out += ",\"sku\":";
    append_json_string(out, total.sku);
    out += ",\"source\":";
    append_json_string(out, total.source);
    out += ",\"calls\":" + std::to_string(total.calls);
    out += ",\"actual\":" + std::to_string(total.actual_millis);
    out += ",\"billed\":" + std::to_string(total.billed_millis);
    out += ",\"exact\":";
    append_json_string(out, total.exact.text());
    if (total.price) {
        out += ",\"price\":";
        append_json_string(out, total.price->text());
        out += ",\"currency\":";
        append_json_string(out, total.price->currency.code());
    }
    out += '}';
}

void session_json(std::string &out, const Session &session) {
    out += "{\"seat\":";
    append_json_string(out, session.seat);
    out += ",\"start\":" + std::to_string(session.start.micros());
    out += ",\"end\":" + std::to_string(session.end.micros());
    out += ",\"pieces\":[";
    for (std::size_t i = 0; i < session.pieces.size(); ++i) {
        if (i != 0) out += ',';
        out +=
            '[' + std::to_string(session.pieces[i].day.number()) + ',' + std::to_string(session.pieces[i].micros) + ']';
    }
    out += "],\"source\":";
    append_json_string(out, session.source);
    if (session.idle_micros != 0) out += ",\"idle\":" + std::to_string(session.idle_micros);
    out += '}';
}

UsageTotal read_total(JsonCursor &json) {
    UsageTotal total;
    json.expect("{\"day\":");
    if (const auto day = Day::parse(json.string()))
        total.day = *day;
    else
        json.fail();
    json.expect(",\"sku\":");
    total.sku = json.string();
    json.expect(",\"source\":");
    total.source = json.string();
    json.expect(",\"calls\":");
    total.calls = json.integer();
    json.expect(",\"actual\":");
    total.actual_millis = json.integer();
    json.expect(",\"billed\":");
    total.billed_millis = json.integer();
    json.expect(",\"exact\":");
    if (const auto exact = Ratio::parse(json.string()))
        total.exact = *exact;
    else
        json.fail();
    if (json.accept_key("price")) {
        const std::string text = json.string();
        json.expect(",\"currency\":");
        const auto currency = currency_from_code(json.string());
        const auto price = parse_unit_price(text, currency ? *currency : Currency{});
        if (currency && price)
            total.price = *price;
        else
            json.fail();
    }
    json.expect("}");
    return total;
}

Session read_session(JsonCursor &json) {
    Session session;
    json.expect("{\"seat\":");
    session.seat = json.string();
    json.expect(",\"start\":");
    session.start = Instant(json.integer());
    json.expect(",\"end\":");
    session.end = Instant(json.integer());
    json.expect(",\"pieces\":[");
    while (json.ok() && json.peek() != ']') {
        if (!session.pieces.empty()) json.expect(",");
        json.expect("[");
        const Day day(static_cast<std::int32_t>(json.integer()));
        json.expect(",");
        session.pieces.push_back({day, json.integer()});
        json.expect("]");
    }
    json.expect("],\"source\":");
    session.source = json.string();
    if (json.accept_key("idle")) session.idle_micros = json.integer();
    json.expect("}");
    return session;
}

} // namespace

std::string usage_json(const AccountUsage &usage) {
    std::string out = "{\"totals\":[";
    for (std::size_t i = 0; i < usage.totals.size(); ++i) {
        if (i != 0) out += ',';
        total_json(out, usage.totals[i]);
    }
    out += "],\"sessions\":[";
    for (std::size_t i = 0; i < usage.sessions.size(); ++i) {
        if (i != 0) out += ',';
        session_json(out, usage.sessions[i]);
    }
    return out + "]}";
}

Result<void> usage_from_json(std::string_view text, AccountUsage &out) {
    JsonCursor json(text);
    json.expect("{\"totals\":[");
    for (bool first = true; json.ok() && json.peek() != ']'; first = false) {
        if (!first) json.expect(",");
        out.totals.push_back(read_total(json));
    }
    json.expect("],\"sessions\":[");
    for (bool first = true; json.ok() && json.peek() != ']'; first = false) {
        if (!first) json.expect(",");
        out.sessions.push_back(read_session(json));
    }
    json.expect("]}");
    if (!json.ok() || !json.at_end())
        return Error(Code::book_damaged, "an account's usage cannot be read", "verify the book");
    return {};
}

} // namespace proviso
