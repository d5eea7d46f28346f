// Which rows of usage a book has: 128-bit identities, kept per source and day as sorted runs. Internal to book/.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "book/internal.hpp"

namespace proviso {

struct RowIdentity {
    std::uint64_t high = 0, low = 0;
    [[nodiscard]] friend auto operator<=>(const RowIdentity &, const RowIdentity &) = default;
};

/// A set that only grows; 22 to 43 bytes per member.
class IdentitySet {
  public:
    /// False if it was there already.
    bool insert(RowIdentity identity);
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::vector<RowIdentity> sorted() const;

  private:
    void grow();
    std::vector<RowIdentity> slots_; ///< {0, 0}: free
    std::size_t size_ = 0;
    bool zero_ = false; ///< {0, 0} is a member
};

enum class Seen : std::uint8_t { never, in_this_import, before };

class RowIdentities {
  public:
    /// `own`: the batches of this import that are in the book.
    RowIdentities(Store &store, std::string source, std::vector<std::uint64_t> own)
        : store_(store), source_(std::move(source)), own_(std::move(own)) {}
    /// Remembers an identity that was never seen.
    [[nodiscard]] Result<Seen> look(Day day, RowIdentity identity);
    /// Stores what is new, per day.
    [[nodiscard]] Result<void> write(std::uint64_t batch);

  private:
    static constexpr std::size_t most_loaded = 4'000'000; ///< identities of earlier batches held in memory
    struct Loaded {
        std::vector<IdentityRun> runs;
        std::size_t count = 0;
        std::uint64_t used = 0;
    };
    [[nodiscard]] Result<void> turn_to(Day day);
    [[nodiscard]] Result<Loaded *> load(Day day);

    Store &store_;
    std::string source_;
    std::vector<std::uint64_t> own_;
    std::optional<Day> day_; ///< that was asked for last: a file goes through time
    Loaded *before_ = nullptr;
    IdentitySet *today_ = nullptr;
    std::map<Day, IdentitySet> fresh_;
    std::map<Day, Loaded> loaded_;
    std::uint64_t clock_ = 0;
    std::size_t loaded_count_ = 0;
};

} // namespace proviso
