#include "book/payments.hpp"

#include <algorithm>

#include "book/document_name.hpp"
#include "book/find_document.hpp"
#include "book/recorder.hpp"
#include "book/settle.hpp"
#include "book/stored_event.hpp"

namespace proviso {
namespace {

/// The payer's reference of the payment that is named by its key or its number.
Result<std::string> reference_of(Book::Impl &book, const std::string &account, const std::string &payment) {
    PV_TRY(const StoredAccount of, open_account(*book.store, account));
    std::vector<StoredEvent> rows;
    PV_CHECK(book.store->events_of(of.number, UINT64_MAX, rows));
    for (const StoredEvent &row : rows) {
        PV_TRY(Event event, event_of(row));
        if (event.type != EventType::payment_received) continue;
        PV_TRY(const std::vector<PersonalRow> personal, book.store->personal(row.number));
        restore_personal(event, personal);
        if (event.key != payment && std::to_string(row.number) != payment && event.text("ref") != payment) continue;
        if (event.text("ref").empty())
            return Error(Code::event_reference_unknown, "payment \"" + payment + "\" has no reference to tell it by",
                         "apply money on account without naming a payment");
        return std::string(event.text("ref"));
    }
    return Error(Code::event_reference_unknown, "account " + account + " has no payment \"" + payment + "\"",
                 "name it by its key, number or reference");
}

Result<Amount> unapplied_of(Store &store, std::uint64_t account, Currency currency) {
    PV_TRY(const LedgerSums sums, account_sums(store, account, {}));
    return negate(sums.of(chart::unapplied, currency));
}

} // namespace

Result<PaymentApplyReport> apply_payment(Book &handle, const PaymentApplyRequest &request) {
    Book::Impl &book = handle.impl();
    Store &store = *book.store;
    PV_TRY(const Instant now, book.now());
    PV_TRY(WriteScope write, WriteScope::begin(store));
    PV_TRY(const StoredAccount account, open_account(store, request.account));
    PV_TRY(const StoredDocument document, find_issued(store, request.document, request.account));
    const Currency currency = document.total.currency();
    PV_TRY(const Amount open, open_amount(store, document, {}));
    PV_TRY(const Amount held, unapplied_of(store, account.number, currency));
    Amount amount(std::min(open.minor(), held.minor()), currency);
    if (!request.amount.empty()) { PV_TRY(amount, parse_amount(request.amount, currency)); }
    if (amount.minor() <= 0 || amount.minor() > open.minor() || amount.minor() > held.minor())
        return Error(Code::amount_exceeds_open,
                     document.name + " has " + open.text() + " open and " + held.text() + " is on account",
                     "apply what fits");
    std::vector<RawField> fields{{"invoice", draft_id(document), {}}, {"amount", amount.text(), {}}};
    if (!request.payment.empty()) {
        PV_TRY(std::string reference, reference_of(book, request.account, request.payment));
        fields.push_back({"payment", std::move(reference), {}});
    }
    PV_TRY(Event event, make_event("payment.applied", request.on, std::nullopt, request.account, {}, fields));
    RecordLabel label;
    label.kind = "payment";
    PV_TRY(const std::vector<RecordOutcome> outcomes, record_batch(book, now, std::span(&event, 1), label));
    if (outcomes.front().kind == RecordOutcome::Kind::refused) return outcomes.front().error;
    PV_CHECK(check_accepted(book, account, outcomes.front().event));
    PV_TRY(const std::uint64_t first, store.next_journal());
    PV_CHECK(settle_accounts(book, now, {request.account}));

    PaymentApplyReport report;
    report.account = request.account;
    std::vector<StoredAllocation> allocations;
    PV_CHECK(store.allocations_of(document.number, allocations));
    for (const StoredAllocation &row : allocations)
        if (row.journal >= first)
            report.allocations.push_back({row.payment, document.name, row.day, Amount(row.minor, currency)});
    PV_TRY(report.unapplied, unapplied_of(store, account.number, currency));
    PV_TRY(const ChainHead head, store.head());
    report.head = head_of(head);
    PV_CHECK(write.commit());
    return report;
}

} // namespace proviso
