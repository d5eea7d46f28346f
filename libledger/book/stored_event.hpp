// Events between the engine and the store: personal values stay apart, under a salted commitment in the chained bytes.
// Internal to book/.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/event/event.hpp"
#include "store/rows.hpp"

namespace proviso {

/// An event split for the store.
struct SplitEvent {
    std::string body;                  ///< canonical JSON with commitments
    std::vector<PersonalRow> personal; ///< event number not set yet
};
/// `salt` gives 32 fresh random bytes.
[[nodiscard]] Result<SplitEvent> split_event(const Event &event, const std::function<Result<std::string>()> &salt);

/// The event of a stored row, with its number as sequence; personal fields still hold their commitments.
[[nodiscard]] Result<Event> event_of(const StoredEvent &row);
/// Puts the personal values back. A value that was erased stays a commitment.
void restore_personal(Event &event, const std::vector<PersonalRow> &personal);
/// True if amounts or states may depend on a personal field of the type (which login, which number).
[[nodiscard]] bool engine_reads_personal(EventType type);
/// True if the type has a personal field at all.
[[nodiscard]] bool has_personal(EventType type);
/// Events of money (payments, applications, manual journals), which are posted when they are recorded.
[[nodiscard]] bool is_money(EventType type);

/// "sha256:" + 64 hex digits.
[[nodiscard]] std::string commitment(const std::string &salt, const std::string &value);
/// True if the text has that form. A field that became personal later stands in older events as it was given.
[[nodiscard]] bool is_commitment(std::string_view text);

} // namespace proviso
