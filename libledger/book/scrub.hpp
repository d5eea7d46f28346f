// The last step of every removal: the file's old bytes. Internal to book/, and what `privacy scrub` does again.
#pragma once

#include "book/internal.hpp"

namespace proviso {

/// False if another program holds the file; the setting scrub_waits stays then, and a later try goes on. Outside a
/// transaction.
[[nodiscard]] Result<bool> scrub_file(Book::Impl &book);
/// What an interrupted removal left to do, if anything: before the next one, whatever becomes of that.
[[nodiscard]] Result<void> scrub_if_waiting(Book::Impl &book);
[[nodiscard]] Result<Head> head_now(Book::Impl &book);

} // namespace proviso
