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

/// A removal as one whole: what `work` does is one transaction, and then the file's old bytes go. Nothing of what is
/// taken out is written to disk on the way. `work` gives a Result of a report with `scrubbed` and `head`. Outside a
/// transaction.
template <class Work> [[nodiscard]] auto removed(Book::Impl &book, Work work) -> decltype(work()) {
    PV_CHECK(scrub_if_waiting(book));
    PV_CHECK(book.store->keep_in_memory());
    PV_TRY(WriteScope write, WriteScope::begin(*book.store));
    PV_TRY(auto report, work());
    PV_CHECK(book.store->set(setting::scrub_waits, "1"));
    PV_CHECK(write.commit());
    PV_TRY(report.scrubbed, scrub_file(book));
    PV_TRY(report.head, head_now(book));
    return report;
}

} // namespace proviso
