// Erasing personal values: what no open matter needs any more goes, down to the file's bytes; the rest is named.
#include <algorithm>
#include <map>
#include <set>

#include "book/facts.hpp"
#include "book/held_rows.hpp"
#include "book/person.hpp"
#include "book/privacy.hpp"
#include "book/scrub.hpp"
#include "book/stand_ins.hpp"
#include "book/stored_event.hpp"
#include "book/usage_text.hpp"

namespace proviso {
namespace {

constexpr std::size_t shortest_searched = 4; ///< bytes; shorter values stand everywhere by chance
constexpr std::size_t most_searched = 256;   ///< values looked for in chained text
constexpr std::size_t most_kept = 100;       ///< named in a report

/// An account, as erasure sees it.
struct Subject {
    std::string name;
    std::string needs_customer; ///< why the customer's own name and addresses are needed; empty: they are not
    StandIns stand_ins;
};

class Erasure {
  public:
    Erasure(Book::Impl &book, const EraseRequest &request, Instant now)
        : book_(book), store_(*book.store), request_(request), now_(now), person_(request.whose.person) {}

    Result<EraseReport> run() {
        PV_TRY(terms_, book_.load_terms());
        PV_TRY(sealed_, book_.day_setting(setting::sealed_through));
        PV_TRY(prefixes_, price_prefixes(store_));
        PV_TRY(const ChainHead head, store_.head());
        entry_ = head.entries + 1;
        if (!request_.whose.account.empty()) {
            PV_TRY(const StoredAccount account, open_account(store_, request_.whose.account));
            account_ = account.number;
        }
        PV_CHECK(events());
        PV_CHECK(seats());
        PV_CHECK(calls());
        PV_CHECK(suspense());
        PV_CHECK(receipts());
        const std::uint64_t gone = report_.values + report_.seats + report_.calls + report_.suspended;
        if (gone == 0 && report_.kept.empty()) {
            if (before_ > 0) return std::move(report_); // erased earlier: only the bytes are left to do
            return Error(Code::person_unknown, "the book holds nothing of " + who(), "see `privacy show`");
        }
        if (gone == 0)
            return Error(Code::erasure_held,
                         report_.kept.front().where + " " + report_.kept.front().field +
                             " stays: " + report_.kept.front().why,
                         "settle that first; `privacy show` lists what is held");
        PV_CHECK(not_in_receipt());
        PV_CHECK(in_chained_text());
        Data data;
        data.number("calls", report_.calls).number("suspended", report_.suspended).number("kept", kept_);
        PV_TRY(report_.entry,
               removal_.write(book_, entry_kind::erased, std::move(data), request_.by, request_.reason, now_));
        return std::move(report_);
    }

  private:
    [[nodiscard]] std::string who() const {
        return person_.everybody() ? "account " + request_.whose.account : "this person";
    }
    void keep(std::string where, std::string field, std::string why) {
        ++kept_;
        if (report_.kept.size() < most_kept)
            report_.kept.push_back({std::move(where), std::move(field), std::move(why)});
    }
    void went(const std::string &value) {
        if (value.size() >= shortest_searched && gone_.size() < most_searched) gone_.insert(value);
    }
    [[nodiscard]] bool has_gone(std::string_view text) const {
        return std::any_of(gone_.begin(), gone_.end(),
                           [&](const std::string &value) { return text.find(value) != std::string_view::npos; });
    }
    [[nodiscard]] bool unsealed(Day day) const { return !sealed_ || day > *sealed_; }

    /// The account, with what still needs the customer's name and the stand-ins that it has.
    Result<Subject *> subject(std::uint64_t number) {
        const auto known = subjects_.find(number);
        if (known != subjects_.end()) return &known->second;
        PV_TRY(StandIns stand_ins, StandIns::of_account(store_, number));
        Subject made{{}, {}, std::move(stand_ins)};
        PV_TRY(made.name, store_.account_name(number));
        if (number != 0) { PV_TRY(made.needs_customer, needs_customer(made.name)); }
        return &subjects_.emplace(number, std::move(made)).first->second;
    }

    Result<std::string> needs_customer(const std::string &name) {
        PV_TRY(const StoredAccount account, open_account(store_, name));
        PV_TRY(const AccountRows rows, read_rows(store_, account));
        AccountState state;
        const Day today = std::max(rows.last_day(day_first, terms_->sealed), now_.utc_day());
        PV_TRY(const AccountResult result, apply_rows(*terms_, rows, today, {}, state));
        for (const OpenItem &item : result.items)
            if (!item.open.is_zero()) return "document " + item.document + " has " + item.open.text() + " open";
        if (!result.unapplied.is_zero()) return result.unapplied.text() + " of the customer's money is on account";
        if (result.status_on(today) != Status::ended)
            return std::string("the agreement runs, and its documents and notices need it");
        return std::string();
    }

