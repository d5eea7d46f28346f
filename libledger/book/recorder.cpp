#include "book/recorder.hpp"

#include <algorithm>
#include <optional>

#include "book/document_name.hpp"
#include "book/stored_event.hpp"

namespace proviso {
namespace {

constexpr std::size_t chunk = 4096; ///< events per chain entry

struct Mark {
    std::uint64_t account = 0; ///< row; 0: not there yet
    bool opened = false;
};

class Batch {
  public:
    Batch(Book::Impl &book, Instant now, std::span<Event> events, RecordLabel &label)
        : book_(book), store_(*book.store), now_(now), events_(events), label_(label), outcomes_(events.size()),
          identities_(events.size()) {}

    Result<std::vector<RecordOutcome>> run() {
        PV_TRY(closed_, book_.day_setting(setting::closed_through));
        // Openings first, so that within a batch the order of rows does not matter.
        for (const bool openings : {true, false})
            for (std::size_t i = 0; i < events_.size(); ++i) {
                if ((events_[i].type == EventType::account_opened) != openings) continue;
                PV_TRY(outcomes_[i], judge(i));
                if (outcomes_[i].kind != RecordOutcome::Kind::accepted) continue;
                pending_.emplace(identities_[i], i);
                if (openings) marks_[events_[i].account].opened = true;
            }
        PV_CHECK(check_book_wide());
        PV_CHECK(write());
        return std::move(outcomes_);
    }

  private:
    using Kind = RecordOutcome::Kind;

    static RecordOutcome refused(Error error) { return {Kind::refused, 0, std::move(error)}; }

    Result<Mark *> mark(const std::string &name) {
        const auto known = marks_.find(name);
        if (known != marks_.end()) return &known->second;
        PV_TRY(const std::optional<StoredAccount> account, store_.account(name));
        Mark found;
        if (account) found = {account->number, account->opened != 0};
        return &marks_.emplace(name, found).first->second;
    }

    Result<RecordOutcome> judge(std::size_t index) {
        Event &event = events_[index];
        if (event_type(event.type).engine_made)
            return refused(Error(Code::event_type_unknown,
                                 std::string(event_type(event.type).name) + " is made by the library and never given",
                                 "leave it out"));
        PV_CHECK(use_draft_ids(event));
        if (!event.key.empty()) {
            identities_[index] = book_.identity("key", event.key);
            PV_TRY(const std::optional<RecordOutcome> known, by_key(index));
            if (known) return *known;
        } else {
            identities_[index] = book_.identity("row", label_.source + '\n' + canonical_json(looked_up_by(event)));
        }
        if (!event.account.empty()) {
            PV_TRY(const Mark *account, mark(event.account));
            if (event.type == EventType::account_opened) {
                if (account->opened && !label_.compare_keyless)
                    return refused(Error(Code::event_account_exists, "account " + event.account + " is open already",
                                         "leave it out, or open another"));
            } else if (!account->opened) {
                return refused(Error(Code::event_account_unknown, "account " + event.account + " has not been opened",
                                     "import the account first, then retry"));
            }
        }
        // A late fact is a fact like others; only what posts on a day of its own choosing meets a closed period.
        if (closed_ && event.type == EventType::journal_adjusted && event.on <= *closed_)
            return refused(
                Error(Code::period_closed,
                      "the journal is dated " + event.on.text() + ", and periods are closed through " + closed_->text(),
                      "date it on an open day, or reopen the period"));
        if (event.key.empty() && label_.compare_keyless) {
            PV_TRY(const bool stands, stands_already(index));
            if (stands) {
                ++label_.held[identities_[index]];
                return refused(Error(Code::possible_duplicate, "another import has a row with the same content",
                                     "retry it as a fact of its own, or reject it"));
            }
        }
        if (event.type == EventType::account_opened) {
            PV_TRY(const Mark *account, mark(event.account));
            if (account->opened)
                return refused(Error(Code::event_account_exists, "account " + event.account + " is open already",
                                     "leave it out, or open another"));
        }
        if (event.type == EventType::journal_adjusted)
            if (auto entry = manual_journal(event, Currency{}); !entry) return refused(std::move(entry.error()));
        return RecordOutcome{};
    }

    /// Documents may be named by their number; what is recorded is the draft id, which the engine knows.
    Result<void> use_draft_ids(Event &event) {
        for (Field &field : event.fields) {
            if (field.name != "invoice") continue;
            const auto name = document_name(field.text);
            if (!name) continue;
            PV_TRY(const std::optional<StoredDocument> document, store_.document_at(name->kind, name->position));
            if (!document) continue;
            PV_TRY(const std::string account, store_.account_name(document->account));
            if (account == event.account) field.text = draft_id(*document);
        }
        return {};
    }

