// When documents of a book were sealed, and which facts came after. Internal to book/.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "core/time/day.hpp"
#include "store/store.hpp"

namespace proviso {

/// One finalize: documents through a day, sealed by a chain entry.
struct Seal {
    std::uint64_t entry = 0;
    Day through;
    [[nodiscard]] friend bool operator==(const Seal &, const Seal &) = default;
};

/// The seals of entries up to `last_entry`, oldest first. They are kept as a setting, which repeats what the chain
/// says; of a book that was written before it was kept, they are read from the chain. Errors: the store's,
/// book.damaged.
[[nodiscard]] Result<std::vector<Seal>> seals_of(Store &store, std::uint64_t last_entry = UINT64_MAX);
/// Inside a write.
[[nodiscard]] Result<void> add_seal(Store &store, Seal seal);

/// Which facts of a book came after which seal.
struct SealedTime {
    std::vector<Seal> seals;
    std::vector<std::pair<std::uint64_t, std::uint64_t>>
        batches; ///< usage batch and its entry; only if there are seals

    /// How often documents had been sealed when the entry was written.
    [[nodiscard]] std::uint32_t before(std::uint64_t entry) const;
    /// The same for a batch of usage; one that came after this was read is later than every seal in it.
    [[nodiscard]] std::uint32_t before_batch(std::uint64_t batch) const;
    /// The first open day if an event of this day and entry is late; else the day itself.
    [[nodiscard]] Day effective(Day day, std::uint64_t entry) const;
};

} // namespace proviso
