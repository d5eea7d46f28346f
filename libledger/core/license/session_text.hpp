// Sessions of one login as text: how a derivation carries them, and how people give them by hand.
//
// A list, separated by commas. Each item is either
//   START/END            RFC 3339 instants, then optionally " idle=SECONDS" and " DAY=SECONDS" for each civil day of
//   the
//                        account's zone (without: the days are those of UTC)
//   HH:MM-HH:MM          clock times of days that follow one another: an item that does not start after the one before
//   it
//                        starts on the next day, and so does an end that is not after its start; optionally "
//                        idle=SECONDS". "16:00-24:00,00:00-08:00" is eight hours to midnight and eight from then on.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/rate/usage.hpp"

namespace proviso {

/// The first form, from which parse_sessions gives the same sessions (without seat and source).
[[nodiscard]] std::string sessions_text(std::span<const Session> sessions);
/// Both forms; clock times count from 1970-01-01. At most 100,000 items. Errors: value.type, value.range,
/// instant.invalid, date.*, input.too_large.
[[nodiscard]] Result<std::vector<Session>> parse_sessions(std::string_view text);

} // namespace proviso
