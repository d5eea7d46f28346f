// Bulk usage in a book: one usage.imported entry per batch with hash, counts and exact totals; the rows as compact
// blocks and the totals per account stand beside it and are proved by the entry's hashes.
//
// Rating is done by the caller (io/, core/rate) with the prices that the book gives; this file only records.
#pragma once

#include <string>
#include <vector>

#include "book/book.hpp"
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

struct UsageBatchHead {
    std::string kind; ///< "calls", "sessions"
    std::string file;
    std::string source;       ///< the switch
    std::string format;       ///< "asterisk", "freepbx", ...
    std::string sha256;       ///< of the file's bytes, hex
    std::string zone_version; ///< of the zone database that resolved local times
    std::uint64_t rows = 0, billed = 0, not_billable = 0, duplicate = 0,
                  rejected = 0; ///< suspended ones are counted here
};

/// A usage import in progress. Nothing is visible before finish(); dropped, it leaves nothing.
class UsageImport {
  public:
    [[nodiscard]] static Result<UsageImport> open(Book &book);
    UsageImport(UsageImport &&) noexcept;
    UsageImport &operator=(UsageImport &&) noexcept;
    ~UsageImport();

    /// The batch's number: what UsageTotal::source names ("batch 3").
    [[nodiscard]] std::uint64_t batch() const;
    /// True if the identity (64 bits of a keyed hash of source + id + content) was imported before or earlier in this
    /// batch; remembers it if not. Compares the full content only through the 128-bit value given.
    [[nodiscard]] Result<bool> seen(std::uint64_t identity_high, std::uint64_t identity_low);
    /// A block of compact rows, opaque to the book, in order. At most 16 MiB each.
    [[nodiscard]] Result<void> add_rows(std::string_view block, std::uint64_t rows);
    /// Accounts in any order; one account may come again.
    [[nodiscard]] Result<void> add_account(const AccountUsage &usage);
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

} // namespace proviso
