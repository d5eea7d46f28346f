// A usage batch inside a write that is open already. Internal to book/.
#pragma once

#include <map>
#include <string>

#include "book/identities.hpp"
#include "book/usage.hpp"

namespace proviso {

class UsageWriter {
  public:
    /// `own`: the batches that the same import has committed.
    UsageWriter(Book::Impl &book, Instant now, UsageBatchHead label, std::vector<std::uint64_t> own = {})
        : book_(book), store_(*book.store), now_(now), label_(std::move(label)),
          identities_(store_, label_.source, std::move(own)) {}

    [[nodiscard]] Result<void> begin();
    [[nodiscard]] std::uint64_t batch() const { return batch_; }
    [[nodiscard]] std::optional<Day> sealed() const { return sealed_; }
    [[nodiscard]] RowIdentities &identities() { return identities_; }
    [[nodiscard]] Result<bool> knows(const std::string &account);
    [[nodiscard]] Result<void> add_rows(std::string_view block, std::uint64_t rows);
    [[nodiscard]] Result<void> add_account(AccountUsage usage);
    /// As UsageImport::write_account().
    [[nodiscard]] Result<void> write_account(std::uint64_t number, AccountUsage &usage, const Ratio &exact);
    [[nodiscard]] Result<void> suspend(SuspendedRow row);
    /// Writes totals, identities and the chain entry.
    [[nodiscard]] Result<ImportReport> finish(const UsageBatchHead &counts);

  private:
    static constexpr std::size_t largest_block = 16U << 20;
    [[nodiscard]] Result<void> set_apart(std::uint64_t account, std::vector<Session> &sessions);
    [[nodiscard]] Result<std::uint64_t> number_of(const std::string &account); ///< 0 if it is not open

    Book::Impl &book_;
    Store &store_;
    Instant now_;
    UsageBatchHead label_;
    RowIdentities identities_;
    std::uint64_t batch_ = 0, blocks_ = 0;
    std::optional<Day> sealed_;
    std::map<std::string, std::uint64_t> numbers_;
    std::map<std::uint64_t, AccountUsage> shares_; ///< by account row
    RowsDigest block_digest_, account_digest_;
    std::int64_t calls_ = 0, billed_millis_ = 0; ///< of the accounts written
    Ratio exact_;
    ImportReport report_;
};

} // namespace proviso
