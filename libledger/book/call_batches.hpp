// Batches of a call import into a book: blocks of rows, totals and suspended rows of so many rows make one batch, which
// is one transaction and one entry of the chain. Internal to book/.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "book/account_terms.hpp"
#include "book/call_prices.hpp"
#include "book/call_profile.hpp"
#include "book/import_calls.hpp"
#include "book/usage.hpp"
#include "book/usage_sums.hpp"
#include "io/cdr/batch_builder.hpp"

namespace proviso {

class CallBatches final : public BatchSink {
  public:
    struct Config {
        UsageBatchHead label;     ///< kind, file, source, format, zone_version
        CallProfile profile;      ///< `head` still empty
        std::string account_zone; ///< of accounts that have none; empty: the import's
        std::uint64_t batch_rows = 1;
    };
    CallBatches(Book &book, const CallPrices &prices, Config config);

    /// The file's bytes, for the hash of the last batch.
    void hash(std::string_view bytes) { file_hash_.add(bytes); }
    void set_profile(CallProfile profile) { config_.profile = std::move(profile); }

    Result<CallAccount> account(std::uint32_t index, std::string_view name) override;
    Result<Sighting> sight(Day day, const CallIdentity &identity) override;
    /// A block of the batch.
    Result<void> batch(const UsageBatch &block) override;
    /// The batch has its rows. To be committed when the builder has given every row whose identity was seen: an
    /// identity without its row would make the row a duplicate for ever.
    [[nodiscard]] bool due() const { return counts_.rows >= config_.batch_rows; }
    [[nodiscard]] Result<void> commit() { return commit(false); }
    /// Commits the rest and fills in what batches tell. Errors: as BookCallImport::feed.
    [[nodiscard]] Result<void> finish(BookCallReport &report);
    /// Gives up what is not committed.
    void drop() { import_.reset(); }

  private:
    [[nodiscard]] Result<void> begin();
    [[nodiscard]] Result<void> commit(bool last);
    [[nodiscard]] Result<void> hold(const HeldRow &row);
    [[nodiscard]] Result<void> write_accounts();
    void merge(const ImportReport &done);

    Book &book_;
    const CallPrices &prices_;
    Config config_;
    std::optional<UsageImport> import_;
    std::vector<std::uint64_t> committed_; ///< batches
    UsageBatchHead counts_;                ///< of the batch that is being written
    UsageSums sums_;
    /// By the import's number of the account.
    struct Owner {
        std::uint64_t number = 0; ///< in the book; 0: it is not open
        std::string name;
    };
    std::vector<Owner> owners_;
    std::map<std::string, std::string, std::less<>> other_packs_; ///< of accounts that are not under the first pack
    std::uint64_t rows_ = 0;                                      ///< of all batches
    Sha256 file_hash_;
    BookCallReport report_; ///< batches, reasons, samples, entries
};

} // namespace proviso
