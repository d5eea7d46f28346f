// Batches for a book: what a call import reads, in lots of so many rows.
//
// Batches end after a fixed number of rows, wherever the file was cut into blocks. Memory: one batch. One thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io/cdr/consumer.hpp"
#include "io/usage_batch.hpp"

namespace proviso {

/// What a book does for an import.
class BatchSink {
  public:
    virtual ~BatchSink() = default;
    /// Its terms, asked once for each account; `index` counts from 0 and is what UsageBatch::owners says.
    virtual Result<CallAccount> account(std::uint32_t index, std::string_view name) = 0;
    /// As CallConsumer::sight().
    virtual Result<Sighting> sight(Day day, const CallIdentity &identity) = 0;
    /// A batch is complete; the last may be short, and an import without rows gives none.
    virtual Result<void> batch(const UsageBatch &batch) = 0;
};

class BatchBuilder : public CallConsumer {
  public:
    static constexpr std::size_t rows_default = 65'536;

    /// Both must outlive it.
    BatchBuilder(const Rater &rater, BatchSink &sink, std::size_t rows = rows_default);

    Result<CallAccount> account(std::uint32_t index, std::string_view name) override;
    bool wants_identities() const override { return true; }
    Result<Sighting> sight(Day day, const CallIdentity &identity) override { return sink_.sight(day, identity); }
    Result<void> calls(const RatedCalls &calls) override;
    Result<void> held(const HeldRow &row) override;
    Result<void> finish() override;

  private:
    void append(const RatedCalls &calls, std::size_t i);
    std::uint32_t price_of(std::uint32_t price, std::uint16_t service);
    Result<void> flush(bool last);
    void sort_accounts();

    const Rater &rater_;
    BatchSink &sink_;
    std::size_t rows_max_;
    std::vector<std::string> names_;
    UsageBatch batch_;
    std::size_t rows_ = 0;                     ///< taken into the batch, duplicates too
    std::uint64_t last_row_ = 0;               ///< number of the last of them
    std::vector<HeldRow> held_;                ///< not yet in a batch
    std::vector<std::uint32_t> local_account_; ///< by account: 1 + its index in the batch
    std::vector<std::uint32_t> batch_accounts_;
    std::vector<std::uint32_t> local_price_; ///< by price of the rater: 1 + its index in the batch
    std::vector<std::uint32_t> batch_prices_;
};

} // namespace proviso
