// Posts journal entries inside a write: balanced or not at all, once per key, chained in chunks, with kept balances.
// Internal to book/.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "book/internal.hpp"
#include "core/post/posting.hpp"

namespace proviso {

class Poster {
  public:
    Poster(Book::Impl &book, Instant now) : book_(book), now_(now) {}
    /// Called before rows are written: what allocations refer to must be in the store first.
    void before_flush(std::function<Result<void>()> hook) { before_flush_ = std::move(hook); }

    /// What a key says is posted already.
    enum class Known : std::uint8_t { fresh, same, other };
    [[nodiscard]] Result<Known> known(const JournalEntry &entry);
    /// Adds an entry whose key is new. `account`: its row, 0 for book-wide. Gives its journal number.
    [[nodiscard]] Result<std::uint64_t> post(const JournalEntry &entry, std::uint64_t account);
    /// An allocation that the entry `journal` stands for; the document must be in the store by the next flush.
    void allocate(StoredAllocation allocation) { allocations_.push_back(std::move(allocation)); }
    /// Writes what is collected, as one chain entry.
    [[nodiscard]] Result<void> flush();

    [[nodiscard]] std::uint64_t posted() const { return posted_; }

  private:
    static constexpr std::size_t chunk = 4096; ///< journal entries per chain entry
    using BalanceKey = std::tuple<std::string, std::string, Day>;

    Book::Impl &book_;
    Instant now_;
    std::vector<StoredJournal> rows_;
    std::function<Result<void>()> before_flush_;
    std::unordered_multimap<std::int64_t, std::size_t> pending_; ///< identity -> place in rows_
    std::vector<StoredAllocation> allocations_;
    std::map<BalanceKey, std::int64_t> balances_;
    std::uint64_t next_ = 0;
    std::uint64_t posted_ = 0;
};

} // namespace proviso
