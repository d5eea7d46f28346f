// The SQLite store: one class over one connection, its functions in one file per area. Internal to store/sqlite.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "store/sqlite/connection.hpp"
#include "store/sqlite/lookups.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "store/store.hpp"

namespace proviso {

class SqliteStore final : public Store {
  public:
    SqliteStore(Connection connection, std::int32_t schema, bool read_only);
    ~SqliteStore() override;

    // store.cpp
    [[nodiscard]] Result<void> begin_read() override;
    void end_read() override;
    [[nodiscard]] Result<void> begin_write() override;
    [[nodiscard]] Result<void> commit() override;
    void rollback() override;
    [[nodiscard]] bool in_transaction() const override { return db_->in_transaction(); }
    [[nodiscard]] Result<void> settle_lookups() override;
    [[nodiscard]] std::int32_t schema() const override { return schema_; }
    [[nodiscard]] Result<Counts> counts() override;
    [[nodiscard]] Result<std::string> check_lookups() override;
    [[nodiscard]] Result<std::string> check_file() override;

    // entries.cpp
    [[nodiscard]] Result<ChainHead> head() override;
    [[nodiscard]] Result<EntryRow> append(std::string_view kind, Instant recorded_at, std::string_view data) override;
    [[nodiscard]] Result<CursorPtr<EntryRow>> entries(std::uint64_t first) override;
    [[nodiscard]] Result<std::uint64_t> entry_at(Instant recorded_at) override;
    [[nodiscard]] Result<std::optional<Instant>> recorded_at(std::uint64_t entry) override;
    [[nodiscard]] Result<std::optional<std::string>> setting(std::string_view name) override;
    [[nodiscard]] Result<void> set(std::string_view name, std::string_view value) override;
    [[nodiscard]] Result<void> unset(std::string_view name) override;
    [[nodiscard]] Result<void> add_source(const SourceRow &row) override;
    [[nodiscard]] Result<std::vector<SourceRow>> sources(bool bytes) override;
    [[nodiscard]] Result<void> add_period(const StoredPeriod &row) override;
    [[nodiscard]] Result<void> reopen_period(std::string_view period) override;
    [[nodiscard]] Result<std::vector<StoredPeriod>> periods() override;

    // events.cpp
    [[nodiscard]] Result<std::optional<StoredAccount>> account(std::string_view name) override;
    [[nodiscard]] Result<std::string> account_name(std::uint64_t account) override;
    [[nodiscard]] Result<std::uint64_t> add_account(std::string_view name) override;
    [[nodiscard]] Result<void> open_account(std::uint64_t account, std::uint64_t event) override;
    [[nodiscard]] Result<CursorPtr<StoredAccount>> accounts_after(std::string_view name) override;
    [[nodiscard]] Result<std::uint64_t> next_event() override { return events_.last() + 1; }
    [[nodiscard]] Result<void> add_event(const StoredEvent &row) override;
    [[nodiscard]] Result<void> add_personal(const PersonalRow &row) override;
    [[nodiscard]] Result<std::optional<StoredEvent>> event(std::uint64_t number) override;
    [[nodiscard]] Result<std::vector<std::uint64_t>> events_identified(std::int64_t identity) override;
    [[nodiscard]] Result<void> events_of(std::uint64_t account, std::uint64_t last_entry,
                                         std::vector<StoredEvent> &out) override;
    [[nodiscard]] Result<CursorPtr<StoredEvent>> events(std::uint64_t first) override;
    [[nodiscard]] Result<std::vector<PersonalRow>> personal(std::uint64_t event) override;

