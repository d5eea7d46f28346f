#include "book/session_zones.hpp"

namespace proviso {

Result<SessionZones> SessionZones::make(Book &book, const ZoneDatabase *database, std::string otherwise) {
    SessionZones zones;
    if (database)
        zones.database_ = {std::shared_ptr<void>(), database}; // the caller's
    else
        zones.database_ = std::make_shared<const ZoneDatabase>();
    {
        PV_TRY(const Instant now, book.impl().now());
        PV_TRY(ReadScope read, ReadScope::begin(*book.impl().store));
        PV_TRY(zones.day_zones_, DayZones::read(book.impl(), now.utc_day()));
        if (otherwise.empty()) { PV_TRY(otherwise, seller_zone(*book.impl().store)); }
    }
    if (!otherwise.empty()) PV_CHECK(zones.database_->zone(otherwise));
    zones.otherwise_ = std::move(otherwise);
    return zones;
}

Result<SessionZones::Place> SessionZones::of(Store &store, const std::string &account) {
    if (const auto known = places_.find(account); known != places_.end()) return known->second;
    PV_TRY(const AccountTerms terms, account_terms(store, account));
    if (terms.number == 0) return Place{};
    Place place;
    place.open = true;
    const std::string &name = day_zones_.of(terms.pack, terms.zone.empty() ? otherwise_ : terms.zone);
    place.zone_known = !name.empty();
    if (place.zone_known) { PV_TRY(place.zone, database_->zone(name)); }
    places_.emplace(account, place);
    return place;
}

} // namespace proviso
