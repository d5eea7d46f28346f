// The lists that cursors go through.
#include <algorithm>

#include "book/accounts.hpp"
#include "book/documents.hpp"
#include "book/reports.hpp"
#include "book/suspense.hpp"
#include "capi/book_json.hpp"
#include "capi/compare_json.hpp"
#include "capi/method.hpp"
#include "capi/privacy_json.hpp"
#include "capi/suspense_json.hpp"

namespace proviso::capi {
namespace {

Result<void> documents(const Call &call, const Emit &emit) {
    DocumentFilter filter;
    filter.account = call.text("account");
    filter.from = call.day("from");
    filter.through = call.day("through");
    filter.as_of = call.day("as_of");
    filter.known_at = call.instant("known_at");
    filter.drafts = call.flag("drafts", true);
    filter.issued = call.flag("issued", true);
    filter.only_open = call.flag("only_open");
    if (call.has("kind")) {
        filter.kind = document_kind_from_name(call.text("kind"));
        if (!filter.kind)
            return Error(Code::argument_invalid, "there is no document of this kind",
                         "give invoice, interest or credit-note", "kind");
    }
    return list_documents(call.book(), filter, [&](const DocumentRow &row) { return emit(to_json(row)); });
}

Result<void> accounts(const Call &call, const Emit &emit) {
    return list_accounts(call.book(), *call.day("as_of"), {},
                         [&](const AccountRow &row) { return emit(to_json(row)); });
}

Json item_json(const AgingItem &item) {
    return {
        {"number", item.number},    {"kind", document_kind_name(item.kind)}, {"issued", to_json(item.issued)},
        {"due", to_json(item.due)}, {"days_past_due", item.days_past_due},   {"currency", item.open.currency().code()},
        {"open", item.open.text()}};
}

/// One row per account, with "row":"account"; then one per currency, with "row":"total".
Result<void> aging_rows(const Call &call, const Emit &emit) {
    AgingRequest request;
    request.as_of = *call.day("as_of");
    request.known_at = call.instant("known_at");
    request.by_issue = call.flag("by_issue");
    request.detail = call.flag("detail");
    request.account = call.text("account");
    const auto visit = [&](const AgingAccount &account) {
        const auto name = account.personal.find("name");
        Json row = {{"row", "account"},
                    {"account", account.account},
                    {"name", name == account.personal.end() ? std::string() : name->second},
                    {"currency", account.strip.total.currency().code()}};
        row.update(to_json(account.strip));
        if (request.detail) {
            row["items"] = Json::array();
            for (const AgingItem &item : account.items) row["items"].push_back(item_json(item));
        }
        return emit(row);
    };
    PV_TRY(const std::vector<AgingTotal> totals, aging(call.book(), request, visit));
    for (const AgingTotal &total : totals) {
        Json row = {{"row", "total"}, {"accounts", total.accounts}, {"currency", total.currency}};
        row.update(to_json(total.strip));
        row["receivable"] = total.receivable.text();
        if (!emit(row)) break;
    }
    return {};
}

Result<void> calendar_rows(const Call &call, const Emit &emit) {
    CalendarRequest request;
    request.as_of = *call.day("as_of");
    request.until = call.day("until").value_or(day_last);
    request.account = call.text("account");
    request.standing = call.flag("standing");
    return calendar(call.book(), request, [&](const CalendarRow &row) {
        Json out = {{"account", row.account}};
        out.update(to_json(row.deadline));
        out["past"] = row.past;
        return emit(out);
    });
}

Result<void> exception_rows(const Call &call, const Emit &emit) {
    return exceptions(call.book(), *call.day("through"), call.text("account"),
                      [&](const Exception &exception) { return emit(to_json(exception)); });
}

Result<void> journal(const Call &call, const Emit &emit) {
    const JournalFilter filter{call.text("account"), call.day("from"), call.day("through"), call.instant("known_at")};
    return list_journal(call.book(), filter, [&](const JournalRow &row) {
        Json postings = Json::array();
        for (const Posting &posting : row.entry.postings)
            postings.push_back({{"ledger", posting.ledger},
                                {"currency", posting.amount.currency().code()},
                                {"amount", posting.amount.text()}});
        return emit({{"number", row.number},
                     {"date", to_json(row.entry.date)},
                     {"account", row.entry.account},
                     {"key", row.entry.key},
                     {"text", row.entry.text},
                     {"postings", std::move(postings)},
                     {"recorded_at", to_json(row.recorded_at)},
                     {"entry", row.chain_entry}});
    });
}

Result<void> suspense(const Call &call, const Emit &emit) {
    PV_TRY(const SuspenseFilter filter, suspense_filter(call));
    return list_suspense(call.book(), filter, [&](const SuspenseRow &row) { return emit(to_json(row)); });
}

Result<void> personal(const Call &call, const Emit &emit) {
    return list_personal(call.book(), {call.text("account"), call.text("person")},
                         [&](const PersonalItem &item) { return emit(to_json(item)); });
}

Result<void> disclosures(const Call &call, const Emit &emit) {
    PV_TRY(const std::vector<Disclosure> rows, list_disclosures(call.book(), call.text("account")));
    for (const Disclosure &row : rows)
        if (!emit(to_json(row))) break;
    return {};
}

constexpr Arg account{"account", ArgKind::text, false, "one account only"};
constexpr Arg as_of{"as_of", ArgKind::day, true, "the day, the whole of it"};
constexpr Arg known_at{"known_at", ArgKind::instant, false, "only what the book knew then; a date means its end"};
constexpr Arg from{"from", ArgKind::day, false, "dated on this day or later"};
constexpr Arg through{"through", ArgKind::day, false, "dated on this day or earlier"};

constexpr Arg document_args[] = {account,
                                 {"kind", ArgKind::text, false, "invoice, interest or credit-note"},
                                 from,
                                 through,
                                 {"as_of", ArgKind::day, false, "open amounts and states as of this day"},
                                 known_at,
                                 {"drafts", ArgKind::flag, false, "with drafts; default true"},
                                 {"issued", ArgKind::flag, false, "with issued documents; default true"},
                                 {"only_open", ArgKind::flag, false, "only what is not paid"}};
constexpr Arg account_args[] = {as_of};
constexpr Arg aging_args[] = {as_of,
                              known_at,
                              account,
                              {"by_issue", ArgKind::flag, false, "age by the date of issue instead of the due date"},
                              {"detail", ArgKind::flag, false, "with the documents of each account"}};
constexpr Arg calendar_args[] = {
    as_of,
    {"until", ArgKind::day, false, "deadlines on this day or earlier, and those without a date"},
    {"standing", ArgKind::flag, false, "also duties that hold as long as the agreement, such as to obey the law"},
    account};
constexpr Arg exception_args[] = {{"through", ArgKind::day, true, "the last day"}, account};
constexpr Arg journal_args[] = {account, from, through, known_at};
constexpr Arg disclosure_args[] = {{"account", ArgKind::text, true, "whose data"}};
constexpr Arg personal_args[] = {
    account, {"person", ArgKind::text, false, "values that contain this name; of calls the number called"}};
constexpr Arg suspense_args[] = {{"ids", ArgKind::list, false, "numbers of rows"},
                                 {"code", ArgKind::text, false, "only rows that wait for this reason"},
                                 {"kind", ArgKind::text, false, "only rows of this kind"},
                                 account,
                                 {"all", ArgKind::flag, false, "also rows that are resolved or rejected"}};

constexpr List table[] = {
    {"accounts", "accounts, in order of their names", account_args, accounts},
    {"aging", "open amounts by days past due: accounts, then a total for each currency", aging_args, aging_rows},
    {"calendar", "duties and rights that stand on a day, each with its owner, its time and what follows otherwise",
     calendar_args, calendar_rows},
    {"comparison", "documents that another reading or pack changes, then totals and what could not be compared",
     compare_args, comparison_rows},
    {"disclosures", "to whom data about an account went, and who looked at it", disclosure_args, disclosures},
    {"documents", "issued documents by number, then drafts", document_args, documents},
    {"exceptions", "facts that the contract does not allow", exception_args, exception_rows},
    {"journal", "journal entries in the order in which they were posted", journal_args, journal},
    {"personal", "every value held about an account or a person; one of the two is named", personal_args, personal},
    {"suspense", "rows that wait", suspense_args, suspense},
};

} // namespace

std::span<const List> lists() {
    static const std::vector<List> all = [] {
        std::vector<List> rows(std::begin(table), std::end(table));
        rows.insert(rows.end(), export_lists().begin(), export_lists().end());
        std::stable_sort(rows.begin(), rows.end(), [](const List &a, const List &b) { return a.name < b.name; });
        return rows;
    }();
    return all;
}

} // namespace proviso::capi
