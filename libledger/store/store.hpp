// The seam between a book and where it is kept: what a store must be able to do, by area. SQLite is behind it today
// (sqlite/sqlite_store.hpp); a second store needs these functions and nothing else.
//
// A store keeps rows and answers for them; what they mean is the book's affair. Everything is read or written inside a
// transaction. Rows are appended or, where the book says so, replaced; events, entries, documents and journal rows are
// never changed. Expected failures are Errors (book.busy, book.full, book.damaged, book.io); a store throws nothing.
// One thread at a time.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "store/chain.hpp"
#include "store/rows.hpp"

namespace proviso {

/// Rows one after the other. The row is reused; next() gives false after the last.
template <class Row> class Cursor {
  public:
    virtual ~Cursor() = default;
    [[nodiscard]] virtual Result<bool> next(Row &row) = 0;
};
template <class Row> using CursorPtr = std::unique_ptr<Cursor<Row>>;

/// The chain, settings and sources.
class EntryStore {
  public:
    virtual ~EntryStore() = default;
    [[nodiscard]] virtual Result<ChainHead> head() = 0;
    /// Adds a link. `recorded_at` never runs backwards: an earlier one is stored as the last link's.
    [[nodiscard]] virtual Result<EntryRow> append(std::string_view kind, Instant recorded_at,
                                                  std::string_view data) = 0;
    /// From `first` on, in order.
    [[nodiscard]] virtual Result<CursorPtr<EntryRow>> entries(std::uint64_t first) = 0;
    /// The last entry recorded at or before; 0 if none.
    [[nodiscard]] virtual Result<std::uint64_t> entry_at(Instant recorded_at) = 0;
    [[nodiscard]] virtual Result<std::optional<Instant>> recorded_at(std::uint64_t entry) = 0;

    [[nodiscard]] virtual Result<std::optional<std::string>> setting(std::string_view name) = 0;
    [[nodiscard]] virtual Result<void> set(std::string_view name, std::string_view value) = 0;
    [[nodiscard]] virtual Result<void> unset(std::string_view name) = 0;

    [[nodiscard]] virtual Result<void> add_source(const SourceRow &row) = 0;
    /// In order of adoption; bytes only if asked for.
    [[nodiscard]] virtual Result<std::vector<SourceRow>> sources(bool bytes) = 0;

    [[nodiscard]] virtual Result<void> add_period(const StoredPeriod &row) = 0;
    [[nodiscard]] virtual Result<void> reopen_period(std::string_view period) = 0;
    [[nodiscard]] virtual Result<std::vector<StoredPeriod>> periods() = 0;
};

/// Accounts, events and the personal values apart from them.
class EventStore {
  public:
    virtual ~EventStore() = default;
    [[nodiscard]] virtual Result<std::optional<StoredAccount>> account(std::string_view name) = 0;
    [[nodiscard]] virtual Result<std::string> account_name(std::uint64_t account) = 0;
    [[nodiscard]] virtual Result<std::uint64_t> add_account(std::string_view name) = 0;
    [[nodiscard]] virtual Result<void> open_account(std::uint64_t account, std::uint64_t event) = 0;
    /// In order of name (bytes), after `name`.
    [[nodiscard]] virtual Result<CursorPtr<StoredAccount>> accounts_after(std::string_view name) = 0;

