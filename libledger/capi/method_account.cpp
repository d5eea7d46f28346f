// account.show, account.statement: one account.
#include "book/accounts.hpp"
#include "capi/book_json.hpp"
#include "capi/method.hpp"

namespace proviso::capi {
namespace {

Json item_json(const OpenItem &item) {
    return {{"document", item.document}, {"kind", document_kind_name(item.kind)},    {"date", to_json(item.date)},
            {"due", to_json(item.due)},  {"currency", item.total.currency().code()}, {"total", item.total.text()},
            {"open", item.open.text()}};
}

Result<Answer> show(const Call &call) {
    const Day as_of = *call.day("as_of");
    PV_TRY(const AccountView view, show_account(call.book(), call.text("account"), as_of, call.instant("known_at")));
    Json out = schema("account");
    out.update(to_json(view.row));
    out["as_of"] = to_json(as_of);
    out["personal"] = to_json(view.row.personal);
    out["events"] = view.events;
    Json statuses = Json::array();
    for (const StatusChange &change : view.result.statuses)
        statuses.push_back(
            {{"on", to_json(change.on)}, {"status", status_name(change.status)}, {"clause", change.clause}});
    out["statuses"] = std::move(statuses);
    Json items = Json::array();
    for (const OpenItem &item : view.result.items) items.push_back(item_json(item));
    out["items"] = std::move(items);
    Json deadlines = Json::array();
    for (const Deadline &deadline : view.result.deadlines)
        if (deadline.known_from <= as_of && as_of < deadline.known_until) deadlines.push_back(to_json(deadline));
    out["deadlines"] = std::move(deadlines);
    Json standings = Json::array();
    for (const Standing &standing : view.result.standings)
        standings.push_back({{"name", standing.name},
                             {"value", standing.value},
                             {"since", to_json(standing.since)},
                             {"clause", standing.clause}});
    out["standings"] = std::move(standings);
    Json exceptions = Json::array();
    for (const Exception &exception : view.result.exceptions) exceptions.push_back(to_json(exception));
    out["exceptions"] = std::move(exceptions);
    Json accrued = Json::array();
    for (const Posting &posting : view.result.accrued)
        accrued.push_back({{"ledger", posting.ledger},
                           {"currency", posting.amount.currency().code()},
                           {"amount", posting.amount.text()}});
    out["accrued"] = std::move(accrued);
    return Answer{std::move(out), {}};
}

Result<Answer> statement(const Call &call) {
    PV_TRY(const AccountStatement found,
           account_statement(call.book(), call.text("account"), *call.day("from"), *call.day("through")));
    Json lines = Json::array();
    for (const StatementLine &line : found.lines)
        lines.push_back({{"date", to_json(line.date)},
                         {"document", line.document},
                         {"text", line.text},
                         {"due", to_json(line.due)},
                         {"debit", line.debit.text()},
                         {"credit", line.credit.text()},
                         {"balance", line.balance.text()},
                         {"days_late", line.days_late}});
    Json out = schema("statement");
    out["account"] = found.account;
    out["personal"] = to_json(found.personal);
    out["from"] = to_json(found.from);
    out["through"] = to_json(found.through);
    out["currency"] = found.opening.currency().code();
    out["opening"] = found.opening.text();
    out["lines"] = std::move(lines);
    out["closing"] = found.closing.text();
    out["aging"] = to_json(found.aging);
    out["accrued_interest"] = found.accrued_interest.text();
    return Answer{std::move(out), {}};
}

constexpr Arg show_args[] = {
    {"account", ArgKind::text, true, "the account"},
    {"as_of", ArgKind::day, true, "the day, the whole of it"},
    {"known_at", ArgKind::instant, false, "only what the book knew then; a date means its end"},
};
constexpr Arg statement_args[] = {
    {"account", ArgKind::text, true, "the account"},
    {"from", ArgKind::day, true, "the first day"},
    {"through", ArgKind::day, true, "the last day"},
};
constexpr Method table[] = {
    {"account.show", "an account as it stands: state, open documents, deadlines, exceptions", true, show_args, show},
    {"account.statement", "what was billed and paid, with a running balance", true, statement_args, statement},
};

} // namespace

std::span<const Method> account_methods() { return table; }

} // namespace proviso::capi
