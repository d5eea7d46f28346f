#include "book/removal.hpp"

#include "book/stored_event.hpp"

namespace proviso {

Hash block_hash(const UsageBlock &block) { return sha256(block.salt + block.bytes); }

void Removal::value(std::uint64_t event, std::string_view field, std::string_view stands_in) {
    ++values_;
    value_digest_.add(std::to_string(event) + ' ' + std::string(field) + ' ' + std::string(stands_in));
}

void Removal::seat(const UsageSeat &seat, std::string_view stands_in) {
    ++seats_;
    seat_digest_.add(std::to_string(seat.account) + ' ' + std::to_string(seat.batch) + ' ' + seat.seat + ' ' +
                     std::string(stands_in));
}

void Removal::block(const UsageChange &change) {
    ++blocks_;
    rows_ += change.gone;
    block_digest_.add(std::to_string(change.batch) + ' ' + std::to_string(change.block) + ' ' +
                      std::to_string(change.gone) + ' ' + hex(change.was) + ' ' +
                      (change.now ? hex(*change.now) : "-"));
}

Removal::Digests Removal::digests() {
    return {hex(value_digest_.finish()), hex(seat_digest_.finish()), hex(block_digest_.finish())};
}

Result<std::uint64_t> Removal::write(Book::Impl &book, std::string_view kind, Data data, const std::string &by,
                                     const std::string &reason, Instant now) {
    ReceiptRow row;
    PV_TRY(row.salt, book.random(32));
    row.by = by;
    row.reason = reason;
    const Digests digests = this->digests();
    data.text("by", commitment(row.salt, "by " + by)).text("reason", commitment(row.salt, "reason " + reason));
    data.number("values", values_).text("values_sha256", digests.values);
    data.number("seats", seats_).text("seats_sha256", digests.seats);
    data.number("blocks", blocks_).number("rows", rows_).text("blocks_sha256", digests.blocks);
    PV_TRY(const EntryRow entry, book.store->append(kind, now, data.take()));
    row.entry = entry.number;
    PV_CHECK(book.store->add_receipt(row));
    return entry.number;
}

} // namespace proviso
