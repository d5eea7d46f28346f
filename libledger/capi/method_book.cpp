// book.info, event.record, verify, ask, trial_balance, usage.batches: a book as a whole.
#include "book/post.hpp"
#include "book/record.hpp"
#include "book/reports.hpp"
#include "book/run.hpp"
#include "book/usage.hpp"
#include "book/verify.hpp"
#include "capi/book_json.hpp"
#include "capi/event_zones.hpp"
#include "capi/method.hpp"
#include "io/json.hpp"

namespace proviso::capi {
namespace {

Result<Answer> show_info(const Call &call) {
    PV_TRY(const BookInfo info, call.book().info());
    Json sources = Json::array();
    for (const AdoptedSource &source : info.sources)
        sources.push_back({{"kind", source.kind},
                           {"id", source.id},
                           {"version", source.version},
                           {"revision", source.revision},
                           {"sha256", source.sha256},
                           {"entry", source.entry},
                           {"from", source.from == day_first ? Json(nullptr) : to_json(source.from)}});
    Json out = schema("book");
    out["id"] = info.id;
    out["schema_version"] = info.schema;
    out["created"] = to_json(info.created);
    out["seller"] = to_json(info.seller);
    out["head"] = to_json(info.head);
    out["sealed_through"] = to_json(info.sealed_through);
    out["closed_through"] = to_json(info.closed_through);
    out["drafts_through"] = to_json(info.drafts_through);
    out["accounts"] = info.accounts;
    out["events"] = info.events;
    out["documents"] = info.documents;
    out["drafts"] = info.drafts;
    out["journal_entries"] = info.journal_entries;
    out["suspended"] = info.suspended;
    out["sources"] = std::move(sources);
    return Answer{std::move(out), {}};
}

Result<Answer> record(const Call &call) {
    PV_TRY(const EventZones zones, event_zones(call.context(), call.book(), call.text("zone")));
    std::vector<Event> events;
    for (const Json &given : call.value("events")) {
        const std::string where = "events." + std::to_string(events.size());
        PV_TRY(const JsonNode node, read_json(json_text(given)));
        PV_TRY(const RawEvent raw, raw_event_from_json(node, where));
        PV_TRY(Event event, resolve_event(raw, zones));
        events.push_back(std::move(event));
    }
    PV_TRY(const RecordReport report, record_events(call.book(), std::move(events)));
    Json numbers = Json::array();
    for (const std::uint64_t number : report.events) numbers.push_back(number);
    Json out = schema("record");
    out["events"] = std::move(numbers);
    out["replayed"] = report.replayed;
    out["head"] = to_json(report.head);
    return Answer{std::move(out), {}};
}

Result<Answer> verify(const Call &call) {
    VerifyRequest request;
    if (call.has("expect_head")) request.expect_head = call.text("expect_head");
    request.replay = call.flag("replay", true);
    PV_TRY(const VerifyReport report, verify_book(call.book(), request));
    Json attested = Json::array();
    for (const std::string &line : report.attested) attested.push_back(line);
    Json checks = Json::array();
    for (const VerifyCheck &check : report.checks)
        checks.push_back({{"check", check.name}, {"checked", check.checked}, {"passed", check.passed}});
    Json out = schema("verify");
    out["verified"] = report.ok();
    out["head"] = to_json(report.head);
    out["checks"] = std::move(checks);
    out["attested"] = std::move(attested);
    if (report.ok()) return Answer{std::move(out), {}};
    out["fault"] = {{"check", report.fault->check}, {"entry", report.fault->entry}, {"what", report.fault->what}};
    const bool is_head = report.fault->check == "head";
    const std::string where =
        report.fault->entry ? "entry " + std::to_string(report.fault->entry) : report.fault->check;
    return Answer{std::move(out), Error(is_head ? Code::verify_head : Code::verify_fault, report.fault->what,
                                        "keep the file as it is and compare it with a copy", where)};
}

Result<Answer> ask(const Call &call) {
    Question question;
    question.ask = call.text("ask");
    question.on = *call.day("on");
    PV_TRY(question.with, call.texts_of("with"));
    PV_TRY(const Decision decision, ask_account(call.book(), call.text("account"), question));
    Json out = schema("decision");
    out["ask"] = question.ask;
    out["answer"] = decision.allow ? "allow" : "deny";
    out["clause"] = decision.clause;
    out["reason"] = decision.reason;
    Json conditions = Json::array();
    for (const Condition &condition : decision.conditions)
        conditions.push_back(
            {{"clause", condition.clause}, {"verdict", verdict_name(condition.verdict)}, {"what", condition.what}});
    out["conditions"] = std::move(conditions);
    out["readings"] = to_json(decision.readings);
    return Answer{std::move(out), {}};
}

Result<Answer> balance(const Call &call) {
    PV_TRY(const TrialBalance found,
           trial_balance(call.book(), *call.day("as_of"), call.instant("known_at"), call.text("account")));
    Json rows = Json::array();
    for (const TrialBalanceRow &row : found.rows)
        rows.push_back({{"ledger", row.ledger},
                        {"currency", row.currency},
                        {"debit", row.debit.text()},
                        {"credit", row.credit.text()}});
    Json totals = Json::array();
    for (const auto &[debit, credit] : found.totals)
        totals.push_back({{"currency", debit.currency().code()}, {"debit", debit.text()}, {"credit", credit.text()}});
    Json out = schema("trial-balance");
    out["as_of"] = to_json(found.as_of);
    out["rows"] = std::move(rows);
    out["totals"] = std::move(totals);
    return Answer{std::move(out), {}};
}

Result<Answer> batches(const Call &call) {
    PV_TRY(const std::vector<UsageBatchRow> found, list_usage_batches(call.book()));
    Json rows = Json::array();
    for (const UsageBatchRow &row : found)
        rows.push_back({{"batch", row.batch},
                        {"entry", row.entry},
                        {"recorded_at", to_json(row.recorded_at)},
                        {"kind", row.head.kind},
                        {"file", row.head.file},
                        {"source", row.head.source},
                        {"format", row.head.format},
                        {"sha256", row.head.sha256},
                        {"zone_version", row.head.zone_version},
                        {"rows", row.head.rows},
                        {"billed", row.head.billed},
                        {"not_billable", row.head.not_billable},
                        {"duplicate", row.head.duplicate},
                        {"suspended", row.suspended},
                        {"rejected", row.head.rejected}});
    Json out = schema("usage-batches");
    out["batches"] = std::move(rows);
    return Answer{std::move(out), {}};
}

constexpr Arg record_args[] = {
    {"events", ArgKind::list, true, "events as objects: on or at, account, type, the type's fields, optionally key"},
    {"zone", ArgKind::text, false, "time zone of accounts that have none; default: the seller's"},
};
constexpr Arg verify_args[] = {
    {"expect_head", ArgKind::text, false, "the head's hash in hex, or COUNT:HEX"},
    {"replay", ArgKind::flag, false, "make every document again from its events; default true"},
};
constexpr Arg ask_args[] = {
    {"account", ArgKind::text, true, "the account"},
    {"ask", ArgKind::text, true, "the permission, such as \"ticket.open\""},
    {"on", ArgKind::day, true, "the day for which it is asked"},
    {"with", ArgKind::object, false, "its arguments, all texts"},
};
constexpr Arg balance_args[] = {
    {"as_of", ArgKind::day, true, "the day, the whole of it"},
    {"known_at", ArgKind::instant, false, "only what the book knew then; a date means its end"},
    {"account", ArgKind::text, false, "one account's postings only"},
};
constexpr Method table[] = {
    {"ask", "ask for a permission: allow or deny, with the clause", true, ask_args, ask},
    {"book.info", "what a book is and holds, and the head of its chain", true, {}, show_info},
    {"event.record", "record events, all or none", true, record_args, record},
    {"trial_balance", "the balance of every ledger", true, balance_args, balance},
    {"usage.batches", "what usage has been imported", true, {}, batches},
    {"verify", "recompute everything; the answer is no at the first fault", true, verify_args, verify},
};

} // namespace

std::span<const Method> book_methods() { return table; }

} // namespace proviso::capi
