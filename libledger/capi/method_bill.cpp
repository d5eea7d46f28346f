// run, finalize, preview, payment.apply, close: what moves a book on.
#include "book/payments.hpp"
#include "book/period.hpp"
#include "book/run.hpp"
#include "capi/book_json.hpp"
#include "capi/method.hpp"

namespace proviso::capi {
namespace {

Json totals_json(const std::vector<RunTotal> &totals) {
    Json rows = Json::array();
    for (const RunTotal &total : totals) rows.push_back(to_json(total));
    return rows;
}

Json ledgers_json(const std::vector<std::pair<std::string, Amount>> &ledgers) {
    Json rows = Json::array();
    for (const auto &[ledger, amount] : ledgers)
        rows.push_back({{"ledger", ledger}, {"currency", amount.currency().code()}, {"amount", amount.text()}});
    return rows;
}

Result<Answer> run(const Call &call) {
    PV_TRY(const RunReport report,
           run_drafts(call.book(), {*call.day("through"), call.text("account"), call.flag("interest")}));
    Json out = schema("run");
    out["through"] = to_json(report.through);
    out["accounts"] = report.accounts;
    out["drafts"] = {{"new", report.fresh}, {"changed", report.changed}, {"same", report.same}, {"gone", report.gone}};
    out["totals"] = totals_json(report.totals);
    out["exceptions"] = report.exceptions;
    out["refused"] = report.refused;
    Json exceptions = Json::array();
    for (const Exception &exception : report.exception_rows) exceptions.push_back(to_json(exception));
    out["exception_rows"] = std::move(exceptions);
    Json refusals = Json::array();
    for (const RefusedEvent &refused : report.refused_rows) {
        Json row = {{"event", refused.event}, {"account", refused.account}};
        row.update(to_json(refused.reason));
        refusals.push_back(std::move(row));
    }
    out["refused_rows"] = std::move(refusals);
    return Answer{std::move(out), {}};
}

Result<Answer> finalize(const Call &call) {
    PV_TRY(const FinalizeReport report,
           finalize_drafts(call.book(), {call.day("through"), call.flag("accept_changes")}));
    Json out = schema("finalize");
    out["through"] = to_json(report.through);
    out["documents"] = report.documents;
    out["journal_entries"] = report.journal_entries;
    Json series = Json::array();
    for (const SeriesRange &range : report.series)
        series.push_back({{"kind", document_kind_name(range.kind)},
                          {"first", range.first},
                          {"last", range.last},
                          {"count", range.count}});
    out["series"] = std::move(series);
    out["totals"] = totals_json(report.totals);
    out["first_entry"] = report.first_entry;
    out["last_entry"] = report.last_entry;
    out["head"] = to_json(report.head);
    return Answer{std::move(out), {}};
}

Result<Answer> preview(const Call &call) {
    PV_TRY(const AccountResult result,
           preview_account(call.book(), call.text("account"), *call.day("through"), call.flag("interest")));
    Json out = schema("preview");
    out["account"] = result.account;
    out["pack"] = result.pack;
    Json documents = Json::array();
    for (const Document &document : result.documents) {
        Json lines = Json::array();
        for (std::size_t i = 0; i < document.lines.size(); ++i) lines.push_back(to_json(document.lines[i], i + 1));
        documents.push_back({{"id", document.draft_id()},
                             {"kind", document_kind_name(document.kind)},
                             {"date", to_json(document.date)},
                             {"due", to_json(document.due)},
                             {"currency", document.currency.code()},
                             {"total", document.total.text()},
                             {"tax", document.tax.text()},
                             {"lines", std::move(lines)}});
    }
    out["documents"] = std::move(documents);
    Json exceptions = Json::array();
    for (const Exception &exception : result.exceptions) exceptions.push_back(to_json(exception));
    out["exceptions"] = std::move(exceptions);
    return Answer{std::move(out), {}};
}

Result<Answer> apply_money(const Call &call) {
    PV_TRY(const PaymentApplyReport report,
           apply_payment(call.book(), {call.text("account"), call.text("payment"), call.text("document"),
                                       call.text("amount"), *call.day("on")}));
    Json out = schema("payment-apply");
    out["account"] = report.account;
    Json rows = Json::array();
    for (const Allocation &allocation : report.allocations) rows.push_back(to_json(allocation));
    out["allocations"] = std::move(rows);
    out["currency"] = report.unapplied.currency().code();
    out["unapplied"] = report.unapplied.text();
    out["head"] = to_json(report.head);
    return Answer{std::move(out), {}};
}

Result<Answer> close(const Call &call) {
    PV_TRY(const ClosePeriodReport report, close_period(call.book(), call.text("period")));
    Json out = schema("close");
    out["period"] = report.period;
    out["from"] = to_json(report.from);
    out["until"] = to_json(report.until);
    out["recognised"] = ledgers_json(report.recognised);
    out["accrued"] = ledgers_json(report.accrued);
    out["currency"] = report.deferred.currency().code();
    out["deferred"] = report.deferred.text();
    out["journal_entries"] = report.journal_entries;
    out["head"] = to_json(report.head);
    return Answer{std::move(out), {}};
}

Result<Answer> reopen(const Call &call) {
    PV_TRY(const Head head, reopen_period(call.book(), call.text("period"), call.text("reason")));
    Json out = schema("reopen");
    out["period"] = call.text("period");
    out["head"] = to_json(head);
    return Answer{std::move(out), {}};
}

Result<Answer> periods(const Call &call) {
    PV_TRY(const std::vector<ClosedPeriod> closed, list_periods(call.book()));
    Json rows = Json::array();
    for (const ClosedPeriod &period : closed)
        rows.push_back({{"period", period.period},
                        {"recorded_at", to_json(period.recorded_at)},
                        {"entry", period.entry},
                        {"reopened", period.reopened}});
    Json out = schema("periods");
    out["periods"] = std::move(rows);
    return Answer{std::move(out), {}};
}

constexpr Arg run_args[] = {
    {"through", ArgKind::day, true, "the last day that is billed, the whole of it"},
    {"account", ArgKind::text, false, "only this account's drafts are replaced"},
    {"interest", ArgKind::flag, false, "bill the interest accrued through the day"},
};
constexpr Arg finalize_args[] = {
    {"through", ArgKind::day, false, "drafts dated through this day; default: the last run's day"},
    {"accept_changes", ArgKind::flag, false, "go on if a draft is not the one that was shown"},
};
constexpr Arg preview_args[] = {
    {"account", ArgKind::text, true, "the account"},
    {"through", ArgKind::day, true, "the last day that is billed"},
    {"interest", ArgKind::flag, false, "with the interest accrued through the day"},
};
constexpr Arg apply_args[] = {
    {"account", ArgKind::text, true, "the account"},
    {"document", ArgKind::text, true, "the document's number or draft id"},
    {"on", ArgKind::day, true, "the civil day of the application"},
    {"payment", ArgKind::text, false, "the payment's key or event number; default: money on account, oldest first"},
    {"amount", ArgKind::text, false, "how much; default: as much as fits"},
};
constexpr Arg reopen_args[] = {
    {"period", ArgKind::text, true, "the month that was closed last"},
    {"reason", ArgKind::text, true, "why"},
};
constexpr Arg close_args[] = {{"period", ArgKind::text, true, "the month, as \"2013-03\""}};

constexpr Method table[] = {
    {"close", "recognise deferred revenue, accrue what is unbilled, and lock a month", true, close_args, close},
    {"finalize", "number, post and seal the drafts, all or none", true, finalize_args, finalize},
    {"payment.apply", "apply money on account to a document", true, apply_args, apply_money},
    {"periods", "the months that are closed", true, {}, periods},
    {"preview", "one account's documents through a day, storing nothing", true, preview_args, preview},
    {"reopen", "open the month that was closed last and take back what its close posted", true, reopen_args, reopen},
    {"run", "replace the drafts through a day", true, run_args, run},
};

} // namespace

std::span<const Method> bill_methods() { return table; }

} // namespace proviso::capi
