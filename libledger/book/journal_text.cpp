#include "book/journal_text.hpp"

#include "core/json_text.hpp"

namespace proviso {

void append_journal_json(std::string &out, const JournalEntry &entry) {
    out += "{\"account\":";
    append_json_string(out, entry.account);
    out += ",\"currency\":";
    append_json_string(out, entry.postings.empty() ? "" : entry.postings.front().amount.currency().code());
    out += ",\"date\":\"";
    out += entry.date.text();
    out += "\",\"key\":";
    append_json_string(out, entry.key);
    out += ",\"postings\":[";
    bool first = true;
    for (const Posting &posting : entry.postings) {
        if (!first) out += ',';
        first = false;
        out += '[';
        append_json_string(out, posting.ledger);
        out += ",\"";
        out += posting.amount.text();
        out += "\"]";
    }
    out += "],\"text\":";
    append_json_string(out, entry.text);
    out += '}';
}

Result<JournalEntry> journal_from_json(std::string_view json) {
    JsonCursor cursor(json);
    JournalEntry entry;
    cursor.expect("{\"account\":");
    entry.account = cursor.string();
    cursor.expect(",\"currency\":");
    const auto currency = currency_from_code(cursor.string());
    cursor.expect(",\"date\":");
    const auto date = Day::parse(cursor.string());
    cursor.expect(",\"key\":");
    entry.key = cursor.string();
    cursor.expect(",\"postings\":[");
    bool amounts = currency.ok() && date.ok();
    while (amounts && cursor.ok() && cursor.peek() != ']') {
        if (!entry.postings.empty()) cursor.expect(",");
        cursor.expect("[");
        Posting posting;
        posting.ledger = cursor.string();
        cursor.expect(",");
        const auto amount = parse_amount(cursor.string(), *currency);
        cursor.expect("]");
        amounts = amount.ok();
        if (!amounts) break;
        posting.amount = *amount;
        entry.postings.push_back(std::move(posting));
    }
    if (amounts) {
        cursor.expect("],\"text\":");
        entry.text = cursor.string();
        cursor.expect("}");
        entry.date = *date;
    }
    if (!amounts || !cursor.ok() || !cursor.at_end())
        return Error(Code::book_damaged, "a journal entry cannot be read", "verify the book");
    return entry;
}

} // namespace proviso
