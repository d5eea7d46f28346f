// The checks behind verify_book(), one member per check. Internal to book/.
//
// The first fault ends the work. Each check reads the store front to back and keeps only sums, so that memory does not
// grow with the book.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>

#include "book/facts.hpp"
#include "book/sweep.hpp"
#include "book/verify.hpp"
#include "io/json.hpp"

namespace proviso {

class Verifier {
  public:
    Verifier(Book::Impl &book, const VerifyRequest &request) : book_(book), store_(*book.store), request_(request) {}
    [[nodiscard]] Result<VerifyReport> run();

  private:
    using BalanceKey = std::tuple<std::string, std::string, Day>;

    // verify_chain.cpp: entries, and the rows beside them in the same order
    [[nodiscard]] Result<void> chain();
    [[nodiscard]] Result<void> beside(const EntryRow &entry, const JsonNode &data);
    [[nodiscard]] Result<void> events_beside(const EntryRow &entry, const JsonNode &data);
    [[nodiscard]] Result<void> journal_beside(const EntryRow &entry, const JsonNode &data);
    [[nodiscard]] Result<void> documents_beside(const EntryRow &entry, const JsonNode &data);
    [[nodiscard]] Result<void> usage_beside(const EntryRow &entry, const JsonNode &data);
    [[nodiscard]] Result<void> source_beside(const EntryRow &entry, const JsonNode &data);
    [[nodiscard]] Result<void> nothing_left();

    // verify_privacy.cpp: what was taken out
    [[nodiscard]] Result<void> blocks_beside(const EntryRow &entry, std::uint64_t batch, std::uint64_t blocks,
                                             RowsDigest &digest);
    [[nodiscard]] Result<void> removal_beside(const EntryRow &entry, const JsonNode &data);
    [[nodiscard]] Result<void> receipt_beside(const EntryRow &entry, const JsonNode &data);
    [[nodiscard]] Result<void> seats_beside(const EntryRow &entry, const StoredUsage &share);
    [[nodiscard]] Result<void> nothing_erased_else();

    // verify_rows.cpp: what one row says of itself
    [[nodiscard]] Result<void> event_row(const StoredEvent &row);
    [[nodiscard]] Result<void> journal_row(const StoredJournal &row);
    [[nodiscard]] Result<void> document_row(const StoredDocument &row);
    void derived(const StoredDocument &row, const std::string &what, const Derivation &derivation, Amount amount);
    [[nodiscard]] Result<std::string> account_name(std::uint64_t account);

    // verify_sums.cpp: what follows from all rows
    [[nodiscard]] Result<void> numbering();
    [[nodiscard]] Result<void> keys();
    [[nodiscard]] Result<void> balances();
    [[nodiscard]] Result<void> allocation();
    [[nodiscard]] Result<void> recognition();

    // verify_replay.cpp: every document made again
    [[nodiscard]] Result<void> documents();
    [[nodiscard]] Result<void> account(Swept &swept);

    void begin(std::string name);
    void checked(std::uint64_t count = 1) { report_.checks.back().checked += count; }
    /// Notes the fault; later ones are passed over.
    void fault(std::uint64_t entry, std::string what);
    [[nodiscard]] bool failed() const { return report_.fault.has_value(); }
    [[nodiscard]] Result<void> tick(std::string_view stage, std::uint64_t done, std::uint64_t total) const;

    Book::Impl &book_;
    Store &store_;
    const VerifyRequest &request_;
    VerifyReport report_;

    CursorPtr<StoredEvent> events_;
    CursorPtr<StoredJournal> journals_;
    CursorPtr<StoredDocument> documents_;
    std::uint64_t last_event_ = 0, last_journal_ = 0, last_document_ = 0, last_batch_ = 0, sources_ = 0;
    std::vector<Seal> seals_;                                                   ///< as the chain says
    std::optional<Day> sealed_, closed_, recognised_;                           ///< as the chain says
    std::uint64_t erased_values_ = 0, erased_seats_ = 0, attested_changes_ = 0; ///< as receipts say
    std::uint64_t changes_ = 0;                                                 ///< of blocks, as they stand
    std::vector<std::pair<std::string, std::optional<Day>>> closings_;
    std::map<BalanceKey, std::int64_t> balances_;
    std::uint64_t settlements_ = 0; ///< journal entries that settle a document, or take that back
    std::uint64_t account_ = 0;     ///< whose name is account_name_
    std::string account_name_;
};

} // namespace proviso
