// privacy.erase, privacy.purge, privacy.scrub: taking personal data out of a book. What is held is the list "personal",
// what went to others the list "disclosures".
#include "book/privacy.hpp"
#include "capi/book_json.hpp"
#include "capi/method.hpp"
#include "capi/privacy_json.hpp"

namespace proviso::capi {

Json to_json(const PersonalItem &item) {
    return {{"where", item.where},        {"entry", item.entry},
            {"account", item.account},    {"on", item.on ? to_json(*item.on) : Json()},
            {"type", item.type},          {"field", item.field},
            {"value", item.value},        {"why", item.why},
            {"erased", item.erased != 0}, {"erased_on", item.erased_on ? to_json(*item.erased_on) : Json()}};
}

Json to_json(const Disclosure &row) {
    Json facts = Json::object();
    for (const auto &[name, value] : row.facts) facts[name] = value;
    return {{"event", row.event},     {"entry", row.entry},      {"on", to_json(row.on)},
            {"what", row.what},       {"class", row.data_class}, {"recipient", row.recipient},
            {"to", row.to},           {"purpose", row.purpose},  {"facts", std::move(facts)},
            {"allowed", row.allowed}, {"clause", row.clause},    {"reason", row.reason}};
}

namespace {

/// The "no" of a removal whose old bytes could not be overwritten yet.
std::optional<Error> waits(bool scrubbed) {
    if (scrubbed) return std::nullopt;
    return Error(Code::scrub_waits, "another program holds the file: old bytes may still stand in it",
                 "close the other programs and scrub again");
}

Result<Answer> erase(const Call &call) {
    const EraseRequest request{{call.text("account"), call.text("person")}, call.text("by"), call.text("reason")};
    PV_TRY(const EraseReport report, erase_personal(call.book(), request));
    Json kept = Json::array();
    for (const Kept &each : report.kept)
        kept.push_back({{"where", each.where}, {"field", each.field}, {"why", each.why}});
    Json out = schema("privacy-erase");
    out["entry"] = report.entry;
    out["values"] = report.values;
    out["seats"] = report.seats;
    out["calls"] = report.calls;
    out["suspended"] = report.suspended;
    out["kept"] = std::move(kept);
    out["scrubbed"] = report.scrubbed;
    out["head"] = to_json(report.head);
    return Answer{std::move(out), waits(report.scrubbed)};
}

Result<Answer> purge(const Call &call) {
    const PurgeRequest request{call.text("class"), call.day("through"), call.day("on"), call.text("by"),
                               call.text("reason")};
    PV_TRY(const PurgeReport report, purge_rows(call.book(), request));
    Json out = schema("privacy-purge");
    out["entry"] = report.entry;
    out["clause"] = report.clause;
    out["on"] = to_json(report.on);
    out["batches"] = report.batches;
    out["blocks"] = report.blocks;
    out["rows"] = report.rows;
    out["values"] = report.values;
    out["seats"] = report.seats;
    out["suspended"] = report.suspended;
    out["scrubbed"] = report.scrubbed;
    out["head"] = to_json(report.head);
    return Answer{std::move(out), waits(report.scrubbed)};
}

Result<Answer> scrub(const Call &call) {
    PV_TRY(const bool scrubbed, scrub_book(call.book()));
    Json out = schema("privacy-scrub");
    out["scrubbed"] = scrubbed;
    return Answer{std::move(out), waits(scrubbed)};
}

constexpr Arg by{"by", ArgKind::text, true, "who does it; kept with the receipt"};
constexpr Arg reason{"reason", ArgKind::text, true, "on what ground; kept with the receipt"};
constexpr Arg erase_args[] = {
    {"account", ArgKind::text, false, "whose values; this or person, or both"},
    {"person", ArgKind::text, false, "every value that contains this name; of calls the number called"},
    by,
    reason,
};
constexpr Arg purge_args[] = {
    {"class", ArgKind::text, true, "the retention class of imported usage, such as call-log"},
    {"through", ArgKind::day, false, "rows dated on this day or earlier; default: all whose clock has run"},
    {"on", ArgKind::day, false, "the day of the purge; default: today in UTC"},
    by,
    reason,
};
constexpr Method table[] = {
    {"privacy.erase", "erase personal values that no open matter needs; the answer is no while old bytes wait", true,
     erase_args, erase},
    {"privacy.purge", "remove usage rows whose retention clock has run; the answer is no while old bytes wait", true,
     purge_args, purge},
    {"privacy.scrub",
     "overwrite the file's old bytes again; the answer is no while another program holds it",
     true,
     {},
     scrub},
};

} // namespace

std::span<const Method> privacy_methods() { return table; }

} // namespace proviso::capi
