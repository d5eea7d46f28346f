#include "book/account_zone.hpp"

#include "book/facts.hpp"
#include "book/stored_event.hpp"

namespace proviso {

Result<std::string> account_zone(Book &handle, const std::string &account, const DayZones &zones) {
    Store &store = *handle.impl().store;
    auto opened = open_account(store, account);
    if (!opened && opened.error().code == Code::event_account_unknown) return std::string();
    PV_TRY(const StoredAccount row, std::move(opened));
    std::vector<StoredEvent> events;
    PV_CHECK(store.events_of(row.number, UINT64_MAX, events));
    for (const StoredEvent &stored : events) {
        PV_TRY(const Event event, event_of(stored));
        if (event.type == EventType::account_opened)
            return zones.of(std::string(event.text("contract")), std::string(event.text("zone")));
    }
    return std::string();
}

Result<DayZones> day_zones(Book &handle) {
    Book::Impl &book = handle.impl();
    PV_TRY(const Instant now, book.now());
    PV_TRY(ReadScope read, ReadScope::begin(*book.store));
    return DayZones::read(book, now.utc_day());
}

Result<std::string> seller_zone(Book &book) {
    PV_TRY(const BookInfo info, book.info());
    const auto zone = info.seller.find("zone");
    return zone == info.seller.end() ? std::string() : zone->second;
}

} // namespace proviso
