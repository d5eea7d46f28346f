#include "book/licences.hpp"

#include "book/facts.hpp"
#include "book/recorder.hpp"
#include "book/settle.hpp"

namespace proviso {
namespace {

/// All of them or none, and only if the account takes them.
Result<LicenceRecord> record(Book &handle, const std::string &name, std::vector<Event> events) {
    Book::Impl &book = handle.impl();
    PV_TRY(const Instant now, book.now());
    PV_TRY(WriteScope write, WriteScope::begin(*book.store));
    PV_TRY(const StoredAccount account, open_account(*book.store, name));
    RecordLabel label;
    label.kind = "license";
    PV_TRY(const std::vector<RecordOutcome> outcomes, record_batch(book, now, events, label));
    LicenceRecord record;
    for (const RecordOutcome &outcome : outcomes) {
        if (outcome.kind == RecordOutcome::Kind::refused) return outcome.error;
        record.events.push_back(outcome.event);
        PV_CHECK(check_accepted(book, account, outcome.event));
    }
    PV_TRY(const ChainHead head, book.store->head());
    record.head = head_of(head);
    PV_CHECK(write.commit());
    return record;
}

} // namespace

Result<LicenceScope> account_licence_scope(Book &handle, const std::string &account, const LicenceWish &wish, Day on) {
    Book::Impl &book = handle.impl();
    PV_TRY(ReadScope read, ReadScope::begin(*book.store));
    PV_TRY(const std::shared_ptr<const LoadedTerms> terms, book.load_terms());
    PV_TRY(StoredAccount of, open_account(*book.store, account));
    PV_TRY(const AccountRows rows, read_rows(*book.store, std::move(of)));
    AccountState state;
    PV_CHECK(apply_rows(*terms, rows, on, {}, state));
    return licence_scope(terms->terms, state, wish, on);
}

Result<LicenceRecord> record_licence_issued(Book &book, const Licence &licence, const std::string &sha256) {
    std::vector<RawField> fields{{"license", licence.id, {}},
                                 {"sku", licence.product, {}},
                                 {"sha256", sha256, {}},
                                 {"issue", std::to_string(licence.issue), {}},
                                 {"from", licence.from.text(), {}}};
    if (!licence.order.empty()) fields.push_back({"order", licence.order, {}});
    if (licence.until) fields.push_back({"until", licence.until->text(), {}});
    PV_TRY(const Event event,
           make_event(event_type(EventType::license_issued).name, licence.issued, {}, licence.account, {}, fields));
    return record(book, licence.account, {event});
}

Result<LicenceRecord> record_licences_revoked(Book &book, const std::string &account,
                                              const std::vector<std::string> &licences, Day on,
                                              const std::string &reason) {
    std::vector<Event> events;
    for (const std::string &licence : licences) {
        const std::vector<RawField> fields{{"license", licence, {}}, {"reason", reason, {}}};
        PV_TRY(Event event, make_event(event_type(EventType::license_revoked).name, on, {}, account, {}, fields));
        events.push_back(std::move(event));
    }
    return record(book, account, std::move(events));
}

} // namespace proviso