    /// What a row without key is found by. Of money what may be erased is left out, so that the same file is known
    /// after an erasure too: money is never booked twice.
    static Event looked_up_by(const Event &event) {
        Event bare = event;
        if (!is_money(event.type)) return bare;
        const TypeSpec &type = event_type(event.type);
        std::erase_if(bare.fields, [&](const Field &field) {
            const FieldSpec *spec = type.field(field.name);
            return spec && spec->personal;
        });
        return bare;
    }

    /// The stored event with its personal values, to compare with `other`. A value that was erased is taken to be the
    /// other's: nobody knows any more that it is not.
    Result<std::optional<Event>> stored(std::uint64_t number, const Event &other) {
        PV_TRY(const std::optional<StoredEvent> row, store_.event(number));
        if (!row) return std::optional<Event>();
        PV_TRY(Event event, event_of(*row));
        if (has_personal(event.type)) {
            PV_TRY(const std::vector<PersonalRow> personal, store_.personal(number));
            restore_personal(event, personal);
            for (const PersonalRow &value : personal) {
                if (value.erased == 0) continue;
                std::erase_if(event.fields, [&](const Field &field) { return field.name == value.field; });
                for (const Field &field : other.fields)
                    if (field.name == value.field) event.fields.push_back(field);
            }
        }
        return std::optional<Event>(std::move(event));
    }

    static RecordOutcome same_key(const Event &event, const Event &other, std::uint64_t number) {
        const std::string field = first_difference(event, other);
        if (field.empty()) return {Kind::replayed, number, {}};
        return refused(Error(Code::event_key_conflict,
                             "key \"" + event.key + "\" was used with another value of \"" + field + "\"",
                             "use another key for another fact"));
    }

    Result<std::optional<RecordOutcome>> by_key(std::size_t index) {
        const Event &event = events_[index];
        const auto range = pending_.equal_range(identities_[index]);
        for (auto i = range.first; i != range.second; ++i)
            if (events_[i->second].key == event.key)
                return std::optional<RecordOutcome>(same_key(event, events_[i->second], 0));
        PV_TRY(const std::vector<std::uint64_t> numbers, store_.events_identified(identities_[index]));
        for (const std::uint64_t number : numbers) {
            PV_TRY(const std::optional<Event> other, stored(number, event));
            if (other && other->key == event.key) return std::optional<RecordOutcome>(same_key(event, *other, number));
        }
        return std::optional<RecordOutcome>();
    }

    /// As many rows of one content stand as the import with most of them has: this one waits while other imports' rows
    /// outnumber those of this import that wait already.
    Result<bool> stands_already(std::size_t index) {
        PV_TRY(const std::vector<std::uint64_t> numbers, store_.events_identified(identities_[index]));
        std::uint64_t others = 0;
        std::string content;
        for (const std::uint64_t number : numbers) {
            const bool own = std::any_of(label_.own.begin(), label_.own.end(), [&](const auto &range) {
                return range.first <= number && number <= range.second;
            });
            if (own) continue;
            PV_TRY(const std::optional<Event> other, stored(number, events_[index]));
            if (content.empty()) content = canonical_json(events_[index]);
            if (other && canonical_json(*other) == content) ++others;
        }
        const auto held = label_.held.find(identities_[index]);
        return others > (held == label_.held.end() ? 0 : held->second);
    }

    /// Prices, rates and choices for all must make terms together with those that stand; those that do not are refused.
    Result<void> check_book_wide() {
        std::vector<Event> extra;
        std::vector<std::size_t> places;
        PV_TRY(const std::uint64_t first, store_.next_event());
        for (std::size_t i = 0; i < events_.size(); ++i)
            if (outcomes_[i].kind == Kind::accepted && events_[i].account.empty()) {
                extra.push_back(events_[i]);
                extra.back().sequence = first + i;
                places.push_back(i);
            }
        while (!extra.empty()) {
            auto terms = book_.load_terms(UINT64_MAX, extra);
            if (terms) return {};
            std::size_t bad = extra.size() - 1;
            for (std::size_t i = 0; i < extra.size(); ++i)
                if (terms.error().where == "event " + std::to_string(extra[i].sequence)) bad = i;
            Error error = std::move(terms.error());
            error.where.clear();
            outcomes_[places[bad]] = refused(std::move(error));
            extra.erase(extra.begin() + static_cast<std::ptrdiff_t>(bad));
            places.erase(places.begin() + static_cast<std::ptrdiff_t>(bad));
        }
        return {};
    }

