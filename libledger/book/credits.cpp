#include "book/credits.hpp"

#include <algorithm>

#include "book/document_name.hpp"
#include "book/find_document.hpp"
#include "book/recorder.hpp"
#include "book/settle.hpp"

namespace proviso {
namespace {

/// What credit notes, and credits that wait for the next run, have left of the document's line (0: of all).
Result<Amount> left_of(Book::Impl &book, const StoredAccount &account, const StoredDocument &document,
                       std::size_t line) {
    PV_TRY(const std::shared_ptr<const LoadedTerms> terms, book.load_terms());
    PV_TRY(const AccountRows rows, read_rows(*book.store, account));
    AccountState state;
    PV_TRY(const AccountResult result, apply_rows(*terms, rows, rows.last_day(day_first, terms->sealed), {}, state));
    const std::string id = draft_id(document);
    std::int64_t left = 0;
    for (const Document &made : result.documents)
        for (std::size_t i = 0; i < made.lines.size(); ++i) {
            const Line &one = made.lines[i];
            if (made.kind == DocumentKind::credit_note) {
                const auto colon = one.of.rfind(':');
                if (colon == std::string::npos || one.of.substr(0, colon) != id) continue;
                if (line == 0 || one.of.substr(colon + 1) == std::to_string(line)) left -= one.amount.minor();
            } else if (made.draft_id() == id && (line == 0 || line == i + 1)) {
                left += one.amount.minor();
            }
        }
    return Amount(std::max<std::int64_t>(0, left), document.total.currency());
}

} // namespace

Result<CreditReport> grant_credit(Book &handle, const CreditRequest &request) {
    Book::Impl &book = handle.impl();
    Store &store = *book.store;
    if (request.reason.empty())
        return Error(Code::argument_missing, "no reason is given", "say why the credit is granted", "reason");
    if (request.by.empty()) return Error(Code::argument_missing, "nobody grants the credit", "say who does", "by");
    PV_TRY(const Instant now, book.now());
    PV_TRY(WriteScope write, WriteScope::begin(store));
    PV_TRY(const StoredDocument document, find_issued(store, request.document, request.account));
    PV_TRY(const std::string name, store.account_name(document.account));
    PV_TRY(const StoredAccount account, open_account(store, name));
    CreditReport report;
    report.account = name;
    report.document = document.name;
    report.line = request.line;
    PV_TRY(const std::optional<Day> sealed, book.day_setting(setting::sealed_through));
    report.on = std::max(now.utc_day(), sealed ? *sealed + 1 : day_first);
    if (request.on) report.on = *request.on;
    if (request.amount.empty()) {
        PV_TRY(report.amount, left_of(book, account, document, request.line));
    } else {
        PV_TRY(report.amount, parse_amount(request.amount, document.total.currency()));
    }
    std::vector<RawField> fields{{"invoice", draft_id(document), {}},
                                 {"amount", report.amount.text(), {}},
                                 {"reason", request.reason, {}},
                                 {"by", request.by, {}}};
    if (request.line != 0) fields.push_back({"line", std::to_string(request.line), {}});
    if (!request.clause.empty()) fields.push_back({"clause", request.clause, {}});
    PV_TRY(Event event, make_event("line.credited", report.on, std::nullopt, name, {}, fields));
    RecordLabel label;
    label.kind = "credit";
    PV_TRY(const std::vector<RecordOutcome> outcomes, record_batch(book, now, std::span(&event, 1), label));
    if (outcomes.front().kind == RecordOutcome::Kind::refused) return outcomes.front().error;
    report.event = outcomes.front().event;
    PV_CHECK(check_accepted(book, account, report.event));
    PV_TRY(const ChainHead head, store.head());
    report.head = head_of(head);
    PV_CHECK(write.commit());
    return report;
}

} // namespace proviso