    Result<void> events() {
        // Planned first: rows are not changed under a cursor that reads them.
        std::vector<PersonalRow> planned;
        {
            PV_TRY(const CursorPtr<PersonalRow> rows,
                   account_ != 0 ? store_.personal_of_account(account_) : store_.all_personal());
            PersonalRow row;
            for (;;) {
                PV_TRY(const bool more, rows->next(row));
                if (!more) break;
                if (row.erased != 0 && person_.everybody()) ++before_;
                if (row.erased == 0 && person_.in(row.value)) planned.push_back(row);
            }
        }
        for (const PersonalRow &row : planned) {
            PV_TRY(const std::optional<StoredEvent> stored, store_.event(row.event));
            if (!stored) continue;
            PV_TRY(const Event event, event_of(*stored));
            PV_TRY(Subject * subject, this->subject(stored->account));
            const std::string where = "event " + std::to_string(row.event);
            const bool customer = event.type == EventType::account_opened || event.type == EventType::account_updated;
            if (customer && !subject->needs_customer.empty()) {
                keep(where, row.field, subject->needs_customer);
                continue;
            }
            const bool usage = event.type == EventType::call_ended || event.type == EventType::login_session;
            if (usage && unsealed(event.on)) {
                keep(where, row.field, "its day is not billed yet");
                continue;
            }
            const std::string stand_in = subject->stand_ins.of(event_type(event.type).name, row.field, row.value);
            if (stand_in == row.value) continue; // nothing of it tells a person: a service number
            PV_CHECK(store_.erase_personal(row.event, row.field, stand_in, entry_));
            if (event.key.empty() && !is_money(event.type)) { // that of money is not made of personal fields
                PV_TRY(const std::string fresh, book_.random(16));
                PV_CHECK(store_.change_identity(*stored, book_.identity("erased", fresh)));
            }
            removal_.value(row.event, row.field, stand_in);
            ++report_.values;
            went(row.value);
        }
        return {};
    }

    /// The last day of the account's sessions in a batch.
    Result<Day> last_session(std::uint64_t account, std::uint64_t batch) {
        std::vector<StoredUsage> rows;
        PV_CHECK(store_.usage_of(account, UINT64_MAX, rows));
        Day last = day_first;
        for (const StoredUsage &row : rows) {
            if (row.batch != batch) continue;
            AccountUsage usage;
            PV_CHECK(usage_from_json(row.body, usage));
            for (const Session &session : usage.sessions)
                if (!session.pieces.empty()) last = std::max(last, session.pieces.back().day);
        }
        return last;
    }

    Result<void> seats() {
        std::vector<UsageSeat> planned;
        {
            PV_TRY(const CursorPtr<UsageSeat> rows, store_.all_seats());
            UsageSeat row;
            for (;;) {
                PV_TRY(const bool more, rows->next(row));
                if (!more) break;
                if (account_ != 0 && row.account != account_) continue;
                if (row.erased != 0 && person_.everybody()) ++before_;
                if (row.erased == 0 && person_.in(row.value)) planned.push_back(row);
            }
        }
        for (const UsageSeat &row : planned) {
            PV_TRY(const Day last, last_session(row.account, row.batch));
            if (unsealed(last)) {
                keep("batch " + std::to_string(row.batch), "seat", "its hours are not billed yet");
                continue;
            }
            PV_TRY(Subject * subject, this->subject(row.account));
            const std::string stand_in = subject->stand_ins.name(row.value);
            PV_CHECK(store_.erase_seat(row, stand_in, entry_));
            removal_.seat(row, stand_in);
            ++report_.seats;
            went(row.value);
        }
        return {};
    }

    Result<void> calls() {
        const StandIns stand_ins(prefixes_);
        const auto edit = [&](CallRows &rows, std::vector<bool> &) -> Result<bool> {
            bool changed = false;
            for (std::size_t i = 0; i < rows.size(); ++i) {
                if (account_ != 0 && rows.accounts[rows.account[i]] != request_.whose.account) continue;
                if (!person_.is(rows.number[i])) continue;
                const DialledNumber masked = stand_ins.number(rows.number[i]);
                if (masked == rows.number[i]) continue;
                if (unsealed(Day(rows.day[i]))) {
                    keep("call row " + std::to_string(rows.row[i]), "to", "its day is not billed yet");
                    continue;
                }
                rows.number[i] = masked;
                rows.identity[i] = {}; // it would let the number be guessed
                ++report_.calls;
                changed = true;
            }
            return changed;
        };
        return edit_call_rows(book_, entry_, edit, removal_);
    }

