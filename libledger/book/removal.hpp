// Removals and their receipts: the chain's entries for what was taken out of the book, and the digest that ties rows to
// them. Internal to book/.
#pragma once

#include <string>

#include "book/internal.hpp"

namespace proviso {

/// Adds up what one removal takes out, in the order in which verify reads it again (values by event and field, seats by
/// account, batch and seat, blocks by batch and block), and then writes the entry. Rows are changed before, under the
/// number that the entry will have: the next one.
class Removal {
  public:
    void value(std::uint64_t event, std::string_view field, std::string_view stands_in);
    void seat(const UsageSeat &seat, std::string_view stands_in);
    void block(const UsageChange &change);
    /// `data` is what the entry says beside the counts; `by` and `reason` enter the chain as commitments.
    [[nodiscard]] Result<std::uint64_t> write(Book::Impl &book, std::string_view kind, Data data, const std::string &by,
                                              const std::string &reason, Instant now);

    [[nodiscard]] std::uint64_t values() const { return values_; }
    [[nodiscard]] std::uint64_t seats() const { return seats_; }
    [[nodiscard]] std::uint64_t blocks() const { return blocks_; }
    [[nodiscard]] std::uint64_t rows() const { return rows_; }

    struct Digests {
        std::string values, seats, blocks; ///< hex; of no rows: of nothing
    };
    [[nodiscard]] Digests digests();

  private:
    RowsDigest value_digest_, seat_digest_, block_digest_;
    std::uint64_t values_ = 0, seats_ = 0, blocks_ = 0, rows_ = 0;
};

/// The hash of a block of rows, as the import's entry has it.
[[nodiscard]] Hash block_hash(const UsageBlock &block);

} // namespace proviso
