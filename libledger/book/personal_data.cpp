// What a book holds about an account or a person, value by value.
#include <algorithm>

#include "book/facts.hpp"
#include "book/held_rows.hpp"
#include "book/person.hpp"
#include "book/privacy.hpp"
#include "book/stored_event.hpp"
#include "book/usage_text.hpp"

namespace proviso {
namespace {

class Search {
  public:
    Search(Store &store, const PersonalFilter &filter, const std::function<bool(const PersonalItem &)> &visit)
        : store_(store), filter_(filter), visit_(visit), person_(filter.person) {}

    Result<void> run() {
        if (filter_.account.empty() && filter_.person.empty())
            return Error(Code::argument_missing, "neither an account nor a person is named", "name one of them");
        if (!filter_.account.empty()) {
            PV_TRY(const StoredAccount account, open_account(store_, filter_.account));
            account_ = account.number;
        }
        PV_CHECK(events());
        if (!stopped_) PV_CHECK(seats());
        if (!stopped_) PV_CHECK(calls());
        if (!stopped_) PV_CHECK(suspense());
        if (!stopped_ && filter_.account.empty()) PV_CHECK(receipts());
        return {};
    }

  private:
    Result<void> give(PersonalItem item) {
        if (item.erased != 0) {
            PV_TRY(const std::optional<Instant> at, store_.recorded_at(item.erased));
            if (at) item.erased_on = at->utc_day();
        }
        stopped_ = !visit_(item);
        return {};
    }

    Result<void> events() {
        PV_TRY(const CursorPtr<PersonalRow> rows,
               filter_.account.empty() ? store_.all_personal() : store_.personal_of_account(account_));
        PersonalRow row;
        while (!stopped_) {
            PV_TRY(const bool more, rows->next(row));
            if (!more) break;
            if (!person_.in(row.value)) continue;
            PV_TRY(const std::optional<StoredEvent> stored, store_.event(row.event));
            if (!stored) continue;
            PV_TRY(const Event event, event_of(*stored));
            const TypeSpec &type = event_type(event.type);
            const FieldSpec *field = type.field(row.field);
            PersonalItem item;
            item.where = "event " + std::to_string(row.event);
            item.entry = stored->entry;
            item.account = event.account;
            item.on = event.on;
            item.type = type.name;
            item.field = row.field;
            item.value = row.value;
            item.why = std::string(type.summary) + ": " + std::string(field ? field->summary : std::string_view());
            item.erased = row.erased;
            PV_CHECK(give(std::move(item)));
        }
        return {};
    }

    Result<std::uint64_t> entry_of(std::uint64_t batch) {
        if (batches_.empty()) { PV_TRY(batches_, held_batches(store_)); }
        for (const HeldBatch &held : batches_)
            if (held.batch == batch) return held.entry;
        return std::uint64_t{0};
    }

    Result<void> seats() {
        PV_TRY(const CursorPtr<UsageSeat> rows, store_.all_seats());
        UsageSeat row;
        while (!stopped_) {
            PV_TRY(const bool more, rows->next(row));
            if (!more) break;
            if ((!filter_.account.empty() && row.account != account_) || !person_.in(row.value)) continue;
            PersonalItem item;
            item.where = "batch " + std::to_string(row.batch);
            PV_TRY(item.entry, entry_of(row.batch));
            PV_TRY(item.account, store_.account_name(row.account));
            item.type = "sessions";
            item.field = "seat";
            item.value = row.value;
            item.why = "one login used its seat: login name, whose hours are counted";
            item.erased = row.erased;
            PV_CHECK(give(std::move(item)));
        }
        return {};
    }

    Result<void> calls() {
        return visit_call_rows(store_, [&](const HeldBatch &batch, const CallRows &rows) -> Result<bool> {
            for (std::size_t i = 0; i < rows.size() && !stopped_; ++i) {
                const std::string &account = rows.accounts[rows.account[i]];
                if (rows.number[i] == 0 || (!filter_.account.empty() && account != filter_.account)) continue;
                if (!person_.is(rows.number[i])) continue;
                PersonalItem item;
                item.where = "batch " + std::to_string(batch.batch) + " row " + std::to_string(rows.row[i]);
                item.entry = batch.entry;
                item.account = account;
                item.on = Day(rows.day[i]);
                item.type = "calls";
                item.field = "to";
                item.value = std::to_string(rows.number[i]);
                item.why = "a call was rated: number called";
                PV_CHECK(give(std::move(item)));
            }
            return !stopped_;
        });
    }

    Result<void> suspense() {
        PV_TRY(const CursorPtr<SuspenseEntry> rows, store_.suspense_rows(false));
        SuspenseEntry row;
        while (!stopped_) {
            PV_TRY(const bool more, rows->next(row));
            if (!more) break;
            if (!filter_.account.empty() && row.account != filter_.account) continue;
            if (row.raw.empty() && row.event.empty()) continue;
            if (!person_.in(row.raw) && !person_.in(row.event)) continue;
            PersonalItem item;
            item.where = "suspense " + std::to_string(row.id);
            item.account = row.account;
            item.type = "suspense";
            item.field = "raw";
            item.value = row.raw.empty() ? row.event : row.raw;
            item.why = row.state == 0 ? "a row waits to be mended" : "a row that waited, as it was read";
            PV_CHECK(give(std::move(item)));
        }
        return {};
    }

    Result<void> receipts() {
        PV_TRY(const std::vector<ReceiptRow> rows, store_.receipts());
        for (const ReceiptRow &row : rows)
            for (const auto &[field, value] : {std::pair("by", &row.by), std::pair("reason", &row.reason)}) {
                if (stopped_ || value->empty() || !person_.in(*value)) continue;
                PersonalItem item;
                item.where = "entry " + std::to_string(row.entry);
                item.entry = row.entry;
                item.type = "receipt";
                item.field = field;
                item.value = *value;
                item.why = "data was taken out or a month reopened: who did it, and on what ground";
                PV_CHECK(give(std::move(item)));
            }
        return {};
    }

    Store &store_;
    const PersonalFilter &filter_;
    const std::function<bool(const PersonalItem &)> &visit_;
    const Person person_;
    std::uint64_t account_ = 0;
    std::vector<HeldBatch> batches_;
    bool stopped_ = false;
};

} // namespace

Result<void> list_personal(Book &book, const PersonalFilter &filter,
                           const std::function<bool(const PersonalItem &)> &visit) {
    PV_TRY(ReadScope read, ReadScope::begin(*book.impl().store));
    return Search(*book.impl().store, filter, visit).run();
}

} // namespace proviso
