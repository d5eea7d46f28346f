// Puts events into a book inside a write: what each one is (new, known, refused), and the new ones as chained rows.
// Internal to book/.
#pragma once

#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "book/internal.hpp"

namespace proviso {

struct RecordOutcome {
    enum class Kind : std::uint8_t { accepted, replayed, refused };
    Kind kind = Kind::accepted;
    std::uint64_t event = 0; ///< its number, or that of the one it repeats
    Error error;
};

/// What an import carries from batch to batch.
struct RecordLabel {
    std::string kind, file, source;
    bool compare_keyless = false; ///< rows without key are identified by source, content and ordinal
    std::vector<std::pair<std::uint64_t, std::uint64_t>> own; ///< ranges of events that this import has recorded
    std::unordered_map<std::int64_t, std::uint64_t> held;     ///< per content: how many of this import wait in suspense
};

/// One outcome per event, in order. Events get their numbers as `sequence`. Errors are the book's.
[[nodiscard]] Result<std::vector<RecordOutcome>> record_batch(Book::Impl &book, Instant now, std::span<Event> events,
                                                              RecordLabel &label);

/// A journal entry of a manual journal. Errors: those of amounts and balance.
[[nodiscard]] Result<JournalEntry> manual_journal(const Event &event, Currency currency);

} // namespace proviso