    // journal.cpp
    [[nodiscard]] Result<std::uint64_t> next_journal() override { return journals_.last() + 1; }
    [[nodiscard]] Result<void> add_journal(const StoredJournal &row) override;
    [[nodiscard]] Result<std::vector<std::uint64_t>> journals_identified(std::int64_t identity) override;
    [[nodiscard]] Result<std::vector<std::int64_t>> repeated_journal_identities() override;
    [[nodiscard]] Result<std::optional<StoredJournal>> journal(std::uint64_t number) override;
    [[nodiscard]] Result<void> journals_of(std::uint64_t account, std::vector<StoredJournal> &out) override;
    [[nodiscard]] Result<CursorPtr<StoredJournal>> journals(std::uint64_t first) override;
    [[nodiscard]] Result<void> add_balances(std::span<const BalanceRow> changes) override;
    [[nodiscard]] Result<CursorPtr<BalanceRow>> balances(Day through) override;

    // drafts.cpp
    [[nodiscard]] Result<void> drafts_of(std::uint64_t account, std::vector<StoredDraft> &out) override;
    [[nodiscard]] Result<void> remove_drafts(std::uint64_t account) override;
    [[nodiscard]] Result<void> add_draft(const StoredDraft &row) override;
    [[nodiscard]] Result<std::uint64_t> draft_count() override;
    [[nodiscard]] Result<CursorPtr<StoredDraft>> drafts() override;
    [[nodiscard]] Result<void> remove_drafts_through(Day day) override;
    [[nodiscard]] Result<std::vector<DraftCount>> count_drafts(Day through) override;

    // documents.cpp
    [[nodiscard]] Result<std::uint64_t> next_document() override;
    [[nodiscard]] Result<void> add_document(const StoredDocument &row) override;
    [[nodiscard]] Result<SeriesEnd> series_end(DocumentKind kind) override;
    [[nodiscard]] Result<std::optional<StoredDocument>> document(std::uint64_t number) override;
    [[nodiscard]] Result<std::optional<StoredDocument>> document_at(DocumentKind kind, std::uint64_t position) override;
    [[nodiscard]] Result<std::optional<StoredDocument>> document_of(std::uint64_t account, DocumentKind kind, Day day,
                                                                    std::int32_t ordinal) override;
    [[nodiscard]] Result<CursorPtr<StoredDocument>> documents(bool bodies) override;
    [[nodiscard]] Result<CursorPtr<StoredDocument>> documents_from(std::uint64_t first) override;
    [[nodiscard]] Result<void> documents_of(std::uint64_t account, bool bodies,
                                            std::vector<StoredDocument> &out) override;

    // settlement.cpp
    [[nodiscard]] Result<void> add_allocation(const StoredAllocation &row) override;
    [[nodiscard]] Result<void> allocations_of(std::uint64_t document, std::vector<StoredAllocation> &out) override;
    [[nodiscard]] Result<std::optional<StoredAllocation>> allocation_of_journal(std::uint64_t journal) override;
    [[nodiscard]] Result<CursorPtr<StoredAllocation>> allocations() override;
    [[nodiscard]] Result<void> add_deferral(const DeferralRow &row) override;
    [[nodiscard]] Result<CursorPtr<DeferralRow>> deferrals() override;
    [[nodiscard]] Result<CursorPtr<DeferralRow>> all_deferrals() override;
    [[nodiscard]] Result<void> recognise(std::uint64_t document, std::uint32_t line, std::int64_t recognised) override;
    [[nodiscard]] Result<void> add_sending(const StoredSending &row) override;
    [[nodiscard]] Result<std::optional<StoredSending>> sending_of(std::uint64_t document) override;

