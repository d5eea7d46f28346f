#include "book/usage_text.hpp"

#include <charconv>
#include <span>

#include "core/json_text.hpp"

namespace proviso {
namespace {

bool same_group(const UsageTotal &a, const UsageTotal &b) { return a.sku == b.sku && a.source == b.source; }

/// [day, calls, actual, billed, "exact"] and, if there is one price, "0.0051", "USD". Many batches hold a million of
/// these: they are the size of a book, and what a run reads.
void total_json(std::string &out, const UsageTotal &total) {
    char separator = '[';
    for (const std::int64_t number :
         {std::int64_t{total.day.number()}, total.calls, total.actual_millis, total.billed_millis}) {
        char digits[20];
        out += separator;
        out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
        separator = ',';
    }
    out += ',';
    append_json_string(out, total.exact.text());
    if (total.price) {
        out += ',';
        append_json_string(out, total.price->text());
        out += ',';
        append_json_string(out, total.price->currency.code());
    }
    out += ']';
}

/// Totals that follow each other with the same sku and source.
void group_json(std::string &out, std::span<const UsageTotal> totals) {
    out += "{\"sku\":";
    append_json_string(out, totals.front().sku);
    out += ",\"source\":";
    append_json_string(out, totals.front().source);
    out += ",\"days\":[";
    for (const UsageTotal &total : totals) {
        if (&total != totals.data()) out += ',';
        total_json(out, total);
    }
    out += "]}";
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

void read_total(JsonCursor &json, UsageTotal &total) {
    json.expect("[");
    const std::int64_t day = json.integer();
    if (day < day_first.number() || day > day_last.number()) json.fail();
    total.day = Day(static_cast<std::int32_t>(json.ok() ? day : 0));
    json.expect(",");
    total.calls = json.integer();
    json.expect(",");
    total.actual_millis = json.integer();
    json.expect(",");
    total.billed_millis = json.integer();
    json.expect(",");
    if (const auto exact = Ratio::parse(json.string()))
        total.exact = *exact;
    else
        json.fail();
    total.price.reset();
    if (json.accept(',')) {
        const std::string text = json.string();
        json.expect(",");
        const auto currency = currency_from_code(json.string());
        const auto price = parse_unit_price(text, currency ? *currency : Currency{});
        if (currency && price)
            total.price = *price;
        else
            json.fail();
    }
    json.expect("]");
}

void read_group(JsonCursor &json, std::vector<UsageTotal> &totals) {
    UsageTotal total;
    json.expect("{\"sku\":");
    total.sku = json.string();
    json.expect(",\"source\":");
    total.source = json.string();
    json.expect(",\"days\":[");
    for (bool first = true; json.ok() && json.peek() != ']'; first = false) {
        if (!first) json.expect(",");
        read_total(json, total);
        totals.push_back(total);
    }
    json.expect("]}");
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
    const std::span<const UsageTotal> totals(usage.totals);
    for (std::size_t from = 0, to = 0; from < totals.size(); from = to) {
        while (to < totals.size() && same_group(totals[from], totals[to])) ++to;
        if (from != 0) out += ',';
        group_json(out, totals.subspan(from, to - from));
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
        read_group(json, out.totals);
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
