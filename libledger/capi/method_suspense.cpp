// suspense.retry, suspense.reject: rows that wait.
#include "book/retry_calls.hpp"
#include "book/suspense.hpp"
#include "capi/book_json.hpp"
#include "capi/method.hpp"
#include "capi/suspense_json.hpp"

namespace proviso::capi {

Json to_json(const SuspenseRow &row) {
    Json out = {{"id", row.id},
                {"kind", row.kind},
                {"file", row.file},
                {"source", row.source},
                {"row", row.row},
                {"account", row.account},
                {"state", suspense_state_name(row.state)}};
    out.update(to_json(row.reason));
    out["raw"] = row.raw;
    out["recorded_at"] = to_json(row.recorded_at);
    out["note"] = row.note;
    return out;
}

Result<std::vector<std::uint64_t>> suspense_ids(const Call &call) {
    std::vector<std::uint64_t> ids;
    for (const Json &id : call.value("ids")) {
        if (!id.is_number_unsigned())
            return Error(Code::argument_invalid, "the number of a row is not a whole number", "see `suspense list`",
                         "ids");
        ids.push_back(id.get<std::uint64_t>());
    }
    return ids;
}

Result<SuspenseFilter> suspense_filter(const Call &call) {
    SuspenseFilter filter;
    if (call.has("code")) filter.code = call.text("code");
    filter.kind = call.text("kind");
    filter.account = call.text("account");
    PV_TRY(filter.ids, suspense_ids(call));
    filter.waiting_only = !call.flag("all");
    return filter;
}

namespace {

Result<Answer> retry(const Call &call) {
    RetryImportsRequest request;
    PV_TRY(request.filter, suspense_filter(call));
    request.on = call.day("on");
    request.accept_duplicates = call.flag("accept_duplicates");
    request.zone = call.text("zone");
    request.zones = call.context().zones.get();
    if (call.has("mapping")) { PV_TRY(request.mapping, read_call_mapping(call.text("mapping"), "mapping")); }
    PV_TRY(const RetryReport report, retry_imports(call.book(), request));
    Json still = Json::array();
    for (const SuspenseRow &row : report.still) still.push_back(to_json(row));
    Json out = schema("suspense-retry");
    out["tried"] = report.tried;
    out["resolved"] = report.resolved;
    out["waiting"] = report.waiting;
    out["still"] = std::move(still);
    out["head"] = to_json(report.head);
    std::optional<Error> no;
    if (report.waiting > 0)
        no = Error(Code::rows_suspended, std::to_string(report.waiting) + " rows still wait in suspense",
                   "see what each needs");
    return Answer{std::move(out), std::move(no)};
}

Result<Answer> reject(const Call &call) {
    PV_TRY(const std::vector<std::uint64_t> ids, suspense_ids(call));
    PV_TRY(const Head head, reject_suspense(call.book(), ids, call.text("reason")));
    Json out = schema("suspense-reject");
    out["rejected"] = ids.size();
    out["head"] = to_json(head);
    return Answer{std::move(out), {}};
}

constexpr Arg retry_args[] = {
    {"ids", ArgKind::list, false, "numbers of rows; default: all that wait"},
    {"code", ArgKind::text, false, "only rows that wait for this reason"},
    {"kind", ArgKind::text, false, "only rows of this kind: events, calls, ..."},
    {"account", ArgKind::text, false, "only this account's rows"},
    {"on", ArgKind::day, false, "late facts are recorded as of this day instead"},
    {"accept_duplicates", ArgKind::flag, false, "rows that may be duplicates are facts of their own"},
    {"mapping", ArgKind::text, false, "a mapping for call records, as TOML, instead of the import's"},
    {"zone", ArgKind::text, false, "time zone of local times instead of the import's"},
};
constexpr Arg reject_args[] = {
    {"ids", ArgKind::list, true, "numbers of rows"},
    {"reason", ArgKind::text, true, "why they are closed"},
};
constexpr Method table[] = {
    {"suspense.reject", "close suspended rows for good", true, reject_args, reject},
    {"suspense.retry", "try suspended rows again; the answer is no if some still wait", true, retry_args, retry},
};

} // namespace

std::span<const Method> suspense_methods() { return table; }

} // namespace proviso::capi