    // usage.cpp
    [[nodiscard]] Result<std::uint64_t> next_batch() override;
    [[nodiscard]] Result<void> add_batch(std::uint64_t batch, std::uint64_t entry) override;
    [[nodiscard]] Result<std::vector<std::pair<std::uint64_t, std::uint64_t>>> batches() override;
    [[nodiscard]] Result<void> add_block(const UsageBlock &block) override;
    [[nodiscard]] Result<CursorPtr<UsageBlock>> blocks(std::uint64_t batch) override;
    [[nodiscard]] Result<void> add_usage(const StoredUsage &row) override;
    [[nodiscard]] Result<CursorPtr<StoredUsage>> usage_of_batch(std::uint64_t batch) override;
    [[nodiscard]] Result<void> usage_of(std::uint64_t account, std::uint64_t last_entry,
                                        std::vector<StoredUsage> &out) override;
    [[nodiscard]] Result<void> add_identities(std::string_view source, Day day, std::uint64_t batch,
                                              std::string_view run) override;
    [[nodiscard]] Result<std::vector<IdentityRun>> identities(std::string_view source, Day day) override;

    // suspense.cpp
    [[nodiscard]] Result<std::uint64_t> add_suspense(const SuspenseEntry &row) override;
    [[nodiscard]] Result<void> update_suspense(const SuspenseEntry &row) override;
    [[nodiscard]] Result<std::optional<SuspenseEntry>> suspense(std::uint64_t id) override;
    [[nodiscard]] Result<CursorPtr<SuspenseEntry>> suspense_rows(bool waiting_only) override;
    [[nodiscard]] Result<std::uint64_t> waiting() override;

    // privacy.cpp
    [[nodiscard]] Result<CursorPtr<PersonalRow>> personal_of_account(std::uint64_t account) override;
    [[nodiscard]] Result<CursorPtr<PersonalRow>> all_personal() override;
    [[nodiscard]] Result<CursorPtr<PersonalRow>> personal_erased_by(std::uint64_t entry) override;
    [[nodiscard]] Result<void> erase_personal(std::uint64_t event, std::string_view field, std::string_view stands_in,
                                              std::uint64_t entry) override;
    [[nodiscard]] Result<void> change_identity(const StoredEvent &event, std::int64_t identity) override;
    [[nodiscard]] Result<void> add_seat(const UsageSeat &row) override;
    [[nodiscard]] Result<std::vector<UsageSeat>> seats_of(std::uint64_t account) override;
    [[nodiscard]] Result<CursorPtr<UsageSeat>> all_seats() override;
    [[nodiscard]] Result<CursorPtr<UsageSeat>> seats_erased_by(std::uint64_t entry) override;
    [[nodiscard]] Result<void> erase_seat(const UsageSeat &row, std::string_view stands_in,
                                          std::uint64_t entry) override;
    [[nodiscard]] Result<std::optional<UsageBlock>> block(std::uint64_t batch, std::uint64_t number) override;
    [[nodiscard]] Result<void> change_block(const UsageChange &change, const UsageBlock *block) override;
    [[nodiscard]] Result<std::vector<UsageChange>> changes_of_batch(std::uint64_t batch) override;
    [[nodiscard]] Result<std::vector<UsageChange>> changes_by(std::uint64_t entry) override;
    [[nodiscard]] Result<void> add_receipt(const ReceiptRow &row) override;
    [[nodiscard]] Result<std::optional<ReceiptRow>> receipt(std::uint64_t entry) override;
    [[nodiscard]] Result<std::vector<ReceiptRow>> receipts() override;
    [[nodiscard]] Result<void> blank_suspense(std::uint64_t id, std::string_view note) override;
    [[nodiscard]] Result<void> keep_in_memory() override;
    [[nodiscard]] Result<bool> scrub() override;

  private:
    struct Statements; ///< statements.hpp
    /// Where the chain ends, with what append() needs; read once per transaction.
    struct ChainEnd {
        ChainHead head;
        Instant recorded_at;
    };
    [[nodiscard]] Result<ChainEnd> chain_end();
    [[nodiscard]] Result<void> begin(const char *sql);

    std::unique_ptr<Connection> db_; ///< statements keep a pointer to it
    std::int32_t schema_;
    bool read_only_;
    std::optional<ChainEnd> chain_end_;
    Lookups events_, journals_;
    std::unique_ptr<Statements> sql_;
};

} // namespace proviso