    Result<void> write() {
        PV_TRY(const std::uint64_t first, store_.next_event());
        std::uint64_t next = first;
        std::vector<StoredEvent> rows;
        std::vector<PersonalRow> personal;
        const auto salt = [this] { return book_.random(32); };
        for (std::size_t i = 0; i < events_.size(); ++i) {
            if (outcomes_[i].kind == Kind::replayed && outcomes_[i].event == 0) {
                PV_TRY(outcomes_[i].event, number_of_key(i));
            }
            if (outcomes_[i].kind != Kind::accepted) continue;
            Event &event = events_[i];
            event.sequence = outcomes_[i].event = next++;
            PV_TRY(SplitEvent split, split_event(event, salt));
            StoredEvent row;
            row.number = event.sequence;
            row.identity = identities_[i];
            row.day = event.on;
            row.body = std::move(split.body);
            if (!event.account.empty()) {
                PV_TRY(Mark * account, mark(event.account));
                if (account->account == 0) { PV_TRY(account->account, store_.add_account(event.account)); }
                row.account = account->account;
                if (event.type == EventType::account_opened) PV_CHECK(store_.open_account(row.account, row.number));
            }
            for (PersonalRow &value : split.personal) {
                value.event = row.number;
                personal.push_back(std::move(value));
            }
            rows.push_back(std::move(row));
            if (rows.size() == chunk) PV_CHECK(write_rows(rows, personal));
        }
        PV_CHECK(write_rows(rows, personal));
        if (next > first) label_.own.emplace_back(first, next - 1);
        return {};
    }

    /// A row that repeats a key of this batch: the number that the first one got.
    Result<std::uint64_t> number_of_key(std::size_t index) {
        const auto range = pending_.equal_range(identities_[index]);
        for (auto i = range.first; i != range.second; ++i)
            if (events_[i->second].key == events_[index].key) return outcomes_[i->second].event;
        return std::uint64_t{0};
    }

    Result<void> write_rows(std::vector<StoredEvent> &rows, std::vector<PersonalRow> &personal) {
        if (rows.empty()) return {};
        RowsDigest digest;
        for (const StoredEvent &row : rows) digest.add(row.body);
        const std::uint64_t count = digest.count();
        PV_TRY(const EntryRow entry, store_.append(entry_kind::events, now_,
                                                   Data()
                                                       .text("kind", label_.kind)
                                                       .text("file", label_.file)
                                                       .text("source", label_.source)
                                                       .number("first", rows.front().number)
                                                       .number("count", count)
                                                       .text("sha256", hex(digest.finish()))
                                                       .take()));
        for (StoredEvent &row : rows) {
            row.entry = entry.number;
            PV_CHECK(store_.add_event(row));
        }
        for (const PersonalRow &row : personal) PV_CHECK(store_.add_personal(row));
        rows.clear();
        personal.clear();
        return {};
    }

    Book::Impl &book_;
    Store &store_;
    Instant now_;
    std::span<Event> events_;
    RecordLabel &label_;
    std::vector<RecordOutcome> outcomes_;
    std::vector<std::int64_t> identities_;
    std::optional<Day> closed_;
    std::unordered_map<std::string, Mark> marks_;
    std::unordered_multimap<std::int64_t, std::size_t> pending_; ///< accepted so far, by identity
};

} // namespace

Result<std::vector<RecordOutcome>> record_batch(Book::Impl &book, Instant now, std::span<Event> events,
                                                RecordLabel &label) {
    return Batch(book, now, events, label).run();
}

Result<JournalEntry> manual_journal(const Event &event, Currency currency) {
    JournalEntry entry;
    entry.date = event.on;
    entry.account = event.account;
    entry.key = "adj:" + event.account + "/" + std::to_string(event.sequence);
    entry.text = "manual journal";
    for (const JournalLine &line : event.lines) {
        std::string_view text = line.amount;
        Currency of = currency;
        if (const auto space = text.find(' '); space != std::string_view::npos) {
            PV_TRY(of, currency_from_code(text.substr(space + 1)));
            text = text.substr(0, space);
        }
        if (!is_ledger(line.ledger))
            return Error(Code::value_range, "\"" + line.ledger + "\" is not a ledger of the chart",
                         "use one of the chart");
        PV_TRY(const Amount amount, parse_amount(text, of));
        entry.postings.push_back({line.ledger, amount});
    }
    PV_CHECK(check_balanced(entry));
    return entry;
}

} // namespace proviso