    [[nodiscard]] virtual Result<std::uint64_t> next_event() = 0; ///< the number the next event gets
    [[nodiscard]] virtual Result<void> add_event(const StoredEvent &row) = 0;
    [[nodiscard]] virtual Result<void> add_personal(const PersonalRow &row) = 0;
    [[nodiscard]] virtual Result<std::optional<StoredEvent>> event(std::uint64_t number) = 0;
    /// Numbers of events with the identity, ascending.
    [[nodiscard]] virtual Result<std::vector<std::uint64_t>> events_identified(std::int64_t identity) = 0;
    /// An account's events (0: the book-wide ones) of entries up to `last_entry`, in order of number.
    [[nodiscard]] virtual Result<void> events_of(std::uint64_t account, std::uint64_t last_entry,
                                                 std::vector<StoredEvent> &out) = 0;
    [[nodiscard]] virtual Result<CursorPtr<StoredEvent>> events(std::uint64_t first) = 0;
    [[nodiscard]] virtual Result<std::vector<PersonalRow>> personal(std::uint64_t event) = 0;
};

/// Postings and kept balances.
class JournalStore {
  public:
    virtual ~JournalStore() = default;
    [[nodiscard]] virtual Result<std::uint64_t> next_journal() = 0;
    [[nodiscard]] virtual Result<void> add_journal(const StoredJournal &row) = 0;
    [[nodiscard]] virtual Result<std::vector<std::uint64_t>> journals_identified(std::int64_t identity) = 0;
    /// Identities that more than one row has; read from the rows themselves, not from a look-up.
    [[nodiscard]] virtual Result<std::vector<std::int64_t>> repeated_journal_identities() = 0;
    [[nodiscard]] virtual Result<std::optional<StoredJournal>> journal(std::uint64_t number) = 0;
    [[nodiscard]] virtual Result<void> journals_of(std::uint64_t account, std::vector<StoredJournal> &out) = 0;
    [[nodiscard]] virtual Result<CursorPtr<StoredJournal>> journals(std::uint64_t first) = 0;
    /// Adds changes to the kept balances. Error: money.overflow.
    [[nodiscard]] virtual Result<void> add_balances(std::span<const BalanceRow> changes) = 0;
    /// By ledger, currency, day; through the day.
    [[nodiscard]] virtual Result<CursorPtr<BalanceRow>> balances(Day through) = 0;
};

/// Drafts, issued documents, what settles them, and what of them is still deferred.
class DocumentStore {
  public:
    virtual ~DocumentStore() = default;
    [[nodiscard]] virtual Result<void> drafts_of(std::uint64_t account, std::vector<StoredDraft> &out) = 0;
    [[nodiscard]] virtual Result<void> remove_drafts(std::uint64_t account) = 0;
    [[nodiscard]] virtual Result<void> add_draft(const StoredDraft &row) = 0;
    [[nodiscard]] virtual Result<std::uint64_t> draft_count() = 0;
    /// By account's name, day, kind, ordinal.
    [[nodiscard]] virtual Result<CursorPtr<StoredDraft>> drafts() = 0;
    [[nodiscard]] virtual Result<void> remove_drafts_through(Day day) = 0;
    struct DraftCount {
        DocumentKind kind{};
        Day day;
        std::uint64_t count = 0;
    };
    /// Per kind and day, through the day, in that order.
    [[nodiscard]] virtual Result<std::vector<DraftCount>> count_drafts(Day through) = 0;

    [[nodiscard]] virtual Result<std::uint64_t> next_document() = 0;
    [[nodiscard]] virtual Result<void> add_document(const StoredDocument &row) = 0;
    struct SeriesEnd {
        std::uint64_t position = 0;
        Day day = day_first;
    };
    [[nodiscard]] virtual Result<SeriesEnd> series_end(DocumentKind kind) = 0;
    [[nodiscard]] virtual Result<std::optional<StoredDocument>> document(std::uint64_t number) = 0;
    [[nodiscard]] virtual Result<std::optional<StoredDocument>> document_at(DocumentKind kind,
                                                                            std::uint64_t position) = 0;
    [[nodiscard]] virtual Result<std::optional<StoredDocument>> document_of(std::uint64_t account, DocumentKind kind,
                                                                            Day day, std::int32_t ordinal) = 0;
    /// By kind and position, with or without bodies.
    [[nodiscard]] virtual Result<CursorPtr<StoredDocument>> documents(bool bodies) = 0;
    /// In order of row number, with bodies.
    [[nodiscard]] virtual Result<CursorPtr<StoredDocument>> documents_from(std::uint64_t first) = 0;
    /// By day, kind, ordinal.
    [[nodiscard]] virtual Result<void> documents_of(std::uint64_t account, bool bodies,
                                                    std::vector<StoredDocument> &out) = 0;

    [[nodiscard]] virtual Result<void> add_allocation(const StoredAllocation &row) = 0;
    [[nodiscard]] virtual Result<void> allocations_of(std::uint64_t document, std::vector<StoredAllocation> &out) = 0;
    [[nodiscard]] virtual Result<std::optional<StoredAllocation>> allocation_of_journal(std::uint64_t journal) = 0;
    /// By document.
    [[nodiscard]] virtual Result<CursorPtr<StoredAllocation>> allocations() = 0;

