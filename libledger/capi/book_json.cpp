#include "capi/book_json.hpp"

namespace proviso::capi {

Json to_json(const std::map<std::string, std::string> &texts) {
    Json out = Json::object();
    for (const auto &[name, text] : texts) out[name] = text;
    return out;
}

Json to_json(const Head &head) { return {{"entries", head.entries}, {"hash", head.hash}}; }

Json to_json(const DocumentRow &row) {
    Json out = {{"number", row.number},
                {"id", row.id},
                {"account", row.account},
                {"account_name", row.account_name},
                {"kind", document_kind_name(row.kind)},
                {"date", to_json(row.date)},
                {"due", to_json(row.due)},
                {"currency", row.total.currency().code()},
                {"total", row.total.text()},
                {"tax", row.number.empty() ? Json(nullptr) : Json(row.tax.text())}, // a draft is kept without its lines
                {"open", row.open.text()},
                {"status", row.status},
                {"issued_at", to_json(row.issued_at)},
                {"sent_at", to_json(row.sent_at)},
                {"entry", row.entry}};
    if (row.number.empty()) out["draft"] = draft_state_name(row.draft_state);
    return out;
}

Json to_json(const std::vector<ReadingUse> &readings) {
    Json out = Json::object();
    for (const ReadingUse &use : readings) out[use.reading] = use.option;
    return out;
}

Json to_json(const Line &line, std::size_t number) {
    Json out = {{"line", number},
                {"kind", line_kind_name(line.kind)},
                {"sku", line.sku},
                {"text", line.text},
                {"quantity", line.quantity}};
    out["unit_price"] = line.unit_price ? Json(line.unit_price->text()) : Json(nullptr);
    out["fraction"] = line.fraction ? Json(line.fraction->text()) : Json(nullptr);
    out["from"] = to_json(line.service.from);
    out["until"] = to_json(line.service.until);
    out["amount"] = line.amount.text();
    out["tax"] = line.tax.text();
    out["tax_jurisdiction"] = line.tax_jurisdiction;
    out["exact"] = line.exact.text();
    out["clauses"] = to_json(line.clauses);
    out["readings"] = to_json(line.readings);
    out["ledger"] = line.ledger;
    out["key"] = line.key;
    if (!line.adjusts.empty()) out["adjusts"] = line.adjusts;
    if (!line.of.empty()) out["of"] = line.of;
    return out;
}

Json to_json(const AgingStrip &strip) {
    return {{"not_due", strip.not_due.text()},       {"days_1_30", strip.days_1_30.text()},
            {"days_31_60", strip.days_31_60.text()}, {"days_61_90", strip.days_61_90.text()},
            {"days_91", strip.days_91.text()},       {"total", strip.total.text()},
            {"unapplied", strip.unapplied.text()}};
}

Json to_json(const AccountRow &row) {
    const auto name = row.personal.find("name");
    return {{"account", row.account},
            {"name", name == row.personal.end() ? std::string() : name->second},
            {"pack", row.pack},
            {"status", status_name(row.status)},
            {"currency", row.receivable.currency().code()},
            {"receivable", row.receivable.text()},
            {"unapplied", row.unapplied.text()}};
}

Json to_json(const Exception &exception) {
    return {{"code", code_name(exception.code)}, {"on", to_json(exception.on)}, {"account", exception.account},
            {"event", exception.event},          {"clause", exception.clause},  {"what", exception.what}};
}

Json to_json(const Deadline &deadline) {
    return {{"name", deadline.name},
            {"date", deadline.date == day_last ? Json(nullptr) : to_json(deadline.date)},
            {"within", deadline.within},
            {"owner", deadline.owner},
            {"clause", deadline.clause},
            {"what", deadline.what},
            {"otherwise", deadline.otherwise},
            {"standing", deadline.standing},
            {"about", deadline.about.empty() ? deadline.document : deadline.about},
            {"known_from", to_json(deadline.known_from)},
            {"known_until", deadline.known_until == day_last ? Json(nullptr) : to_json(deadline.known_until)}};
}

Json to_json(const RunTotal &total) {
    return {{"kind", document_kind_name(total.kind)},
            {"count", total.count},
            {"currency", total.currency},
            {"total", total.total.text()}};
}

Json to_json(const Allocation &allocation) {
    return {{"payment", allocation.payment},
            {"document", allocation.document},
            {"on", to_json(allocation.on)},
            {"currency", allocation.amount.currency().code()},
            {"amount", allocation.amount.text()}};
}

Json to_json(const std::vector<std::pair<std::string, std::uint64_t>> &reasons) {
    Json out = Json::object();
    for (const auto &[code, count] : reasons) out[code] = count;
    return out;
}

} // namespace proviso::capi
