// Bulk usage in a book: one usage.imported entry per batch with hash, counts and exact totals; the rows as compact
// blocks and the totals per account stand beside it and are proved by the entry's hashes.
//
// Rating is done by the caller (io/, core/rate) with the prices that the book gives; this file only records.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "book/book.hpp"
#include "book/identities.hpp"
#include "book/record.hpp"

namespace proviso {

/// One account's share of a batch.
struct AccountUsage {
    std::string account;
    std::vector<UsageTotal> totals;
    std::vector<Session> sessions;
};

struct SuspendedRow {
    std::uint64_t row = 0;
    std::string raw;
    std::string account; ///< if known
    Error reason;
};

/// What a batch is of. The counts are the caller's; suspended rows are counted by the import itself.
struct UsageBatchHead {
    std::string kind; ///< "calls", "sessions"
    std::string file;
    std::string source;       ///< the switch
    std::string format;       ///< "asterisk", "freepbx", ...
    std::string zone_version; ///< of the zone database that resolved local times
    std::string sha256;       ///< of the file's bytes, hex; at finish()
    std::uint64_t rows = 0, billed = 0, not_billable = 0, duplicate = 0, rejected = 0; ///< at finish()
};

/// A usage import in progress: one batch, one transaction, which other writers wait for. Dropped before finish() it
/// leaves nothing. Large files are several batches; rows that were imported before are told by their identity.
class UsageImport {
  public:
    /// `own`: the batches that the same import has committed. Errors: book.busy, argument.missing.
    [[nodiscard]] static Result<UsageImport> open(Book &book, const UsageBatchHead &head,
                                                  std::vector<std::uint64_t> own = {});
    UsageImport(UsageImport &&) noexcept;
    UsageImport &operator=(UsageImport &&) noexcept;
    ~UsageImport();

    /// The batch's number: what UsageTotal::source names ("batch 3").
    [[nodiscard]] std::uint64_t batch() const;
    /// Facts dated on or before are late: they take effect by differences on the first open day.
    [[nodiscard]] std::optional<Day> sealed_through() const;
    /// True if the account is open.
    [[nodiscard]] Result<bool> knows(const std::string &account);
    /// Whether a row of this identity (128 bits of a hash of id and content) of this source and day was imported
    /// before, or earlier in this import; remembers it if not.
    [[nodiscard]] Result<Seen> look(Day day, std::uint64_t identity_high, std::uint64_t identity_low);
    /// A block of compact rows, opaque to the book, in order. Error: input.too_large above 16 MiB.
    [[nodiscard]] Result<void> add_rows(std::string_view block, std::uint64_t rows);
    /// Accounts in any order; one account may come again. Error: event.account_unknown.
    [[nodiscard]] Result<void> add_account(AccountUsage usage);
    /// The same for one account after the other, each once and in order of its number in the book, and written at once.
    /// `exact`: the sum of its totals. Not together with add_account().
    [[nodiscard]] Result<void> write_account(std::uint64_t number, AccountUsage &usage, const Ratio &exact);
    [[nodiscard]] Result<void> suspend(SuspendedRow row);
    [[nodiscard]] Result<ImportReport> finish(const UsageBatchHead &head);

  private:
    struct Impl;
    explicit UsageImport(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// What has been imported.
struct UsageBatchRow {
    std::uint64_t batch = 0, entry = 0;
    Instant recorded_at;
    UsageBatchHead head;
    std::uint64_t suspended = 0;
};
[[nodiscard]] Result<std::vector<UsageBatchRow>> list_usage_batches(Book &book);

/// The blocks of a batch, in order, as they were given. `visit` returns false to stop. Error: rows.purged, at the end,
/// if some are not there any more.
[[nodiscard]] Result<void>
read_usage_blocks(Book &book, std::uint64_t batch,
                  const std::function<bool(std::string_view block, std::uint64_t rows)> &visit);

} // namespace proviso