    [[nodiscard]] virtual Result<void> add_deferral(const DeferralRow &row) = 0;
    /// Those not fully recognised, by document and line.
    [[nodiscard]] virtual Result<CursorPtr<DeferralRow>> deferrals() = 0;
    [[nodiscard]] virtual Result<CursorPtr<DeferralRow>> all_deferrals() = 0; ///< recognised or not
    [[nodiscard]] virtual Result<void> recognise(std::uint64_t document, std::uint32_t line,
                                                 std::int64_t recognised) = 0;

    [[nodiscard]] virtual Result<void> add_sending(const StoredSending &row) = 0;
    [[nodiscard]] virtual Result<std::optional<StoredSending>> sending_of(std::uint64_t document) = 0;
};

/// Bulk usage: blocks of rows, per-account totals, identities of rows.
class UsageStore {
  public:
    virtual ~UsageStore() = default;
    [[nodiscard]] virtual Result<std::uint64_t> next_batch() = 0;
    [[nodiscard]] virtual Result<void> add_batch(std::uint64_t batch, std::uint64_t entry) = 0;
    [[nodiscard]] virtual Result<std::vector<std::pair<std::uint64_t, std::uint64_t>>> batches() = 0; ///< batch, entry
    [[nodiscard]] virtual Result<void> add_block(const UsageBlock &block) = 0;
    [[nodiscard]] virtual Result<CursorPtr<UsageBlock>> blocks(std::uint64_t batch) = 0;
    /// One row per account and batch; adds come in order of account.
    [[nodiscard]] virtual Result<void> add_usage(const StoredUsage &row) = 0;
    [[nodiscard]] virtual Result<CursorPtr<StoredUsage>> usage_of_batch(std::uint64_t batch) = 0;
    [[nodiscard]] virtual Result<void> usage_of(std::uint64_t account, std::uint64_t last_entry,
                                                std::vector<StoredUsage> &out) = 0;
    /// Sorted identities of a source's rows on a day, as one packed run.
    [[nodiscard]] virtual Result<void> add_identities(std::string_view source, Day day, std::uint64_t batch,
                                                      std::string_view run) = 0;
    [[nodiscard]] virtual Result<std::vector<IdentityRun>> identities(std::string_view source,
                                                                      Day day) = 0; ///< by batch
};

/// Rows that wait.
class SuspenseStore {
  public:
    virtual ~SuspenseStore() = default;
    [[nodiscard]] virtual Result<std::uint64_t> add_suspense(const SuspenseEntry &row) = 0;
    [[nodiscard]] virtual Result<void> update_suspense(const SuspenseEntry &row) = 0; ///< reason, state, note
    [[nodiscard]] virtual Result<std::optional<SuspenseEntry>> suspense(std::uint64_t id) = 0;
    [[nodiscard]] virtual Result<CursorPtr<SuspenseEntry>> suspense_rows(bool waiting_only) = 0;
    [[nodiscard]] virtual Result<std::uint64_t> waiting() = 0;
};

/// Taking personal values and rows out again. Chained bytes stay; what is beside them goes, with a receipt.
class PrivacyStore {
  public:
    virtual ~PrivacyStore() = default;
    /// Every personal value of an account's events (0: book-wide ones), or of all, by event and field.
    [[nodiscard]] virtual Result<CursorPtr<PersonalRow>> personal_of_account(std::uint64_t account) = 0;
    [[nodiscard]] virtual Result<CursorPtr<PersonalRow>> all_personal() = 0;
    /// Personal values that the entry erased, by event and field.
    [[nodiscard]] virtual Result<CursorPtr<PersonalRow>> personal_erased_by(std::uint64_t entry) = 0;
    [[nodiscard]] virtual Result<void> erase_personal(std::uint64_t event, std::string_view field,
                                                      std::string_view stands_in, std::uint64_t entry) = 0;
    /// Gives an event another identity in the look-ups, so that its content cannot be guessed from it.
    [[nodiscard]] virtual Result<void> change_identity(const StoredEvent &event, std::int64_t identity) = 0;

    [[nodiscard]] virtual Result<void> add_seat(const UsageSeat &row) = 0;
    [[nodiscard]] virtual Result<std::vector<UsageSeat>> seats_of(std::uint64_t account) = 0;
    [[nodiscard]] virtual Result<CursorPtr<UsageSeat>> all_seats() = 0;
    [[nodiscard]] virtual Result<CursorPtr<UsageSeat>> seats_erased_by(std::uint64_t entry) = 0;
    [[nodiscard]] virtual Result<void> erase_seat(const UsageSeat &row, std::string_view stands_in,
                                                  std::uint64_t entry) = 0;

