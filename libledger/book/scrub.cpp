#include "book/scrub.hpp"

#include "book/privacy.hpp"

namespace proviso {

Result<bool> scrub_file(Book::Impl &book) {
    PV_TRY(const bool done, book.store->scrub());
    if (!done) return false;
    PV_TRY(WriteScope write, WriteScope::begin(*book.store));
    PV_CHECK(book.store->unset(setting::scrub_waits));
    PV_CHECK(write.commit());
    return true;
}

Result<void> scrub_if_waiting(Book::Impl &book) {
    PV_TRY(const std::optional<std::string> waits, book.store->setting(setting::scrub_waits));
    if (waits) PV_CHECK(scrub_file(book)); // where another program still holds the file, verify says so
    return {};
}

Result<bool> scrub_book(Book &book) { return scrub_file(book.impl()); }

Result<Head> head_now(Book::Impl &book) {
    PV_TRY(ReadScope read, ReadScope::begin(*book.store));
    PV_TRY(const ChainHead head, book.store->head());
    return head_of(head);
}

} // namespace proviso