    Result<void> suspense() {
        std::vector<SuspenseEntry> planned;
        {
            PV_TRY(const CursorPtr<SuspenseEntry> rows, store_.suspense_rows(false));
            SuspenseEntry row;
            const auto holds = [&](const std::string &text) {
                return (!person_.everybody() && person_.in(text)) || has_gone(text);
            };
            for (;;) {
                PV_TRY(const bool more, rows->next(row));
                if (!more) break;
                const bool own = account_ != 0 && person_.everybody() && row.account == request_.whose.account;
                const bool blank = row.raw.empty() && row.event.empty() && row.reason.what.empty();
                const std::string words = row.raw + '\n' + row.event + '\n' + row.reason.what + '\n' + row.note;
                if (own ? blank : !holds(words)) continue;
                planned.push_back(row);
            }
        }
        for (const SuspenseEntry &row : planned) {
            if (row.state == 0) {
                keep("suspense " + std::to_string(row.id), "raw", "the row waits; retry or reject it first");
                continue;
            }
            PV_CHECK(store_.blank_suspense(row.id, "erased"));
            ++report_.suspended;
        }
        return {};
    }

    /// Receipts stay: they answer for what was taken out.
    Result<void> receipts() {
        PV_TRY(const std::vector<ReceiptRow> rows, store_.receipts());
        for (const ReceiptRow &row : rows) {
            const std::string words = row.by + '\n' + row.reason;
            if (has_gone(words) || (account_ == 0 && person_.in(words)))
                keep("receipt of entry " + std::to_string(row.entry), "", "who took data out, and why, stays");
        }
        return {};
    }

    /// The receipt of this erasure must not repeat what it is about.
    Result<void> not_in_receipt() const {
        for (const auto &[field, text] : {std::pair("by", &request_.by), std::pair("reason", &request_.reason)})
            if (has_gone(*text) || (!person_.everybody() && person_.in(*text)))
                return Error(Code::argument_invalid, "the receipt would keep what is to be erased",
                             "name the request by a number, and the one who does it by another name", field);
        return {};
    }

    /// Values that also stand where nothing can be taken out: file names, keys, ids, free text of other fields.
    Result<void> in_chained_text() {
        if (gone_.empty()) return {};
        const auto look = [&](const std::string &where, std::string_view text) {
            if (has_gone(text)) keep(where, "", "a value that was erased elsewhere stands in its chained text too");
        };
        PV_TRY(const CursorPtr<EntryRow> entries, store_.entries(1));
        EntryRow entry;
        for (;;) {
            PV_TRY(const bool more, entries->next(entry));
            if (!more) break;
            look("entry " + std::to_string(entry.number), entry.body);
        }
        PV_TRY(const CursorPtr<StoredEvent> events, store_.events(1));
        StoredEvent event;
        for (;;) {
            PV_TRY(const bool more, events->next(event));
            if (!more) break;
            look("event " + std::to_string(event.number), event.body);
        }
        PV_TRY(const CursorPtr<StoredDocument> documents, store_.documents_from(1));
        StoredDocument document;
        for (;;) {
            PV_TRY(const bool more, documents->next(document));
            if (!more) break;
            look("document " + document.name, document.body);
        }
        PV_TRY(const CursorPtr<StoredJournal> journals, store_.journals(1));
        StoredJournal journal;
        for (;;) {
            PV_TRY(const bool more, journals->next(journal));
            if (!more) return {};
            look("journal entry " + std::to_string(journal.number), journal.body);
        }
    }

    Book::Impl &book_;
    Store &store_;
    const EraseRequest &request_;
    Instant now_;
    const Person person_;
    std::shared_ptr<const LoadedTerms> terms_;
    std::optional<Day> sealed_;
    std::vector<std::string> prefixes_;
    std::uint64_t entry_ = 0, account_ = 0, kept_ = 0;
    std::uint64_t before_ = 0; ///< values that were erased earlier
    std::map<std::uint64_t, Subject> subjects_;
    std::set<std::string> gone_;
    Removal removal_;
    EraseReport report_;
};

} // namespace

Result<EraseReport> erase_personal(Book &handle, const EraseRequest &request) {
    if (request.whose.account.empty() && request.whose.person.empty())
        return Error(Code::argument_missing, "neither an account nor a person is named", "name one of them");
    if (request.by.empty() || request.reason.empty())
        return Error(Code::argument_missing, "an erasure needs who does it and a reason", "give both");
    Book::Impl &book = handle.impl();
    PV_TRY(const Instant now, book.now());
    return removed(book, [&] { return Erasure(book, request, now).run(); });
}

} // namespace proviso
