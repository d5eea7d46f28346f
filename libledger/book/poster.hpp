// Posts journal entries inside a write: balanced or not at all, once per key, chained in chunks, with kept balances.
// Internal to book/.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "book/internal.hpp"
#include "core/post/posting.hpp"

namespace proviso {

/// Changes of balances by ledger, currency and day, added up before they are written.
class BalanceChanges {
  public:
    /// Error: money.overflow.
    [[nodiscard]] Result<void> add(const JournalEntry &entry);
    /// By ledger, currency, day. Empty afterwards.
    [[nodiscard]] std::vector<BalanceRow> take();

  private:
    struct Ledger {
        std::string name;
        Currency currency;
    };
    [[nodiscard]] std::size_t index_of(const Posting &posting);

    std::vector<Ledger> ledgers_; ///< a handful: searched front to back
    std::map<std::pair<std::size_t, Day>, std::int64_t> minor_;
};

class Poster {
  public:
    Poster(Book::Impl &book, Instant now) : book_(book), now_(now) {}
    /// Called before rows are written: what allocations refer to must be in the store first.
    void before_flush(std::function<Result<void>()> hook) { before_flush_ = std::move(hook); }

    /// An entry as it will be stored.
    struct Prepared {
        std::string body;
        std::int64_t identity = 0;
    };
    [[nodiscard]] Prepared prepare(const JournalEntry &entry) const;
    /// What a key says is posted already.
    enum class Known : std::uint8_t { fresh, same, other };
    [[nodiscard]] Result<Known> known(const JournalEntry &entry, const Prepared &prepared);
    /// Adds an entry whose key is new. `account`: its row, 0 for book-wide. Gives its journal number. Errors: those of
    /// check_balanced, money.overflow.
    [[nodiscard]] Result<std::uint64_t> post(const JournalEntry &entry, std::uint64_t account, Prepared prepared);
    [[nodiscard]] Result<std::uint64_t> post(const JournalEntry &entry, std::uint64_t account) {
        return post(entry, account, prepare(entry));
    }
    /// An allocation that the entry `journal` stands for; the document must be in the store by the next flush.
    void allocate(StoredAllocation allocation) { allocations_.push_back(std::move(allocation)); }
    /// Writes what is collected, as one chain entry.
    [[nodiscard]] Result<void> flush();

    [[nodiscard]] std::uint64_t posted() const { return posted_; }

  private:
    static constexpr std::size_t chunk = 4096; ///< journal entries per chain entry

    Book::Impl &book_;
    Instant now_;
    std::vector<StoredJournal> rows_;
    std::function<Result<void>()> before_flush_;
    std::unordered_multimap<std::int64_t, std::size_t> pending_; ///< identity -> place in rows_
    std::vector<StoredAllocation> allocations_;
    BalanceChanges balances_;
    std::uint64_t next_ = 0;
    std::uint64_t posted_ = 0;
};

} // namespace proviso