    [[nodiscard]] virtual Result<std::optional<UsageBlock>> block(std::uint64_t batch, std::uint64_t number) = 0;
    /// Puts the block in place of the one of its number, or removes that (null), and keeps the change.
    [[nodiscard]] virtual Result<void> change_block(const UsageChange &change, const UsageBlock *block) = 0;
    /// Of a batch by block and entry; of an entry by batch and block.
    [[nodiscard]] virtual Result<std::vector<UsageChange>> changes_of_batch(std::uint64_t batch) = 0;
    [[nodiscard]] virtual Result<std::vector<UsageChange>> changes_by(std::uint64_t entry) = 0;

    [[nodiscard]] virtual Result<void> add_receipt(const ReceiptRow &row) = 0;
    [[nodiscard]] virtual Result<std::optional<ReceiptRow>> receipt(std::uint64_t entry) = 0;
    /// All, by entry: a person needs few.
    [[nodiscard]] virtual Result<std::vector<ReceiptRow>> receipts() = 0;
    /// Empties a suspended row of what was read and of the words about it.
    [[nodiscard]] virtual Result<void> blank_suspense(std::uint64_t id, std::string_view note) = 0;

    /// Before a write that removes values: nothing of it goes to a temporary file.
    [[nodiscard]] virtual Result<void> keep_in_memory() = 0;
    /// Outside a transaction: overwrites the file's free bytes and empties the write-ahead log. False if another
    /// program holds the file, and the old bytes wait.
    [[nodiscard]] virtual Result<bool> scrub() = 0;
};

class Store : public EntryStore,
              public EventStore,
              public JournalStore,
              public DocumentStore,
              public UsageStore,
              public PrivacyStore,
              public SuspenseStore {
  public:
    /// Reads see one state until end_read(). Fails inside a transaction.
    [[nodiscard]] virtual Result<void> begin_read() = 0;
    virtual void end_read() = 0; ///< needs no memory
    /// Waits for another writer, then book.busy.
    [[nodiscard]] virtual Result<void> begin_write() = 0;
    [[nodiscard]] virtual Result<void> commit() = 0; ///< durable when it returns
    virtual void rollback() = 0;                     ///< needs no memory
    [[nodiscard]] virtual bool in_transaction() const = 0;
    /// Brings look-ups that are kept in larger steps up to date (inside a write); a good end of bulk work.
    [[nodiscard]] virtual Result<void> settle_lookups() = 0;
    [[nodiscard]] virtual std::int32_t schema() const = 0;
    struct Counts {
        std::uint64_t accounts = 0, events = 0, documents = 0, journal = 0;
    };
    [[nodiscard]] virtual Result<Counts> counts() = 0;
    /// Whether look-ups by account and identity give every row; what is wrong, or an empty text.
    [[nodiscard]] virtual Result<std::string> check_lookups() = 0;
    /// The store's own check of its file; an empty text if it is sound.
    [[nodiscard]] virtual Result<std::string> check_file() = 0;
};

/// Begins a write; rolls back unless committed.
class WriteScope {
  public:
    [[nodiscard]] static Result<WriteScope> begin(Store &store) {
        PV_CHECK(store.begin_write());
        return WriteScope(&store);
    }
    WriteScope(WriteScope &&other) noexcept : store_(other.store_) { other.store_ = nullptr; }
    WriteScope &operator=(WriteScope &&) = delete;
    ~WriteScope() {
        if (store_) store_->rollback();
    }
    [[nodiscard]] Result<void> commit() {
        auto done = store_->commit(); // if memory runs out, the destructor takes back
        if (!done) store_->rollback();
        store_ = nullptr;
        return done;
    }

  private:
    explicit WriteScope(Store *store) : store_(store) {}
    Store *store_;
};

/// One state for all reads inside; does nothing within a transaction.
class ReadScope {
  public:
    [[nodiscard]] static Result<ReadScope> begin(Store &store) {
        if (store.in_transaction()) return ReadScope(nullptr);
        PV_CHECK(store.begin_read());
        return ReadScope(&store);
    }
    ReadScope(ReadScope &&other) noexcept : store_(other.store_) { other.store_ = nullptr; }
    ReadScope &operator=(ReadScope &&) = delete;
    ~ReadScope() {
        if (store_) store_->end_read();
    }

  private:
    explicit ReadScope(Store *store) : store_(store) {}
    Store *store_;
};

} // namespace proviso
